"""Judging, cost and smaller vectors on the page, without a browser: on a collection of a few texts, and of one."""

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.evaluate_corpus import Wanted, evaluate
from embedlab.studies.corpus.findings_file import keep_findings
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.page_judging import load_judging
from embedlab.studies.corpus.set_ups import SetUp
from tests.kit.pages.screen import alive, bodies, figures, findings, lesson_page, notes, problems
from tests.studies.corpus.opened import read_by

TEXTS = ("a cat sleeps", "a dog barks", "<b>birds</b> sing $x$", "money in a bank", "a boat on the river")
Bring = Callable[..., CollectionRecord]


@pytest.fixture
def bring() -> Iterator[Bring]:
    made: list[CollectionRecord] = []

    def bring(texts: tuple[str, ...], queries: tuple[str, ...] = (), *, judged: bool = False) -> CollectionRecord:
        asked = queries_of([f"q{number}" for number in range(len(queries))], queries) if queries else None
        grades = judgements_of((f"q{number}", f"d{number}", 1) for number in range(len(queries))) if judged else None
        documents = documents_of([f"d{number}" for number in range(len(texts))], texts)
        made.append(shared_collections().add(Gathered("Small", documents, asked, grades), source="a test"))
        return made[-1]

    yield bring
    for record in made:
        shared_collections().delete(record)


def shown(record: CollectionRecord, part: str, **parameters: str) -> AppTest:
    return lesson_page("own_corpus", parts=[part], corpus=record.id, **parameters)


def press(app: AppTest, name: str) -> AppTest:
    return alive(app.button(key=f"own_corpus-{name}").click().run())


def test_judging_is_blind_kept_at_every_press_and_measured_in_the_end(bring: Bring) -> None:
    record = bring(TEXTS, ("a <i>cat</i> and a dog",))
    app = press(shown(record, "judging"), "judge-begin")
    words = bodies(app)
    assert "a &lt;i&gt;cat&lt;/i&gt; and a dog" in words
    assert "own_corpus-judge-figure" not in figures(app)
    judging = load_judging(shared_collections().folder(record.id))
    assert judging is not None
    app = press(app, "judge-2")
    again = shown(record, "judging")  # a reload, which the session does not survive
    assert again.button(key="own_corpus-judge-back").disabled is False
    kept = shared_collections().get(record.id)
    assert kept is not None
    assert kept.judgements == 1
    for _ in judging.pairs[1:]:
        again = press(again, "judge-0")
    assert any("leads with nDCG@3" in each or "judged, 1 of them relevant" in each for each in findings(again))
    assert "own_corpus-judge-figure" in figures(again)
    assert "Zobel 1998" in " ".join(each.value for each in again.caption)


def test_back_gives_the_last_passage_again(bring: Bring) -> None:
    record = bring(TEXTS, ("a cat and a dog",))
    app = press(shown(record, "judging"), "judge-begin")
    app = press(press(app, "judge-skip"), "judge-back")
    judging = load_judging(shared_collections().folder(record.id))
    assert judging is not None
    assert judging.trail == ()


def test_a_collection_of_one_text_without_queries_is_judged_with_typed_ones(bring: Bring) -> None:
    record = bring(("a ship at sea",))
    app = shown(record, "judging")
    assert app.button(key="own_corpus-judge-begin").disabled
    typed = alive(app.text_area(key="own_corpus-judge-typed").set_value("ship\nship\n").run())
    app = press(typed, "judge-begin")
    assert "a ship at sea" in bodies(app)
    fresh = shared_collections().get(record.id)
    assert fresh is not None
    assert fresh.queries == 1


def test_a_typed_query_that_is_too_long_is_said_and_stays(bring: Bring) -> None:
    app = shown(bring(("a ship at sea",)), "judging")
    app = alive(app.text_area(key="own_corpus-judge-typed").set_value("x" * 501).run())
    assert any("Query 1 has 501 characters" in each for each in problems(app))
    assert app.text_area(key="own_corpus-judge-typed").value == "x" * 501


def test_a_shipped_collection_is_judged_in_a_copy() -> None:
    app = lesson_page("own_corpus", parts=["judging"])
    assert any("take a copy of your own" in each for each in notes(app))


def test_cost_says_what_is_missing_and_draws_what_was_measured(bring: Bring, runtime: Runtime) -> None:
    record = bring(TEXTS, ("a cat", "a dog"), judged=True)
    assert any("Nothing is measured yet" in each for each in notes(shown(record, "cost")))
    corpus = OpenCorpus(shared_collections(), record)
    read_by(runtime, corpus, "glove-6b-50d")
    found, _ = evaluate(runtime, corpus, Wanted((SetUp.parse("bm25"), SetUp.parse("glove-6b-50d"))))
    keep_findings(shared_collections().folder(record.id), found)
    app = shown(record, "cost")
    assert "own_corpus-cost-quality" in figures(app)
    money = shown(record, "cost", **{"cost-axis": "Money"})
    assert "own_corpus-cost-quality" in figures(money)
    money.number_input(key="own_corpus-price-hour").set_value(0.0)
    money.number_input(key="own_corpus-price-memory").set_value(0.0)
    alive(money.run())  # where nothing costs anything there is still a figure


def test_smaller_vectors_need_a_dense_model_and_are_drawn_of_one(bring: Bring, runtime: Runtime) -> None:
    record = bring(TEXTS, ("a cat", "a dog"), judged=True)
    assert any("No dense model has read" in each for each in notes(shown(record, "compression")))
    read_by(runtime, OpenCorpus(shared_collections(), record), "glove-6b-50d")
    app = shown(record, "compression")
    assert "own_corpus-compression" in figures(app)
    assert any("of the ten nearest" in each for each in findings(app))
