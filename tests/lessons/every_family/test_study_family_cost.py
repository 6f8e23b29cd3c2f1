"""The cost of each family: steps that give the ranking's own scores, bytes counted, one measurement at a time."""

import threading

import numpy as np
import pytest

from embedlab.lessons.every_family import study_family_cost
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.study_family_cost import (
    FamilyCost,
    family_cost,
    measure_cost,
    spread_out,
    touched,
)
from embedlab.lessons.every_family.study_steps import steps_of
from embedlab.models.catalog import card
from embedlab.models.encoders import sparse_vectors, token_vectors
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.touched import touched_by_query

QUERY = "the red car"
TEXTS = ("a red car stops, and goes", "a car is a vehicle", "bread and butter", "red roses")
OPTIONS = RankOptions()


@pytest.mark.parametrize("ranker", ["all-minilm-l6-v2", "paraphrase-minilm-l3-v2", "e5-small-v2", "splade-tiny"])
def test_what_is_counted_and_stays_idle_is_a_few_per_cent(ranker: str) -> None:
    """The page says so of the rows of positions, 512 in BERT, and of a pooler, d x d numbers and d more."""
    model = card(ranker)
    used = touched_by_query(shared_runtime(), model, QUERY)
    assert used is not None
    assert model.encoder is not None
    width = model.encoder.hidden
    assert (512 * width + width * width + width) / used < 0.07


def held_bytes(ranker: str) -> int:
    steps = steps_of(ranker, OPTIONS)
    return steps.stored(steps.hold(shared_runtime(), TEXTS))


@pytest.mark.parametrize("ranker", RANKERS)
def test_the_steps_together_are_the_ranking(ranker: str) -> None:
    steps, runtime = steps_of(ranker, OPTIONS), shared_runtime()
    held = steps.hold(runtime, TEXTS)
    scores = steps.compare(runtime, steps.ask(runtime, QUERY, held), held)
    np.testing.assert_allclose(scores, rank_documents(runtime, ranker, QUERY, TEXTS, OPTIONS).scores, atol=2e-6)


def test_one_vector_takes_four_bytes_a_number() -> None:
    assert held_bytes("all-minilm-l6-v2") == 4 * 384 * 4
    assert held_bytes("glove-6b-50d") == 4 * 50 * 4
    assert held_bytes("two-tower-embedlab") == 4 * card("two-tower-embedlab").dimension * 4


def test_words_take_eight_bytes_for_each_different_one_of_a_text() -> None:
    # a red car stops and goes; a car is vehicle; bread and butter; red roses.
    assert held_bytes("bm25") == held_bytes("tf-idf") == held_bytes("bm42") == (6 + 4 + 3 + 2) * 8


def test_learned_terms_take_eight_bytes_for_each_weight() -> None:
    found = sparse_vectors(shared_runtime(), card("splade-tiny"), TEXTS)
    assert held_bytes("splade-tiny") == len(found.weights) * 8


def test_tokens_take_their_vectors_but_for_those_that_are_not_compared() -> None:
    each = token_vectors(shared_runtime(), card("answerai-colbert-small-v1"), TEXTS, "document")
    compared = sum(int(text.compared.sum()) for text in each)
    assert compared == sum(map(len, (text.tokens for text in each))) - 1  # the comma
    assert held_bytes("answerai-colbert-small-v1") == compared * each[0].vectors.shape[1] * 4


def test_a_hybrid_holds_both_sides_and_a_cross_encoder_nothing() -> None:
    assert held_bytes("hybrid-rrf") == held_bytes("all-minilm-l6-v2") + held_bytes("bm25")
    assert held_bytes("ms-marco-minilm-l12-v2") == 0


def test_of_the_query_bm42_only_counts_words_and_a_hybrid_asks_its_dense_side() -> None:
    runtime = shared_runtime()
    assert touched(runtime, "bm42", QUERY, TEXTS, OPTIONS) == 0
    dense = touched_by_query(runtime, card(OPTIONS.dense), QUERY)
    assert touched(runtime, "hybrid-weighted", QUERY, TEXTS, OPTIONS) == dense


@pytest.mark.parametrize("ranker", ["all-minilm-l6-v2", "ms-marco-minilm-l12-v2", "splade-tiny"])
def test_nothing_that_is_timed_is_remembered(ranker: str) -> None:
    runtime = shared_runtime()
    rank_documents(runtime, ranker, QUERY, TEXTS)
    before = runtime.cache.report().entries, passes(ranker)
    cost = measure_cost(runtime, ranker, QUERY, TEXTS, OPTIONS)
    assert runtime.cache.report().entries == before[0]
    assert passes(ranker) > before[1] + 1
    assert cost.total_ms > 0


def passes(model: str) -> int:
    held = {each.model: each.latency for each in shared_runtime().report().loaded}
    latency = held[model]
    assert latency is not None
    return latency.passes


class Clock:
    """A second goes by whenever somebody looks."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_times_are_those_of_the_clock_and_a_sample_is_scaled_to_all_texts() -> None:
    texts = [f"text number {number}" for number in range(40)]
    cost = measure_cost(shared_runtime(), "ms-marco-minilm-l12-v2", QUERY, texts, OPTIONS, Clock())
    assert (cost.texts, cost.scored, cost.sampled) == (40, 4, True)
    assert cost.score_ms == pytest.approx(1_000 * 40 / 4)
    assert (cost.query_ms, cost.text_ms, cost.stored) == (None, None, 0.0)
    dense = measure_cost(shared_runtime(), "all-minilm-l6-v2", QUERY, texts, OPTIONS, Clock())
    assert (dense.query_ms, dense.text_ms) == (1_000.0, 1_000 / 4)


def test_a_sample_is_spread_over_the_whole_list() -> None:
    assert spread_out(list("abcdefgh"), 4) == ["a", "c", "e", "g"]
    assert spread_out(list("abc"), 3) == ["a", "b", "c"]


def test_one_measurement_runs_at_a_time_and_who_asks_for_the_same_gets_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running, most, calls = 0, 0, []
    gate = threading.Lock()

    def slow(*asked: object) -> FamilyCost:
        nonlocal running, most
        with gate:
            running += 1
            most = max(most, running)
        calls.append(asked[1])
        threading.Event().wait(0.05)
        with gate:
            running -= 1
        return FamilyCost(str(asked[1]), 1, None, 1.0, 1, None, 0, 0.0, 1, None)

    monkeypatch.setattr(study_family_cost, "measure_cost", slow)
    found: list[FamilyCost] = []
    asked = ["bm25", "bm25", "tf-idf", "splade-tiny"]
    threads = [
        threading.Thread(
            target=lambda ranker=ranker: found.append(family_cost(ranker, "only here", ("a text",), OPTIONS))  # type: ignore[misc]
        )
        for ranker in asked
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert sorted(calls) == ["bm25", "splade-tiny", "tf-idf"]
    assert sorted(cost.ranker for cost in found) == sorted(asked)
