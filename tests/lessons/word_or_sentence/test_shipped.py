"""What lesson 2 ships is what the live models say, for every model that the lesson offers."""

import pytest

from embedlab.lessons.word_or_sentence import shipped as lesson
from embedlab.lessons.word_or_sentence.shipped import (
    LESSON,
    ShippedBench,
    ShippedCuts,
    ShippedTables,
    compute_bench,
    compute_cuts,
    compute_people,
    compute_tables,
    load_bench,
    load_lee_results,
)
from embedlab.lessons.word_or_sentence.study_people import largest_difference
from embedlab.lessons.word_or_sentence.study_setups import poolable_cards, setups_of
from embedlab.models.runtime import Runtime
from embedlab.studies.lee_stories import load_lee
from embedlab.studies.shipped_store import load_shipped
from tests.kit.drift import drift

CARDS = poolable_cards()


def test_the_bench_and_the_cuts_have_not_drifted(runtime: Runtime) -> None:
    assert drift(load_shipped(LESSON, "bench", ShippedBench), compute_bench(runtime, CARDS), {"cosines": 2e-3}) == []
    assert drift(load_shipped(LESSON, "cuts", ShippedCuts), compute_cuts(runtime, CARDS), {"changed": 2e-3}) == []


def test_the_agreement_with_people_has_not_drifted_and_reaches_what_the_lesson_says(runtime: Runtime) -> None:
    live, shipped = compute_people(runtime, CARDS), load_lee_results()
    assert set(shipped.agreements) == {"tf-idf", *(setup.key for setup in setups_of(CARDS))}
    assert set(live.similarities) == set(shipped.similarities)
    assert largest_difference(live.similarities, shipped.similarities) < 2e-3
    for key, found in live.agreements.items():
        assert shipped.agreements[key].pearson == pytest.approx(found.pearson, abs=5e-3)
        assert shipped.agreements[key].low == pytest.approx(found.low, abs=1e-2)
    r = {key: found.pearson for key, found in live.agreements.items()}
    assert r["all-minilm-l6-v2/mean"] >= 0.65
    assert r["all-minilm-l6-v2/cls"] < r["all-minilm-l6-v2/mean"] - 0.02
    assert r["glove-6b-50d/mean"] == pytest.approx(0.40, abs=0.02)
    assert len(load_lee().texts) == len(shipped.similarities["tf-idf"])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_the_tokens_have_not_drifted(runtime: Runtime, card) -> None:
    shipped = load_shipped(LESSON, f"tokens-{card.id}", ShippedTables)
    assert drift(shipped, compute_tables(runtime, card), {"vectors": 2e-2}) == []


def test_a_bench_of_other_pairs_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(load_bench()) == set(setups_of(CARDS))
    monkeypatch.setattr(lesson, "load_pairs", lambda: ())
    assert load_bench() == {}
