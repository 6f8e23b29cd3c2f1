"""README and CONTRIBUTING tell the truth: what they name exists; their tables and checklists are those of the code."""

import inspect
import re
import shlex
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from embedlab import __version__
from embedlab.cli.commands import app
from embedlab.content.pages import load_page, load_pages
from embedlab.errors import InputError
from embedlab.limits import LINK_CHARS
from embedlab.models import encoders
from embedlab.models.catalog import CATALOG_FILE
from embedlab.models.families import FAMILIES, FamilyRow
from embedlab.models.settings import read_settings
from embedlab.studies.rank.open_ranker import RANKERS
from scripts.new_lesson import PAGES, files
from tests.import_law import LAW, SCREENS
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import all_parts

README, CONTRIBUTING = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
DOCUMENTS = pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
SOURCES = [path for folder in ("embedlab", "scripts", "tests/kit") for path in (ROOT / folder).rglob("*.py")]

FILE = re.compile(r"[\w.*/-]*(?:/|\.(?:py|toml|md|txt|npz|png)|Makefile)")
VARIABLE = re.compile(r"""["'](EMBEDLAB_[A-Z_]+)["']""")
OF_THE_TESTS = {"EMBEDLAB_GUARD_LOG"}
"""Set by the tests for the servers that they start; nobody else can."""


def spans(text: str) -> list[str]:
    """What stands in backticks, code blocks left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def section(text: str, title: str) -> str:
    """What stands under a heading."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of a table, its heading left out."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.*\|$", text, re.M)][2:]


def commands(text: str) -> list[list[str]]:
    """Every command of a document as its words: from code blocks and from backticks."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.M | re.S)
    lines = [*spans(text), *(line for block in blocks for line in block.splitlines())]
    return [shlex.split(line.split("|")[-1], comments=True) for line in lines if re.search(r"\bmake |python -m ", line)]


@DOCUMENTS
def test_every_file_that_is_named_exists(text: str) -> None:
    linked = re.findall(r"\]\(([^):]+)\)", text)
    named = [span for span in [*spans(text), *linked] if FILE.fullmatch(span) and "SLUG" not in span]
    assert len(named) > 10
    # A bare name may also stand for that file of every lesson or kind.
    bare = {path.name for path in (ROOT / "embedlab").rglob("*.py")}
    assert [name for name in named if name not in bare and not any(ROOT.glob(name))] == []
    modules = [span for span in spans(text) if re.fullmatch(r"(embedlab|scripts|tests|benchmarks)(\.\w+)+", span)]
    assert [name for name in modules if find_spec(name) is None] == []


@DOCUMENTS
def test_every_function_that_is_named_exists(text: str) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    named = [match[1] for span in spans(text) if (match := re.fullmatch(r"(\w+)\([\w, ]*\)", span))]
    assert [name for name in named if not re.search(rf"^ *(?:def|class) {name}\b", code, re.M)] == []


@DOCUMENTS
def test_every_command_exists(text: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    ours = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    found = commands(text)
    assert found
    for words in found:
        if words[0] == "make":
            assert words[1] in targets, words
            continue
        module, *rest = words[words.index("-m") + 1 :]
        assert find_spec(module) is not None, words
        assert module != "embedlab" or rest[0] in ours | {"COMMAND"}, words
        if module.startswith("scripts."):
            source = Path(str(find_spec(module).origin)).read_text(encoding="utf-8")  # type: ignore[union-attr]
            assert all(f'"{word}"' in source for word in rest if word.startswith("--")), words
        if module == "pytest":
            assert all((ROOT / word).exists() for word in rest if word.startswith("tests/")), words


def test_every_setting_is_listed_and_every_listed_one_is_read() -> None:
    read = {name for path in SOURCES for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert {row[0].strip("`") for row in rows(section(README, "Settings"))} == read - OF_THE_TESTS


@pytest.mark.parametrize("row", rows(section(README, "Settings")), ids=lambda row: row[0].strip("`"))
def test_a_setting_takes_the_values_that_are_listed_and_has_the_default(row: list[str]) -> None:
    name, values, default = row[0].strip("`"), row[1], row[2].strip("`")
    listed = spans(values)
    for value in listed:
        read_settings({name: value})
    if listed or default.isdigit():
        assert read_settings({name: default}) == read_settings({})
    if listed:
        with pytest.raises(InputError, match=name):
            read_settings({name: "other"})
    if bounds := re.fullmatch(r"(\d+) to (\d+)", values):
        least, most = int(bounds[1]), int(bounds[2])
        for allowed in (least, most):
            read_settings({name: str(allowed)})
        for refused in (least - 1, most + 1):
            with pytest.raises(InputError, match=name):
                read_settings({name: str(refused)})


def test_every_lesson_that_is_ready_is_in_the_tour_by_its_name() -> None:
    told = set(re.findall(r"^- \*\*(.+?)\*\* ", README, re.M))
    names = {p: p.title if p.title == p.heading else f"{p.title}, {p.heading}" for p in load_pages() if not p.number}
    pages = {names.get(p, f"{p.number} {p.heading}"): p for p in load_pages() if p.ready}
    assert told <= set(pages)
    # A page begun by the script has no number yet.
    assert {name for name, page in pages.items() if page.number or page.slug == "home"} <= told


def test_a_link_that_is_named_leads_to_a_page_and_its_parts() -> None:
    links = [urlsplit(span) for span in spans(README) if re.fullmatch(r"/\w+\?.*", span)]
    assert links
    for link in links:
        slug = load_page(link.path.strip("/")).slug
        keys = [key for key, _ in parse_qsl(link.query)]
        assert all(key.startswith(f"{slug}-") for key in keys)
        opened = {key.removeprefix(f"{slug}-open-") for key in keys if key.startswith(f"{slug}-open-")}
        assert opened
        assert opened <= set(all_parts(slug))
    assert f"{LINK_CHARS:,} characters" in README


def test_the_table_of_rooms_is_the_law() -> None:
    told = {}
    for room, _, *cells in rows(section(CONTRIBUTING, "Rooms and doors")):
        first = (spans(room) or [room])[0].removeprefix("embedlab/").strip("/")
        told[first] = tuple(frozenset(spans(cell)) for cell in cells)
    without_a_row = {"base", "main"}  # told in words; three lines that call the command line
    assert told == {name: (r.rooms, r.eager, r.lazy) for name, r in LAW.items() if name not in without_a_row}
    screens = next(cells for cells in rows(section(CONTRIBUTING, "Rooms and doors")) if cells[0] == "screens")
    assert set(spans(screens[1])) == SCREENS


def test_the_checklist_of_a_lesson_is_what_the_script_makes() -> None:
    checklist = re.findall(r"^- \[ \] `([^`]+)`:", section(CONTRIBUTING, "Add a lesson"), re.M)
    made = files("SLUG", "Title")
    assert sorted(checklist) == sorted([*made, PAGES])
    folders = {Path(name).parent.as_posix().removesuffix("/SLUG") + "/" for name in made}
    assert folders | {PAGES} <= set(spans(section(README, "Add a lesson")))


def test_the_checklist_of_a_family_is_what_a_family_is_made_of() -> None:
    with_weights = [row for row in FAMILIES.values() if row.runs != "formula"]
    encoders_of = {Path(inspect.getfile(getattr(encoders, row.encoder))) for row in with_weights}
    rankers_of = {Path(inspect.getfile(RANKERS[row.ranker])) for row in with_weights}
    (encoder_folder,) = {path.parent for path in encoders_of}
    (ranker_folder,) = {path.parent for path in rankers_of}
    needed = [CATALOG_FILE, Path(inspect.getfile(FamilyRow)), encoder_folder, ranker_folder]
    text = section(CONTRIBUTING, "Add a family of models")
    listed = re.findall(r"^- \[ \] `([^`]+)`:", text, re.M)
    assert [ROOT / name for name in listed] == needed
    assert {path.name for path in rankers_of} <= set(spans(text))


def test_the_catalog_names_the_place_that_says_how_to_add_a_model() -> None:
    title = re.search(r'see "([^"]+)" in the README', CATALOG_FILE.read_text(encoding="utf-8"))
    assert title
    assert section(README, title[1])


def test_the_newest_version_of_the_changelog_is_this_one() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+) \(\d{4}-\d\d-\d\d\)$", text, re.M)[0] == __version__
