"""The loss is what the formula says, the rate rises and falls, and a loss that runs away ends it."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.compute.arrays import unit_or_zero
from embedlab.errors import InputError
from embedlab.models.training import TuningSpec
from embedlab.models.training.tuning.depths import adapter
from embedlab.models.training.tuning.tuning_loop import Watch, learn, rate_share, told_at


def test_the_rate_rises_over_a_tenth_and_falls_to_nothing() -> None:
    shares = [rate_share(step, 20) for step in range(20)]
    assert shares[:3] == [0.5, 1.0, 1.0]
    assert shares[11] == 0.5
    assert shares[19] == pytest.approx(1 / 18)
    assert rate_share(0, 1) == 1.0


def test_the_first_and_last_step_are_told_and_few_between() -> None:
    assert told_at(3) == {1, 2, 3}
    assert {1, 1000} < told_at(1_000)
    assert len(told_at(1_000)) == 40


class Frozen:
    """What stands for a model whose vectors are known."""

    device = "cpu"


def cross_entropy(query: np.ndarray, texts: np.ndarray, temperature: float) -> float:
    scores = query @ texts.T / temperature
    return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - np.diag(scores)))


@pytest.mark.parametrize("hard", [False, True])
def test_the_first_loss_is_that_of_in_batch_negatives(hard: bool) -> None:
    rng = np.random.default_rng(0)
    names = ("query", "text", "negative") if hard else ("query", "text")
    vectors = {name: unit_or_zero(rng.standard_normal((6, 5)).astype(np.float32)) for name in names}
    frozen: Any = Frozen()  # an adapter asks its model for the device alone
    learner = adapter(frozen, vectors)
    spec = TuningSpec(model=Path(), pairs=Path(), probe=Path(), temperature=0.2, learning_rate=1e-3, hard=hard)
    rows = np.array([4, 1, 2])
    watch = learn(learner.model, learner.feed, [rows] * 30, spec, lambda *_: None)
    texts = np.concatenate([vectors[name][rows] for name in names[1:]])
    assert watch.losses[0] == pytest.approx(cross_entropy(vectors["query"][rows], texts, 0.2), rel=1e-5)
    assert watch.losses[-1] < watch.losses[0]


def test_a_loss_that_is_no_number_ends_it_at_once() -> None:
    watch = Watch(64, 100)
    watch.add(1.0)
    with pytest.raises(
        InputError, match=r"Tuning diverged at step 2 of 100: .*; the generalist is kept\. Choose a smal"
    ):
        watch.add(math.nan)


def told(watch: Watch, losses: list[float]) -> int:
    """How many losses a watch takes before it ends the tuning."""
    for number, loss in enumerate(losses):
        try:
            watch.add(loss)
        except InputError:
            return number
    return len(losses)


def test_a_loss_that_stays_over_twice_the_first_ends_it_after_the_warm_up() -> None:
    assert told(Watch(64, 100), [1.0] * 10 + [2.5] * 90) < 25
    assert told(Watch(64, 100), [1.0] + [2.5] * 9 + [1.5] * 90) == 100  # high while the rate rose
    assert told(Watch(64, 100), [1.0, 1.0, 3.9, 0.5] * 25) == 100  # now and then is no running away


def test_a_loss_that_stays_at_that_of_a_guess_ends_it() -> None:
    assert told(Watch(16, 40), [2.0] + [math.log(16)] * 39) < 20
    assert told(Watch(16, 40), [2.7] + [math.log(16)] * 39) == 40  # it began no better


def test_a_mean_that_is_no_number_is_said_in_words() -> None:
    watch = Watch(64, 100)
    watch.add(1.0)
    with pytest.raises(InputError, match=r"the loss went from 1\.00 to no number"):
        watch.add(math.inf)
