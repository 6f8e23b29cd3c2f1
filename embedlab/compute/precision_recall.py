"""How well a score finds the few right ones among many: precision and recall by threshold, and both in one number."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.bootstrap import middle, resamples, times_drawn
from embedlab.errors import InputError

Wish = Literal["precision", "f1"]


@dataclass(frozen=True, eq=False)
class ThresholdCounts:
    """What is found from each of t thresholds on.

    Attributes:
        thresholds: (t,) float64, rising.
        found: (t,) int64, all whose score is at least the threshold.
        right: (t,) int64, the right ones of them.
        total: of all right ones, found or not.
    """

    thresholds: Float64
    found: NDArray[np.int64]
    right: NDArray[np.int64]
    total: int

    @property
    def precision(self) -> Float64:
        """(t,) float64, the share of right ones among those found, 0 to 1; nan where none is found."""
        found: Float64 = np.full(len(self.found), np.nan)
        np.divide(self.right, self.found, out=found, where=self.found > 0)
        return found

    @property
    def recall(self) -> Float64:
        """(t,) float64, the share of the right ones that is found, 0 to 1."""
        found: Float64 = self.right / self.total
        return found

    @property
    def f1(self) -> Float64:
        """(t,) float64, the harmonic mean of both: 2 right / (found + total) (van Rijsbergen 1979)."""
        found: Float64 = 2 * self.right / (self.found + self.total)
        return found


def threshold_counts(scores: ArrayLike, right: ArrayLike, thresholds: ArrayLike) -> ThresholdCounts:
    """Count what is found from each threshold on, (n,), (n,) bool and (t,) rising -> ``ThresholdCounts``.

    Raises:
        InputError: none is right.
        ValueError: the lengths differ.
    """
    values, wanted = _judged(scores, right)
    least = as_array(thresholds, 1, "the thresholds").astype(np.float64)
    kept, true = np.sort(values), np.sort(values[wanted])
    found, hits = (len(row) - np.searchsorted(row, least, side="left") for row in (kept, true))
    return ThresholdCounts(least, found.astype(np.int64), hits.astype(np.int64), len(true))


def calibrated_place(counts: ThresholdCounts, wish: Wish, least: float = 0.9) -> int | None:
    """Return the place of the threshold that fits a wish; of equal ones the highest.

    "f1": the best F1. "precision": the highest recall among thresholds whose precision is at least ``least``; None
    where none is.
    """
    quality = counts.f1 if wish == "f1" else np.where(np.nan_to_num(counts.precision) >= least, counts.recall, -1.0)
    best = float(quality.max(initial=-1.0))
    # A threshold that finds nothing right fits no wish, though nothing found is nothing wrong.
    return int(np.flatnonzero(quality == best)[-1]) if best > 0 else None


def average_precision(scores: ArrayLike, right: ArrayLike) -> float:
    """Return the mean precision over the right ones, each at the threshold that just finds it, (n,), (n,) -> 0 to 1.

    The area below the steps of precision over recall (Buckley and Voorhees 2000), as scikit-learn computes it: equal
    scores are found together. What chance gives is the share of right ones.

    Raises:
        InputError: none is right.
        ValueError: the lengths differ.
    """
    return float(_weighted(*_above(scores, right), np.ones((1, int(np.sum(right)))))[0])


def average_precision_draws(scores: ArrayLike, right: ArrayLike, *, samples: int = 1000, seed: int = 0) -> Float64:
    """Return ``average_precision`` over draws of the right ones, (n,) and (n,) bool -> (samples,) float64.

    The right ones are drawn again with replacement (Efron 1979), in the order in which they stand, so that the draws of
    two scores of the same items can be compared; the others, of which there are many more, stay.

    Raises:
        InputError: none is right.
        ValueError: the lengths differ.
    """
    above = _above(scores, right)
    drawn = np.concatenate(list(resamples(int(np.sum(right)), samples, seed)))
    return _weighted(*above, times_drawn(drawn))


def average_precision_interval(scores: ArrayLike, right: ArrayLike, *, level: float = 0.95) -> tuple[float, float]:
    """Return the middle ``level`` of ``average_precision_draws``, (low, high)."""
    return middle(average_precision_draws(scores, right), level)


def _judged(scores: ArrayLike, right: ArrayLike) -> tuple[Float64, NDArray[np.bool_]]:
    values, wanted = as_array(scores, 1, "the scores").astype(np.float64), np.asarray(right).astype(np.bool_)
    if values.shape != wanted.shape:
        raise ValueError(f"{wanted.size} judgements do not fit {values.size} scores")
    if not wanted.any():
        raise InputError("There is nothing to find: none of these is right.")
    return values, wanted


def _above(scores: ArrayLike, right: ArrayLike) -> tuple[Float64, Float64]:
    """The scores of the right ones, and how many of the others score at least as much."""
    values, wanted = _judged(scores, right)
    true, others = values[wanted], np.sort(values[~wanted])
    return true, (len(others) - np.searchsorted(others, true, side="left")).astype(np.float64)


def _weighted(true: Float64, wrong: Float64, weights: Float64) -> Float64:
    """Average precision where the right ones count as often as ``weights`` (s, r) say -> (s,)."""
    falling = np.argsort(-true, kind="stable")
    drawn = weights[:, falling]
    # How many right ones score at least as much: to the end of the run of equal scores.
    ends = np.searchsorted(-true[falling], -true[falling], side="right") - 1
    found = np.cumsum(drawn, axis=1)[:, ends]
    precision = np.divide(found, found + wrong[falling], out=np.zeros_like(found), where=drawn > 0)
    means: Float64 = (precision * drawn).sum(axis=1) / drawn.sum(axis=1)
    return means
