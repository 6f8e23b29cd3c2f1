import subprocess
import sys

import pytest

from embedlab.content import toml_table as table
from embedlab.content.toml_table import Table, load_asset
from embedlab.errors import EmbedLabError


def written(tmp_path, monkeypatch, text):
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(table, "ASSETS", tmp_path)


def pair(entry: Table) -> tuple[str, int]:
    return entry.text("name"), entry.whole("year")


def test_a_good_file_is_read(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, 'name = " BM25 "\nyear = 1994')
    assert load_asset("x.toml", pair) == ("BM25", 1994)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('name = "BM25"', "the key 'year' is missing"),
        ('name = "BM25"\nyear = 1994\nyaer = 1', "the key 'yaer' is not known here"),
        ('name = "BM25"\nyear = "1994"', "the key 'year' has a value of the wrong kind"),
        ('name = "BM25"\nyear = true', "the key 'year' has a value of the wrong kind"),
        ('name = "  "\nyear = 1994', "the key 'name' needs a text that is not empty"),
        ("name = BM25", "it is not valid TOML"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, monkeypatch, text, part):
    written(tmp_path, monkeypatch, text)
    with pytest.raises(EmbedLabError) as error:
        load_asset("x.toml", pair)
    assert str(error.value).startswith("The file assets/x.toml cannot be used: ")
    assert part in str(error.value)


def test_a_wrong_entry_of_a_list_is_named_by_its_place(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, '[[entry]]\nname = "a"\nyear = 1\n[[entry]]\nname = "b"')
    with pytest.raises(EmbedLabError, match=r"assets/x\.toml, entry 2 .* 'year' is missing"):
        load_asset("x.toml", lambda file: file.each("entry", pair))


def test_a_file_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "ASSETS", tmp_path)
    with pytest.raises(EmbedLabError, match=r"assets/x\.toml .* could not be read"):
        load_asset("x.toml", pair)


def test_a_text_shown_as_it_is_may_not_name_a_fact():
    with pytest.raises(EmbedLabError, match="cannot name a fact"):
        Table({"lead": "{n} sentences"}, "x.toml").plain_text("lead")


def test_assets_are_found_from_any_folder(tmp_path, root):
    code = "from embedlab.content.lesson_text import load_axes; print(len(load_axes()))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "6"
