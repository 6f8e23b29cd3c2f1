"""The texts of a column: which column, whether its first row names it, what is left out and why."""

import pytest

from embedlab.content.own_column import column_names, column_texts, has_header, longest_column, shortened
from embedlab.content.own_table import OwnTable, read_file
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, DOCUMENTS
from embedlab.studies.searches import read_documents


def table(text: str, name: str = "texts.csv") -> OwnTable:
    return read_file(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("id,text\n1,A long text of a column\n", True),
        ("stars,month\n5,May\n4,June\n", True),
        ("text\nA much longer line, with a comma\nAnother one of these\n", True),
        ("1,A long text of a column\n2,Another one\n", False),
        ("apple\nbanana\ncherry\n", False),
        ("a,a\n1,2\n", False),
        (",b\n1,2\n", False),
        ("id,text\n", True),
        ("a whole text,another whole text\n", False),
        ("word\n", False),
        (f"{'x' * 41},b\n1,2\n", False),
    ],
)
def test_a_header_is_guessed(text: str, header: bool) -> None:
    assert has_header(table(text)) is header


def test_the_longest_column_is_offered_first_whatever_its_header() -> None:
    own = table("a name that is longer than any text,text\nx,One text\ny,Another text\n")
    assert (longest_column(own, header=True), longest_column(own, header=False)) == (1, 0)


def test_columns_have_names_of_their_own() -> None:
    own = table(f"text,text,,{'long ' * 20}\n1,2,3,4\n")
    assert column_names(own, header=True) == ["1: text", "2: text", "Column 3", f"4: {('long ' * 20)[:39]}…"]
    assert column_names(own, header=False) == ["Column 1", "Column 2", "Column 3", "Column 4"]


def test_what_is_left_out_is_said_and_why() -> None:
    own = table(f"id,text\n1,one\n2,\n3,two\n4, \n5,{'x' * (DOCUMENT_CHARS + 1)}\n6,one\n")
    found = column_texts(own, 1, header=True)
    assert (found.texts, found.rows) == (("one", "two", "one"), 6)
    assert found.said == (
        "2 rows left out: no text in this column.",
        "1 text left out: more than 4,000 characters.",
        "Equal texts are kept and will tie: row 6 repeats row 1.",
    )


def test_texts_beyond_the_limits_are_counted() -> None:
    many = column_texts(table("".join(f"text {n},x\n" for n in range(DOCUMENTS + 7))), 0, header=False)
    assert (len(many.texts), many.said) == (DOCUMENTS, ("7 rows left out: only the first 500 texts are used.",))
    long = column_texts(table("".join(f"{n:03}{'y' * 996},x\n" for n in range(220))), 0, header=False)
    assert len(long.texts) == 200
    assert long.said == ("20 rows left out: only the first 200,000 characters are used.",)
    assert len("\n".join(long.texts)) <= COLLECTION_CHARS


def test_more_than_three_repeats_are_counted() -> None:
    said = column_texts(table("same,x\n" * 6), 0, header=False).said
    assert said == (
        "Equal texts are kept and will tie: row 2 repeats row 1, row 3 repeats row 1, row 4 repeats row 1 and 2 more.",
    )


def test_a_header_alone_has_no_texts() -> None:
    found = column_texts(table("id,text\n"), 1, header=True)
    assert (found.texts, found.rows, found.said) == ((), 0, ())


def test_each_text_is_one_line_so_that_lines_give_the_texts_again() -> None:
    own = table('a,"two\nlines\r\nand\u2028more\x0bof\x00it"\nb,question: who?\n')
    texts = column_texts(own, 1, header=False).texts
    assert texts == ("two lines and more of it", "question: who?")
    documents, problems = read_documents("\n".join(texts))
    assert [(document.kind, document.text) for document in documents] == [
        ("other", "two lines and more of it"),
        ("question", "who?"),
    ]
    assert problems == ()


def test_a_cell_is_shown_on_one_line_and_cut() -> None:
    assert (shortened("a\nb"), shortened("abcdef", 4)) == ("a b", "abc…")
