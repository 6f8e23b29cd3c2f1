"""Search and prompt on the page: lists, what is missing, what both parts share, and any text as it was typed."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.limits import QUERY_CHARS
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from tests.kit.pages.screen import alive, bodies, lesson_page
from tests.studies.corpus.opened import read_by

TEXTS = ("a cat sleeps", "a dog barks", "<b>birds</b> sing", "money in a bank", "a dog barks", "the moon at night")
QUERIES = ("which animal barks", "what <i>sings</i>")


@pytest.fixture
def record() -> Iterator[CollectionRecord]:
    gathered = Gathered(
        "Small <i>collection</i>",
        documents_of([f"d{number}" for number in range(len(TEXTS))], TEXTS, {"kind": ["$a$", "b"] * 3}),
        queries_of(["q0", "q1"], QUERIES),
        judgements_of([("q0", "d1", 1), ("q1", "d2", 1)]),
    )
    made = shared_collections().add(gathered, source="a test")
    yield made
    shared_collections().delete(made)


def shown(record: CollectionRecord, *parts: str) -> AppTest:
    return lesson_page("own_corpus", parts=parts, corpus=record.id)


def test_the_first_query_is_searched_and_what_has_not_read_the_texts_says_so(record: CollectionRecord) -> None:
    app = shown(record, "search")
    page = bodies(app)
    assert "a dog <mark" in page
    assert "✓ rank 1 answers" in page
    assert page.count("has not read these texts") == 2  # all-MiniLM-L6-v2 and the hybrid


def test_lists_of_models_stand_beside_each_other_and_are_compared(runtime: Runtime, record: CollectionRecord) -> None:
    read_by(runtime, OpenCorpus(shared_collections(), record), "all-minilm-l6-v2")
    page = bodies(shown(record, "search"))
    assert "BM25 and all-MiniLM-L6-v2 share" in page
    assert page.count('<ol class="el-hits"') == 3
    assert "the parts add up" in page
    assert "which is not the score" not in page


def test_any_query_is_shown_and_not_read(record: CollectionRecord) -> None:
    app = shown(record, "search", "prompt")
    key = f"own_corpus-search-query-{record.id[:8]}"
    for query in ("<script>x</script> dog", "自転車", "$x$ **dog**", "dog " * (QUERY_CHARS // 4), " "):
        app = alive(app.text_input(key).set_value(query).run())
        assert "<script>x" not in bodies(app)
    assert "Type a query above" in bodies(app)
    page = bodies(alive(app.text_input(key).set_value("birds").run()))
    assert "&lt;b&gt;<mark" in page
    assert "<b>birds" not in page


def test_what_is_chosen_in_one_part_holds_in_the_other(record: CollectionRecord) -> None:
    app = shown(record, "search", "prompt")
    name = f"query-{record.id[:8]}"
    app = alive(app.text_input(f"own_corpus-prompt-{name}").set_value("money").run())
    assert app.text_input(f"own_corpus-search-{name}").value == "money"
    app = alive(app.multiselect("own_corpus-search-set-ups").set_value(["bm25"]).run())
    assert app.multiselect("own_corpus-prompt-set-ups").value == ["bm25"]


def test_a_prompt_holds_the_passages_that_were_found(record: CollectionRecord) -> None:
    app = shown(record, "prompt")
    assert "Question: which animal barks" in app.code[0].value
    assert "a dog barks" in app.code[0].value
    assert "= same as rank 1" in bodies(app)
    assert "reaches the prompt of BM25" in bodies(app)
    app = alive(app.toggle("own_corpus-prompt-skip").set_value(True).run())
    assert app.code[0].value.count("a dog barks") == 1


def test_no_set_up_is_said(record: CollectionRecord) -> None:
    app = shown(record, "search")
    app = alive(app.multiselect("own_corpus-search-set-ups").set_value([]).run())
    assert "No set-up is chosen" in bodies(app)
