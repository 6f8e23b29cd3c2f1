"""Texts, queries and judgements from sheets: what goes, what stays, and what is said of it."""

from dataclasses import replace

import pytest

from embedlab.content.corpus_files.first_look import look
from embedlab.content.corpus_files.gathering import gather
from embedlab.content.corpus_files.sheet import Sheet
from embedlab.content.gathered import Gathered
from embedlab.errors import InputError
from embedlab.limits import CORPUS_TEXT_CHARS
from tests.content.corpus_files.made import BEIR, json_rows, zipped


def sheets(*rows: object, name: str = "x.jsonl") -> tuple[Sheet, ...]:
    return look(json_rows(*rows).encode(), name)


def documents(*rows: object) -> Gathered:
    return gather("x", sheets(*rows))


def beir() -> Gathered:
    found = look(zipped(BEIR), "tiny.zip")
    return gather(
        "tiny",
        *([sheet for sheet in found if sheet.holds == holds] for holds in ("documents", "queries", "judgements")),
    )


def test_a_beir_folder_is_gathered_by_its_ids() -> None:
    tiny = beir()
    assert tiny.documents.to_pylist() == [
        {"_id": "d1", "_text": "Lemons\nA lemon is sour.", "title": "Lemons", "metadata": ""},
        {"_id": "d2", "_text": "Honey is sweet.", "title": "", "metadata": '{"url": "x"}'},
    ]
    assert tiny.queries is not None
    assert tiny.queries.column("_id").to_pylist() == ["q1", "q2", "q3"]
    assert tiny.judgements is not None
    assert tiny.judgements.to_pylist() == [
        {"query": "q1", "document": "d1", "grade": 2},
        {"query": "q2", "document": "d2", "grade": 1},
    ]


def test_judgements_of_what_is_not_here_go_and_are_counted() -> None:
    assert beir().said[-2:] == (
        "1 judgement left out: no query here has that id.",
        "1 judgement left out: no document here has that id.",
    )


def test_texts_that_cannot_be_used_go_and_are_counted() -> None:
    found = documents({"text": "a"}, {"text": " \n"}, {"text": None}, {"text": "x" * (CORPUS_TEXT_CHARS + 1)})
    assert found.texts() == ["a"]
    assert found.said == (
        "2 documents left out: no text.",
        "1 document left out: more than 200,000 characters.",
    )


def test_identical_documents_stay_and_are_counted() -> None:
    found = documents({"text": "a"}, {"text": "b"}, {"text": "a "}, {"text": "a"})
    assert found.texts() == ["a", "b", "a", "a"]
    assert found.said == ("2 documents the same as an earlier one, word for word: kept, and they will tie.",)


def test_an_id_that_is_there_already_gets_a_number() -> None:
    rows = [{"id": own, "text": text} for own, text in zip(["a", "a", "a#2", "a"], "wxyz", strict=True)]
    found = documents(*rows)
    assert found.documents.column("_id").to_pylist() == ["a", "a#2", "a#2#2", "a#3"]
    assert found.said[0].startswith("3 documents with the id of an earlier one: #2, #3 and so on added;")


def test_ids_are_rows_where_there_are_none_and_hold_no_space() -> None:
    assert documents({"text": "a"}, {"text": ""}, {"text": "c"}).documents.column("_id").to_pylist() == ["1", "3"]
    found = documents({"id": "a b", "text": "x"}, {"id": "", "text": "y"})
    assert found.documents.column("_id").to_pylist() == ["a_b", "2"]
    assert len(found.said) == 2


def test_texts_hold_no_control_characters_and_end_their_lines_one_way() -> None:
    assert documents({"text": "a\x00b\r\nc\u2028d\te\r"}).texts() == ["a b\nc d\te"]


def test_formulas_stay_the_text_that_they_are() -> None:
    assert documents({"text": '=HYPERLINK("x")', "n": "@y"}).documents.to_pylist()[0] == {
        "_id": "1", "_text": '=HYPERLINK("x")', "n": "@y",
    }  # fmt: skip


def test_documents_of_several_files_keep_the_columns_of_all() -> None:
    first, second = sheets({"text": "a", "year": 1}), sheets({"body": "b", "_text": "c"})
    found = gather("x", [*first, replace(second[0], text=("body",))])
    assert found.documents.to_pylist() == [
        {"_id": "1", "_text": "a", "year": "1", "_text (file)": ""},
        {"_id": "2", "_text": "b", "year": "", "_text (file)": "c"},
    ]


def judged(*rows: object) -> Gathered:
    held = sheets({"_id": "d1", "text": "a"}, {"_id": "d2", "text": "b"})
    return gather("x", held, sheets({"_id": "q", "text": "?"}), sheets(*rows, name="qrels.jsonl"))


def test_grades_are_whole_numbers_and_none_is_negative() -> None:
    found = judged(
        {"query": "q", "document": "d1", "score": 2.0},
        {"query": "q", "document": "d1", "score": 1},
        {"query": "q", "document": "d2", "score": -1},
        {"query": "q", "document": "d2", "score": "0.5"},
        {"query": "q", "document": "d2", "score": "inf"},
    )
    assert found.judgements is not None
    assert found.judgements.column("grade").to_pylist() == [2, 0]
    assert found.said == (
        "2 judgements left out: the grade is no whole number from \u22121,000 to 1,000.",
        "1 judgement left out: the pair is judged already, and the first counts.",
        "1 judgement below 0 count as 0, as not relevant.",
    )


def test_judgements_of_other_files_are_none_and_that_is_said() -> None:
    found = judged({"query": "other", "document": "d1", "score": 1})
    assert found.judgements is None
    assert found.said[-1] == "No judgement is left, so nothing can be measured: do their ids belong to other files?"


def test_judgements_without_names_are_read_in_the_order_of_their_columns() -> None:
    held = sheets({"_id": "d1", "text": "a"})
    asked = sheets({"_id": "q", "text": "?"})
    for content in (b"q\td1\t3\n", b"q\t0\td1\t3\n"):
        found = gather("x", held, asked, look(content, "qrels.tsv"))
        assert found.judgements is not None
        assert found.judgements.to_pylist() == [{"query": "q", "document": "d1", "grade": 3}]


@pytest.mark.parametrize(
    ("queries", "said"),
    [((), "There are judgements but no queries; add the file with the queries."),
     (sheets({"_id": "q", "text": ""}), "No query is left; choose another column for the queries.")],
)  # fmt: skip
def test_what_cannot_be_gathered_is_said(queries: tuple[Sheet, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        gather("x", sheets({"text": "a"}), queries, sheets({"query": "q", "document": "1", "score": 1}))


def test_an_empty_column_leaves_no_document() -> None:
    with pytest.raises(
        InputError, match=r"^No document is left; choose another column\. 2 documents left out: no text\.$"
    ):
        gather("x", [replace(sheets({"text": "a", "b": ""}, {"text": "c"})[0], text=("b",))])
