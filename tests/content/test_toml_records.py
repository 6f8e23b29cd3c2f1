"""A slip in a file under ``assets/`` is an error that names file, place and key, whatever the file."""

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from embedlab.content.axes import load_axes
from embedlab.content.collections import load_collections
from embedlab.content.glossary import load_glossary
from embedlab.content.labelled_set import labelled_cards
from embedlab.content.lesson_text import load_lesson
from embedlab.content.pages import load_pages
from embedlab.content.sense_words import _read as read_sense_word
from embedlab.content.shipped_collections import collection_cards
from embedlab.content.toml_records import Options, PlainText, Record, Text, read_asset
from embedlab.content.triples import load_triples
from embedlab.errors import EmbedLabError
from embedlab.lessons.home.examples_timeline import load_timeline
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from tests.kit.browser.server import ROOT

ASSETS = ROOT / "assets"
FILES = sorted(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.toml"))
READERS: dict[str, Callable[..., Any]] = {
    r"pages\.toml": load_pages,
    r"axes\.toml": load_axes,
    r"glossary\.toml": load_glossary,
    r"triples\.toml": load_triples,
    r"ready_collections\.toml": collection_cards,
    r"labelled_sets\.toml": labelled_cards,
    r"senses/(\w+)\.toml": read_sense_word,
    r"lessons/(\w+)/text\.toml": load_lesson,
    r"lessons/(\w+)/collections\.toml": load_collections,
    r"lessons/home/timeline\.toml": load_timeline,
    r"lessons/word_or_sentence/pairs\.toml": load_pair_kinds,
    r"lessons/word_or_sentence/long_text\.toml": load_long_text,
    r"lessons/unsupervised_or_supervised/batches\.toml": load_batches,
}
"""Who reads which file; what stands in brackets is the argument."""


def read_again(file: str) -> Any:
    """Read a file past the reader's memory."""
    reader, found = next((reader, m) for name, reader in READERS.items() if (m := re.fullmatch(name, file)))
    return reader.__wrapped__(*found.groups())


SLIPS = {
    "missing": ("", "the key '{key}' is missing"),
    "unknown": ("{line}\nstray = 1", "the key 'stray' is not known here"),
    "wrong kind": ("{key} = 5", "the key '{key}' has a value of the wrong kind"),
    "empty": ('{key} = " "', "the key '{key}' needs a text that is not empty"),
    "no TOML": ("{key} = five", "it is not valid TOML"),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("file", FILES)
def test_a_slip_in_any_file_is_named(write_asset: Callable[[str, str], None], file: str, slip: str) -> None:
    """The slip is made in the first text of the file."""
    text = (ASSETS / file).read_text(encoding="utf-8")
    first = re.search(r'^(\w+) = "(?!"").*$', text, re.MULTILINE)
    assert first
    change, message = (part.format(line=first[0], key=first[1]) for part in SLIPS[slip])
    write_asset(file, text.replace(first[0], change, 1))
    with pytest.raises(EmbedLabError) as error:
        read_again(file)
    assert re.match(f"The file assets/{file}.* cannot be used: {message}.*install it again", str(error.value))


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_is_named(write_asset: Callable[[str, str], None], file: str) -> None:
    write_asset("another.toml", "")
    with pytest.raises(EmbedLabError, match=rf"assets/{re.escape(file)} cannot be used: it could not be read"):
        read_again(file)


class Paper(Record):
    name: Text
    year: int
    kinds: tuple[Text, ...] = ()
    names: Options = {}


class Papers(Record):
    paper: tuple[Paper, ...]


@pytest.mark.parametrize(
    ("papers", "message"),
    [
        ('{ name = "a", year = true }', ", paper 1 cannot be used: the key 'year' has a value of the wrong kind"),
        ('{ name = "a", year = 1.0 }', ", paper 1 cannot be used: the key 'year' has a value of the wrong kind"),
        ('{ name = "a", year = 1 }, { name = "b" }', ", paper 2 cannot be used: the key 'year' is missing"),
        (
            '{ name = "a", year = 1, kinds = ["", "b"] }',
            ", paper 1, kinds 1 cannot be used: it needs a text",
        ),
        ('{ name = "a", year = 1, names = { b = "" } }', ", paper 1, names cannot be used: the key 'b' needs a text"),
        ('{ name = "a", year = 1979-05-27 }', " cannot be used: it is not valid TOML"),
        ('"a"', ", paper 1 cannot be used: it has a value of the wrong kind"),
    ],
)
def test_a_slip_is_named_by_its_place(write_asset: Callable[[str, str], None], papers: str, message: str) -> None:
    write_asset("x.toml", f"paper = [{papers}]")
    with pytest.raises(EmbedLabError) as error:
        read_asset("x.toml", Papers)
    assert str(error.value).startswith(f"The file assets/x.toml{message}")


def test_a_good_file_is_read_without_outer_white_space(write_asset: Callable[[str, str], None]) -> None:
    write_asset("x.toml", 'name = " BM25 "\nkinds = ["a"]\nnames = { b = "B", a = "A" }')
    paper = read_asset("x.toml", Paper, year=1994)
    assert (paper.name, paper.year, paper.kinds, list(paper.names)) == ("BM25", 1994, ("a",), ["b", "a"])


def test_what_a_record_is_given_a_file_cannot_say(write_asset: Callable[[str, str], None]) -> None:
    write_asset("x.toml", 'name = "BM25"\nyear = "1994"')
    with pytest.raises(EmbedLabError, match="'year' has a value of the wrong kind"):
        read_asset("x.toml", Paper, year=1994)


def test_a_record_cannot_be_changed() -> None:
    paper = Paper(name="BM25", year=1994, names={"a": "A"})
    with pytest.raises(ValidationError, match="frozen"):
        paper.year = 1995
    with pytest.raises(TypeError):
        paper.names["a"] = "B"  # type: ignore[index]


def test_a_text_shown_as_it_is_may_not_name_a_fact(write_asset: Callable[[str, str], None]) -> None:
    class Shown(Record):
        lead: PlainText

    write_asset("x.toml", 'lead = "{n} sentences"')
    with pytest.raises(EmbedLabError, match="the key 'lead' is shown as it is and cannot name a fact"):
        read_asset("x.toml", Shown)


def test_assets_are_found_from_any_folder(tmp_path, root):
    code = "from embedlab.content.axes import load_axes; print(len(load_axes()))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "6"


def test_importing_the_readers_reads_no_file(root):
    code = (
        "import builtins, io, pathlib, sys\n"
        "read = []\n"
        "real = io.open\n"
        "pathlib.io.open = io.open = lambda file, *a, **k: (read.append(str(file)), real(file, *a, **k))[1]\n"
        "import embedlab.content.lesson_text, embedlab.content.axes, embedlab.content.sense_words\n"
        "import embedlab.content.collections, embedlab.content.triples\n"
        "early = [name for name in read if name.endswith('.toml')]\n"
        "embedlab.content.axes.load_axes()\n"
        "print(early, len([name for name in read if name.endswith('axes.toml')]))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] 1"
