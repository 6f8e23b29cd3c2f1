"""The part that measures: what it says before, and what it shows of findings with and without their runs."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.evaluate_corpus import Wanted, evaluate
from embedlab.studies.corpus.findings_file import RUNS, keep_findings, keep_runs
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from tests.kit.pages.screen import alive, bodies, figures, lesson_page, markdown
from tests.studies.corpus.opened import read_by

TEXTS = (
    "a cat sleeps",
    "a dog barks",
    "<b>birds</b> sing",
    "money in a bank",
    "a boat on the river",
    "the moon at night",
)
QUERIES = ("which animal barks", "where is $money$ kept", "what <i>sings</i>", "an animal that sleeps")
RIGHT = (1, 3, 2, 0)


@pytest.fixture
def record() -> Iterator[CollectionRecord]:
    ids = [f"d{number}" for number in range(len(TEXTS))]
    gathered = Gathered(
        "Small",
        documents_of(ids, TEXTS),
        queries_of([f"q{number}" for number in range(len(QUERIES))], QUERIES),
        judgements_of((f"q{number}", f"d{right}", 1) for number, right in enumerate(RIGHT)),
    )
    collections = shared_collections()
    made = collections.add(gathered, source="a test")
    yield made
    collections.delete(made)


def said(app: AppTest) -> str:
    """All words of the page."""
    return f"{bodies(app)} {markdown(app)} {' '.join(each.value for each in app.caption)}"


def shown(record: CollectionRecord) -> AppTest:
    return lesson_page("own_corpus", parts=["quality"], corpus=record.id)


def measure(runtime: Runtime, record: CollectionRecord) -> None:
    corpus = OpenCorpus(shared_collections(), record)
    read_by(runtime, corpus, "glove-6b-50d")
    findings, runs = evaluate(runtime, corpus, Wanted((SetUp.parse("bm25"), SetUp.parse("glove-6b-50d"))))
    keep_findings(shared_collections().folder(record.id), findings)
    keep_runs(shared_collections().folder(record.id), runs)


def test_before_it_says_what_will_be_done(record: CollectionRecord) -> None:
    app = shown(record)
    words = said(app)
    assert "All 4 judged queries are asked of each. Before that, GloVe 6B 50d" in words
    assert "own_corpus-differences" not in figures(app)
    app.button(key="own_corpus-measure-go")
    assert not app.button(key="own_corpus-measure-stop").value


def test_findings_are_shown_with_a_query_taken_apart(runtime: Runtime, record: CollectionRecord) -> None:
    measure(runtime, record)
    app = shown(record)
    words = said(app)
    assert "Five measures, the mean over 4 judged queries" in words
    assert "What each set-up loses most" in words
    assert "GloVe" in words
    assert {"own_corpus-differences", "own_corpus-gains"} <= set(figures(app))
    assert "The text that answers" in words
    assert "Rank of the first answer" in words
    again = alive(app.selectbox(key="own_corpus-second").select("bm25").run())
    alive(again.selectbox(key="own_corpus-first").select("bm25").run())
    assert "Both are the same set-up" in said(again)


def test_both_rankings_are_taken_apart_with_reasons(runtime: Runtime, record: CollectionRecord) -> None:
    measure(runtime, record)
    app = lesson_page("own_corpus", parts=["quality"], corpus=record.id, apart="true")
    words = bodies(app)
    # No word of "what <i>sings</i>" is in any text as it is spelled there: one of both finds nothing.
    assert words.count('class="el-hits" aria-label="Passages found by') == 1
    assert "Nothing was found" in words
    assert "What makes" in words
    assert "<b>birds</b>" not in words


def test_findings_without_runs_are_shown_without_rankings(runtime: Runtime, record: CollectionRecord) -> None:
    measure(runtime, record)
    (shared_collections().folder(record.id) / RUNS).unlink()
    words = said(shown(record))
    assert "Five measures" in words
    assert "The rankings behind these numbers are not here" in words


def test_judgements_that_came_later_are_said(runtime: Runtime, record: CollectionRecord) -> None:
    measure(runtime, record)
    shared_collections().replace_questions(record, queries_of(["q0"], QUERIES[:1]), judgements_of([("q0", "d1", 1)]))
    assert "Measured with 4 judged queries; the collection has 1 by now" in said(shown(record))


def test_without_queries_there_is_nothing_to_measure() -> None:
    collections = shared_collections()
    made = collections.add(Gathered("No queries", documents_of(["d0"], ["a text"])), source="a test")
    try:
        assert "There are no queries yet" in said(shown(made))
    finally:
        collections.delete(made)
