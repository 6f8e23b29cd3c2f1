"""What ships is what a tuning comes to now, and the numbers of a curve are those of its tunings."""

import numpy as np
import pytest

from embedlab.lessons.fine_tuning.examples import load_probe
from embedlab.lessons.fine_tuning.shipped import CURVES, SHIPS, fewest, load_curves, load_outcomes, shipped_spec, tune
from embedlab.lessons.fine_tuning.study import WAYS
from embedlab.lessons.fine_tuning.study_settings import FIRST, first_of
from embedlab.models.runtime import Runtime

DRIFT = 0.02
"""Of a mean nDCG@10: another processor adds up in another order, and a few answers change places."""


def test_everything_that_ships_is_there_and_was_measured_on_these_questions() -> None:
    found = load_outcomes()
    assert set(found) == set(SHIPS)
    for depth, outcome in found.items():
        assert outcome.settings.depth == depth
        assert outcome.queries == len(load_probe().of("query"))
        assert set(outcome.searches) == set(WAYS)
        assert outcome.forgotten is not None
        assert len(outcome.steps) > 1


def test_what_the_controls_say_first_is_what_ships() -> None:
    assert first_of(FIRST.depth) == FIRST
    assert FIRST.depth in SHIPS
    for depth, outcome in load_outcomes().items():
        start = first_of(depth)
        assert (outcome.settings.epochs, outcome.settings.learning_rate) == (start.epochs, start.learning_rate)
        assert (outcome.settings.seed, outcome.settings.hard) == (start.seed, start.hard)


def test_the_searches_without_a_tuned_model_are_the_same_in_all_that_ships() -> None:
    first, *others = load_outcomes().values()
    for other in others:
        for way in ("bm25", "before", "hybrid-before", "weighted-before"):
            np.testing.assert_array_equal(first.searches[way].ndcg, other.searches[way].ndcg)


def test_a_curve_begins_with_the_generalist_and_ends_with_what_ships() -> None:
    curves, outcomes = load_curves(), load_outcomes()
    assert set(curves) == set(CURVES)
    for depth, curve in curves.items():
        counts = [point.pairs for point in curve.points]
        assert counts == sorted(set(counts))
        assert curve.points[0].pairs == 0
        assert curve.points[0].mean == pytest.approx(outcomes[depth].searches["before"].mean)
        assert curve.points[-1].mean == pytest.approx(outcomes[depth].searches["after"].mean)


def test_from_the_first_point_on_that_is_named_all_are_more_than_luck() -> None:
    for curve in load_curves().values():
        first = fewest(curve)
        if first is not None:
            later = [point.gain for point in curve.points if point.pairs >= first.pairs]
            assert all(gain.sure and gain.difference > 0 for gain in later)


def test_the_shipped_adapter_is_what_a_tuning_comes_to(runtime: Runtime) -> None:
    shipped, live = load_outcomes()["adapter"], tune(shipped_spec(runtime, "adapter"))
    assert live.train_pairs == shipped.train_pairs
    assert live.parameters == shipped.parameters
    for way in WAYS:
        assert live.searches[way].mean == pytest.approx(shipped.searches[way].mean, abs=DRIFT)
    np.testing.assert_allclose(live.searches["before"].ndcg, shipped.searches["before"].ndcg, atol=1e-6)
    assert live.compared().sure
    same = live.searches["after"].rank == shipped.searches["after"].rank
    assert same.mean() > 0.9
    assert [step.step for step in live.steps] == [step.step for step in shipped.steps]
    np.testing.assert_allclose([s.loss for s in live.steps], [s.loss for s in shipped.steps], rtol=0.1, atol=0.05)
