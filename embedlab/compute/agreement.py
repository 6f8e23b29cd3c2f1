"""How well a model's similarities agree with people's, and how sure that is.

Every document takes part in many pairs, so pairs are not independent: the interval here comes from drawing
documents, not pairs, and is several times wider than one that pretends otherwise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, Floats, as_array
from embedlab.compute.bootstrap import middle, resamples, times_drawn
from embedlab.errors import InputError

_FLAT = 1e-9
"""A draw that keeps less than this share of the variance of all pairs has equal pairs: what is left is rounding."""


@dataclass(frozen=True)
class Agreement:
    """Agreement over all pairs of n documents.

    ``pearson`` and ``spearman`` are correlations, -1 to 1; ``low`` and ``high`` the bootstrap interval of ``pearson``
    over documents. ``pairs`` is n (n - 1) / 2. The least-squares line is machine = ``slope`` * people + ``intercept``.
    """

    pearson: float
    spearman: float
    low: float
    high: float
    pairs: int
    slope: float
    intercept: float


def agreement(
    people: ArrayLike, machine: ArrayLike, *, samples: int = 1000, level: float = 0.95, seed: int = 0
) -> Agreement:
    """Compare two symmetric matrices over the pairs of n documents, (n, n) and (n, n) -> ``Agreement``.

    The interval is the percentile bootstrap (Efron 1979) at ``level``, ``samples`` draws of n documents with
    replacement; pairs of a document with itself are left out. The same seed gives the same interval.

    Raises:
        InputError: there are fewer than three documents, or a side is constant.
        ValueError: the shapes differ, or ``level`` is not between 0 and 1.
    """
    judged, scored = _square(people, "people's judgements"), _square(machine, "the model's similarities")
    if judged.shape != scored.shape:
        raise ValueError(f"matrices {judged.shape} and {scored.shape} are of different documents")
    if len(judged) < 3:
        raise InputError("Agreement needs at least three documents; add one.")
    x, y = pairs_above_diagonal(judged), pairs_above_diagonal(scored)
    r = pearson(x, y)
    # Least squares: the slope is the correlation in units of one deviation up for one deviation across.
    slope = r * float(y.std() / x.std())
    draws = _resampled(judged, scored, samples, seed)
    ends = middle(draws[np.isfinite(draws)], level)
    return Agreement(r, spearman(x, y), *ends, len(x), slope, float(y.mean() - slope * x.mean()))


def agreement_difference(
    people: ArrayLike, one: ArrayLike, other: ArrayLike, *, samples: int = 10_000, level: float = 0.95, seed: int = 0
) -> tuple[float, float, float]:
    """Return how much better one of two machines agrees with people, (n, n) each -> (difference, low, high).

    The difference of the two ``pearson``, from -2 to 2, and its paired bootstrap: every draw of n documents correlates
    both with people on the *same* documents, so what makes a draw hard for both drops out (Efron and Tibshirani 1993).

    Raises:
        InputError, ValueError: as ``agreement``.
    """
    judged, *sides = _square(people, "people's judgements"), _square(one, "one side"), _square(other, "the other side")
    if any(side.shape != judged.shape for side in sides):
        raise ValueError("the matrices are of different documents")
    if len(judged) < 3:
        raise InputError("Agreement needs at least three documents; add one.")
    first, second = (pearson(pairs_above_diagonal(judged), pairs_above_diagonal(side)) for side in sides)
    draws = np.subtract(*(_resampled(judged, side, samples, seed) for side in sides))
    return first - second, *middle(draws[np.isfinite(draws)], level)


def pairs_above_diagonal(matrix: ArrayLike) -> Float64:
    """Return each pair of documents once, (n, n) -> (n (n - 1) / 2,) float64: in the order of ``np.triu_indices``.

    Raises:
        ValueError: the matrix is not square.
    """
    square = _square(matrix, "the matrix")
    return np.asarray(square[np.triu_indices(len(square), 1)], dtype=np.float64)


def pearson(x: ArrayLike, y: ArrayLike) -> float:
    """Return the linear correlation of two lists, (m,) and (m,) -> -1 to 1 (Pearson 1895).

    Raises:
        InputError: there are fewer than two values, or a list is constant.
        ValueError: the lengths differ.
    """
    first, second = (_spread(values, name) for values, name in ((x, "first"), (y, "second")))
    if first.shape != second.shape:
        raise ValueError(f"lists of {first.size} and of {second.size} values cannot be compared")
    # Rounding can carry a perfect correlation a little past 1.
    return float(np.clip(first @ second, -1.0, 1.0))


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Return the correlation of ranks, ties sharing their mean rank, (m,) and (m,) -> -1 to 1 (Spearman 1904).

    Raises:
        InputError, ValueError: as ``pearson``.
    """
    return pearson(_ranks(as_array(x, 1, "the first list")), _ranks(as_array(y, 1, "the second list")))


def _spread(values: ArrayLike, name: str) -> Float64:
    """Centre a list and scale it to length 1."""
    centred = as_array(values, 1, f"the {name} list").astype(np.float64)
    if centred.size < 2 or np.ptp(centred) == 0:
        raise InputError(f"All values of the {name} list are equal, so nothing can go with them; compare other texts.")
    centred = centred - centred.mean()
    return np.asarray(centred / np.linalg.norm(centred), dtype=np.float64)


def _ranks(values: Floats) -> Float64:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    # The last rank of a group less half its size is the mean of the ranks that the group takes up.
    return np.asarray((ends - (counts - 1) / 2)[inverse], dtype=np.float64)


def _resampled(people: Float64, machine: Float64, samples: int, seed: int) -> Float64:
    """Correlate on documents drawn again, (samples,); a draw whose pairs are all equal tells nothing and is nan.

    A pair counts as often as both of its documents were drawn together, c_i c_j, so each sum over the pairs of a draw
    is half of c' M c, and a thousand draws are a few matrix products instead of a thousand lists of pairs.
    """
    upper = np.triu_indices(len(people), 1)
    # Around their means, or the squares below would nearly cancel.
    x, y = (side[upper] - side[upper].mean() for side in (people, machine))
    terms = []
    for values in (np.ones_like(x), x, y, x * x, y * y, x * y):
        matrix = np.zeros_like(people)
        matrix[upper] = values
        terms.append(matrix)
    found = []
    for drawn in resamples(len(people), samples, seed):
        counts = times_drawn(drawn)
        pairs, sx, sy, sxx, syy, sxy = (np.einsum("si,si->s", counts @ matrix, counts) for matrix in terms)
        some = np.maximum(pairs, 1)
        across, up = sxx - sx * sx / some, syy - sy * sy / some
        spread = (across > _FLAT * pairs * x.var()) & (up > _FLAT * pairs * y.var())
        r = np.full(len(drawn), np.nan)
        r[spread] = (sxy - sx * sy / some)[spread] / np.sqrt(across[spread] * up[spread])
        found.append(np.clip(r, -1.0, 1.0))
    return np.concatenate(found) if found else np.empty(0)


def _square(matrix: ArrayLike, name: str) -> Float64:
    square = as_array(matrix, 2, name).astype(np.float64)
    if square.shape[0] != square.shape[1]:
        raise ValueError(f"{name} must be square, one row a document, not {square.shape}")
    return square
