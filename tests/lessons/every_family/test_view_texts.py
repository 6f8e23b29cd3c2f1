"""Texts from a file or a pasted table on lesson 7: they become the lines, and a bad file says what it is."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.collections import load_collections
from embedlab.studies.searches import as_lines
from tests.kit.pages.screen import alive, bodies, lesson_page, notes, problems

SLUG = "every_family"
LINES, PASTE, FILE = f"{SLUG}-documents-0", f"{SLUG}-own-paste", f"{SLUG}-own-file"
USE = f"el-{SLUG}-own-table-use"
REVIEWS = 'id,stars,text\n1,5,The battery lasts long.\n2,1,"Stopped,\nafter a week."\n3,2,\n4,1,question: is it new?\n'


def page(**parameters: str) -> AppTest:
    return lesson_page(SLUG, parts=(), rankers="BM25", **parameters)


def uploaded(content: bytes, name: str = "reviews.csv") -> AppTest:
    app = page()
    app.file_uploader(key=FILE).set_value((name, content, "text/csv"))
    return alive(app.run())


def test_a_column_of_a_file_becomes_the_lines() -> None:
    app = uploaded(REVIEWS.encode())
    assert any(
        line.startswith("4 rows, 3 texts to use. 1 row left out: no text in this column.") for line in notes(app)
    )
    assert app.text_area(key=LINES).value == as_lines(load_collections(SLUG)[0]), "nothing changes until they are used"
    alive(app.button(key=USE).click().run())
    assert app.text_area(key=LINES).value == "The battery lasts long.\nStopped, after a week.\nquestion: is it new?"
    assert "Own text, from" in bodies(app)
    alive(app.button(key=f"el-{LINES}-reset").click().run())
    assert app.text_area(key=LINES).value == as_lines(load_collections(SLUG)[0])


def test_another_column_header_and_separator_can_be_chosen() -> None:
    app = uploaded(b"one;two,three\nfour;five,six\nseven;eight,nine\n")
    choice = f"{SLUG}-own-table-separator-"
    separator = next(each for each in app.selectbox if str(each.key).startswith(choice))
    alive(separator.set_value("semicolon").run())
    column = next(each for each in app.selectbox if each.label == "Column of the texts")
    assert column.options == ["Column 1", "Column 2"]
    toggle = next(each for each in app.toggle if each.label == "First row has names")
    alive(toggle.set_value(True).run())
    column = next(each for each in app.selectbox if each.label == "Column of the texts")
    assert column.options == ["1: one", "2: two,three"]
    alive(column.set_value(0).run())
    alive(app.button(key=USE).click().run())
    assert app.text_area(key=LINES).value == "four\nseven"


def test_rows_copied_from_a_spreadsheet_offer_their_columns() -> None:
    app = page()
    alive(app.text_area(key=PASTE).set_value("name\ttext\na\tThe first text\nb\tThe second text\n").run())
    alive(app.button(key=USE).click().run())
    assert app.text_area(key=LINES).value == "The first text\nThe second text"
    assert app.text_area(key=PASTE).value.startswith("name\ttext"), "nothing typed is lost"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.csv", "a.csv is a picture, whatever its name says"),
        (b"id,text\n", "a.csv", "There is no text to use: choose another column, separator or file."),
        (b" \n", "a.txt", "a.txt is empty; it needs at least one row."),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_nothing_changes(content: bytes, name: str, said: str) -> None:
    app = uploaded(content, name)
    assert problems(app)[0].startswith(said)
    assert app.text_area(key=LINES).value == as_lines(load_collections(SLUG)[0])


def test_markup_in_a_table_and_its_name_stays_text() -> None:
    markup = "<img src=x onerror=alert(1)>"
    assert "<img" not in bodies(uploaded(f"id,{markup}\n1,{markup} and more of it\n".encode()))
    assert "<img" not in bodies(uploaded(b"\x89PNG", f"{markup}.csv"))
