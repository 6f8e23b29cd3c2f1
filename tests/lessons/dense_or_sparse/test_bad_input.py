"""Bad input on lesson 4: a plain message, a page that goes on, and the visitor's text where it was."""

import json

import pytest

from embedlab.limits import DOCUMENT_CHARS, DOCUMENTS
from embedlab.ui.lesson_page import LAST_RESULT
from embedlab.ui.search_panel import EXAMPLE_RESULT
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson_page, notes, problems
from tests.lessons.dense_or_sparse.test_page import RANKS, SLUG, SUM, TYPED, lesson, own, ranks

MARKUP = "<img src=x onerror=alert(1)> $x^2$ **b** :smile: [a](https://b.c) &lt;b&gt;"


def test_markup_in_query_and_documents_stays_text() -> None:
    app = own(MARKUP, f"{MARKUP}\nanswer: a plain text\n{MARKUP} again", vectors="Document")
    assert problems(app) == []
    assert "<img" not in bodies(app)
    drawn = [figure["data"] for figure in figures(app).values()]
    drawn += [{k: v for k, v in figure["layout"].items() if k != "meta"} for figure in figures(app).values()]
    assert "<img" not in json.dumps(drawn), "labels of figures are escaped; the text alternative is plain text"
    assert len(app.selectbox(key="el-dense_or_sparse-document").options) == 3
    assert app.text_area(key=TYPED).value.startswith(MARKUP)


@pytest.mark.parametrize("documents", ["   \n \n", ""])
def test_no_document(documents: str) -> None:
    app = own("red fox", documents)
    assert problems(app) == ["There is no document to search. Press Documents and type some, one a line."]
    assert "el-reading" in bodies(app)


def test_no_query() -> None:
    app = own("   ", "one\ntwo")
    assert problems(app) == ["The query is empty. Type something to search for."]


def test_an_empty_query_in_a_link_shows_the_example_and_an_emptied_one_the_last_result() -> None:
    app = lesson(parts=(), query_0="")
    assert problems(app) == ["The query is empty. Type something to search for."]
    assert EXAMPLE_RESULT in notes(app)
    assert findings(app)[0].startswith("Rank of the answer: ")
    app = own("red fox", "a red fox\na blue car", parts=())
    ranked = ranks(app)
    alive(app.text_input(key=f"{SLUG}-query-0").set_value("").run())
    assert (ranks(app), LAST_RESULT in notes(app)) == (ranked, True)


@pytest.mark.parametrize("slug", ["dense_or_sparse", "single_or_late", "symmetric_or_asymmetric"])
def test_a_query_that_no_model_can_read_is_said_beside_its_result(slug: str) -> None:
    said = notes(lesson_page(slug, parts=(), query_0="\U0001f40d", documents_0="a snake\na red fox"))
    assert any("The one piece of the query is unknown to the model" in line for line in said)


def test_one_document() -> None:
    app = own("red fox", "a red fox")
    assert "One document: every ranker puts it first." in findings(app)


def test_duplicates_are_ties_and_named() -> None:
    app = own("red fox", "a red fox\na red fox\na red fox")
    assert any("BM25 3 at rank 1" in caption.value for caption in app.caption)


def test_a_query_that_no_document_knows() -> None:
    app = own("zzzz qqqq", "a red fox\na blue car", sparse="BM25", vectors="Document")
    assert any("BM25: No word of the query occurs in any document" in line for line in notes(app))
    assert problems(app) == []


def test_a_text_of_punctuation_only() -> None:
    app = own("?!", "…\n!!!", sparse="TF-IDF", vectors="Document")
    assert problems(app) == []
    assert findings(app)[1] == "TF-IDF knows no word of the document: its vector is empty."


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "👩‍👩‍👧 🐍", "e\u0301te\u0301 \u0007", "漢字の文章"])
def test_any_script_is_searched(text: str) -> None:
    app = own(text, f"{text}\nsomething else")
    assert problems(app) == []
    assert RANKS in alternatives(app)


def test_a_document_that_a_model_does_not_read_to_its_end_says_where() -> None:
    app = own("last words", "word " * 700 + "\nlast words")
    told = "SPLADE tiny read the first 512 of 702 tokens of document 1. all-MiniLM-L6-v2 read the first 256 of 702"
    assert any(line.startswith(told) for line in notes(app))
    grey = bodies(app).split("all-MiniLM-L6-v2 stops here")[1].split("SPLADE tiny stops here")
    assert grey[0].count("word ") == 256, "what SPLADE reads beyond the dense model"
    assert grey[1].split("</p>")[0].count("word") == 700 - 510
    assert 'el-unread"' not in bodies(app), "BM25 reads on"


def test_too_long_a_document_is_refused_and_the_others_are_ranked() -> None:
    app = own("fox", "x" * (DOCUMENT_CHARS + 1) + "\na fox")
    assert problems(app) == [
        f"Document 1 has {DOCUMENT_CHARS + 1:,} characters; shorten it to {DOCUMENT_CHARS:,} or fewer."
    ]
    assert len(app.selectbox(key="el-dense_or_sparse-document").options) == 1


def test_500_documents_by_word_counting_alone() -> None:
    documents = "\n".join(f"text {number} of fox" for number in range(DOCUMENTS + 10))
    app = own("fox 7", documents, rankers="TF-IDF")
    assert problems(app) == [f"These are {DOCUMENTS + 10} documents; only the first {DOCUMENTS} are used."]
    assert "Ranks of 500 texts by 1 ranker." in ranks(app)
    assert SUM not in alternatives(app)
