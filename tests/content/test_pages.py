"""Every page has one entry, and one home in each tree that its entry names; nothing lies there without an entry."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from embedlab.content.pages import load_page, load_pages
from embedlab.errors import InputError

PAGES = load_pages()
READY = [entry for entry in PAGES if entry.ready]


def folders(parent: Path) -> set[str]:
    return {path.name for path in parent.iterdir() if path.is_dir() and path.name != "__pycache__"}


@pytest.mark.parametrize("entry", READY, ids=lambda entry: entry.slug)
def test_a_page_that_is_ready_has_its_file_code_text_and_tests(entry, root):
    assert (root / entry.file).is_file()
    assert (root / "embedlab/lessons" / entry.slug / "__init__.py").is_file()
    assert (root / "assets/lessons" / entry.slug / "text.toml").is_file()
    assert list((root / "tests/lessons" / entry.slug).glob("test_*.py"))


def test_there_is_no_page_file_without_an_entry(root):
    """A former address has a file too: it leads on."""
    former = {f"pages/{old}.py" for entry in PAGES for old in entry.former}
    found = {path.relative_to(root).as_posix() for path in (root / "pages").glob("*.py")}
    assert found == former | {entry.file for entry in READY} - {"app.py"}


@pytest.mark.parametrize("tree", ["embedlab/lessons", "assets/lessons", "tests/lessons"])
def test_there_is_no_lesson_folder_without_an_entry(tree, root):
    assert folders(root / tree) == {entry.slug for entry in READY}


def test_an_address_leads_to_one_page():
    addresses = [address for entry in PAGES for address in (entry.slug, *entry.former)]
    assert len(set(addresses)) == len(addresses)


def test_the_groups_of_the_sidebar_and_the_numbers_of_the_lessons_are_in_order():
    assert [group for group, _ in groupby(entry.group for entry in PAGES)] == [
        "Start",
        "Six axes",
        "Search",
        "Behind the pages",
    ]
    numbers = [entry.number for entry in PAGES if entry.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {entry.slug for entry in PAGES if not entry.number} == {"home", "models"}


def test_the_first_page_is_the_app_itself():
    assert (PAGES[0].file, PAGES[0].address) == ("app.py", "")


@pytest.mark.parametrize("entry", PAGES[1:], ids=lambda entry: entry.slug)
def test_the_address_is_what_streamlit_makes_of_the_file(entry):
    assert entry.address == re.sub(r"^pages/(\d+_)?|\.py$", "", entry.file)


def test_a_page_without_a_heading_of_its_own_shows_its_title():
    assert load_page("uses").heading == load_page("uses").title
    assert load_page("home").heading != load_page("home").title


def test_the_label_of_a_lesson_begins_with_its_number():
    assert load_page("uses").label == f"9 {load_page('uses').title}"
    assert load_page("models").label == "Models"


@pytest.mark.parametrize("slug", ["nope", "", "../axes"])
def test_an_unknown_page_names_those_that_exist(slug):
    with pytest.raises(InputError, match=r"the pages are: home, .*models\."):
        load_page(slug)
