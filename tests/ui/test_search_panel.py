"""What the retrieval lessons share: how typed documents are read, what a ranking needs, and what a score is made of."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.compute.parts import total
from embedlab.content.collections import Collection, load_collections
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, DOCUMENTS
from embedlab.models.runtime import shared_runtime
from embedlab.studies.live_ranks import explain
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.searches import (
    Document,
    Search,
    as_lines,
    cards_behind,
    name_of,
    read_documents,
)
from tests.kit.pages.screen import SECONDS, alive, bodies

LESSONS = ("dense_or_sparse", "single_or_late", "symmetric_or_asymmetric")
COLLECTIONS = [collection for lesson in LESSONS for collection in load_collections(lesson)]
QUERY, TEXTS = "a red bird", ("The red robin is a bird.", "A lorry is red.", "Nothing of it here.")
SPLITS = ("tf-idf", "bm25", "bm42", "splade-tiny", "all-minilm-l6-v2", "answerai-colbert-small-v1", "hybrid-rrf")


def read(typed: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What is read from the text area, as (text, kind), and what is said of it."""
    documents, said = read_documents(typed)
    return [(document.text, document.kind) for document in documents], list(said)


def search(*documents: Document, query: str = QUERY) -> Search:
    return Search("mine", query, documents, shipped=False)


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("question: Who?", "Who?", "question"),
        ("answer: They.", "They.", "answer"),
        ("  Other :  A lorry. ", "A lorry.", "other"),
        ("ANSWER: a: b", "a: b", "answer"),
        ("plain", "plain", "other"),
        ("note: well", "note: well", "other"),
        ("answer:", "answer:", "other"),
        ("answer:   ", "answer:", "other"),
        (": odd", ": odd", "other"),
    ],
)
def test_a_line_begins_with_its_kind_or_is_all_text(line: str, text: str, kind: str) -> None:
    assert read_documents(line)[0] == (Document(text, kind),)


def test_empty_lines_are_no_documents() -> None:
    assert [document.text for document in read_documents("\n a \r\n\t\n\n b \n")[0]] == ["a", "b"]
    assert read_documents(" \n\t\n") == ((), ())


@pytest.mark.parametrize("markup", ["<b>x</b>", "$x^2$ **b** :smile:", "[l](https://x.y)", "=1+1", "مدرس 👩‍👧"])
def test_markup_is_read_as_it_was_typed(markup: str) -> None:
    assert read_documents(f"answer: {markup}\n{markup}")[0] == (Document(markup, "answer"), Document(markup))


def test_a_known_text_keeps_its_grade_whatever_its_place_and_kind() -> None:
    known = (Document("one", "answer", 2.0), Document("two", "other", 0.0))
    found, _ = read_documents("two\nnew\nquestion: one", known)
    assert [document.grade for document in found] == [0.0, None, 2.0]


def test_a_document_at_the_limit_is_read_and_one_beyond_it_refused_with_its_number() -> None:
    found, said = read(f"answer: {'x' * DOCUMENT_CHARS}\n{'y' * (DOCUMENT_CHARS + 1)}\nplain")
    assert [text for text, _ in found] == ["x" * DOCUMENT_CHARS, "plain"]
    assert said == ["Document 2 has 4,001 characters; shorten it to 4,000 or fewer."]


def test_documents_beyond_the_limit_are_left_out_with_their_number() -> None:
    found, said = read("\n".join(f"text {number}" for number in range(DOCUMENTS + 1)))
    assert [found[0][0], found[-1][0], len(found)] == ["text 0", "text 499", DOCUMENTS]
    assert said == ["These are 501 documents; only the first 500 are used."]
    assert read("\n".join(["a"] * DOCUMENTS))[1] == []


def test_a_text_beyond_the_limit_ends_with_its_last_whole_line() -> None:
    line = "x" * 989  # with its line break 990, so that the 203rd line is cut within
    found, said = read("\n".join([line] * 203))
    assert found == [(line, "other")] * (COLLECTION_CHARS // 990)
    assert said == ["The text has 200,969 characters; only lines within the first 200,000 are used."]


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.name)
def test_a_shipped_example_comes_back_from_the_text_area_as_it_was(collection: Collection) -> None:
    shipped = tuple(Document(doc.text, doc.kind, doc.grade) for doc in collection.docs)
    assert read_documents(as_lines(collection), shipped) == (shipped, ())


def test_grades_are_known_only_where_every_document_has_one() -> None:
    assert search(Document("a", grade=2.0), Document("b", grade=0.0)).grades == [2.0, 0.0]
    assert search(Document("a", grade=2.0), Document("b")).grades is None
    assert search().grades is None


@pytest.mark.parametrize(
    ("model", "behind"),
    [
        ("bm25", []),
        ("bm42", ["all-minilm-l6-v2"]),
        ("hybrid-rrf", ["e5-small-v2"]),
        ("hybrid-weighted", ["e5-small-v2"]),
        ("all-minilm-l6-v2", ["all-minilm-l6-v2"]),
        ("all-minilm-l6-v2+maxsim", ["all-minilm-l6-v2"]),
    ],
)
def test_a_ranker_needs_the_models_it_is_built_of(model: str, behind: list[str]) -> None:
    assert [card.id for card in cards_behind(model, RankOptions(dense="e5-small-v2"))] == behind


def test_late_interaction_is_in_the_name() -> None:
    assert name_of("bm25") == "BM25"
    assert name_of("e5-small-v2") == "E5 small v2"
    assert name_of("e5-small-v2+maxsim") == "E5 small v2 as late interaction"


@pytest.mark.parametrize("model", SPLITS)
def test_the_parts_of_a_score_add_up_to_it(model: str) -> None:
    options = RankOptions()
    scores = rank_documents(shared_runtime(), model, QUERY, TEXTS, options).scores
    for document, score in enumerate(scores):
        assert total(explain(model, QUERY, TEXTS, options, document)) == pytest.approx(score, abs=1e-5)


def panel() -> None:
    import streamlit as st

    from embedlab.studies.rank import RankOptions
    from embedlab.studies.searches import Document, Search
    from embedlab.ui.search_panel import find_results, why_panel

    told = st.session_state["told"]
    search = Search("mine", told["query"], tuple(map(Document, told["texts"])), shipped=False)
    (result,) = find_results("symmetric_or_asymmetric", search, [told["model"]], RankOptions())
    why_panel(search, result, RankOptions(), told["document"])


def taken_apart(model: str, document: int, **told: Any) -> AppTest:
    """The panel of one score."""
    app = AppTest.from_function(panel, default_timeout=SECONDS)
    app.session_state["told"] = {"query": QUERY, "texts": TEXTS, "model": model, "document": document} | told
    return alive(app.run())


@pytest.mark.parametrize("model", ["bm25", "all-minilm-l6-v2"])
def test_the_panel_writes_the_sum_out_and_it_holds(model: str) -> None:
    app = taken_apart(model, 1)
    assert "the parts add up: " in bodies(app)
    assert "which is not" not in bodies(app)
    assert f"score by {name_of(model)}" in bodies(app)


def test_the_panel_says_when_a_score_does_not_split_and_when_there_is_nothing_in_it() -> None:
    whole, nothing = taken_apart("ms-marco-minilm-l12-v2", 0), taken_apart("bm25", 2, query="bird")
    assert whole.caption[0].value.endswith("This score does not split into parts.")
    assert nothing.caption[0].value == "BM25: 0.000. This score shares nothing with the query."


def test_the_words_in_the_panel_stay_words() -> None:
    sent = bodies(taken_apart("all-minilm-l6-v2", 0, query="<b>", texts=("<b> bold", "plain")))
    assert "<b>" not in sent
    assert "&lt;" in sent
