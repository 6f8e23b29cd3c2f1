"""How far several rankings of the same texts agree: over all pairs of texts, and at the top.

Both measures read ranks, so that what is tied within rounding is tied here too. Kendall's tau-b comes from scipy. The
libraries for rank-biased overlap on the Python package index take no ties, so it is written here as published.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, as_array

PERSISTENCE = 0.9
"""The p of rank-biased overlap: the first ten ranks carry 86 % of the weight (``top_weight``)."""

_AT_ONCE = 4_000_000
"""Numbers of shares of texts that are held at once, 8 bytes each: 500 texts by 20 rankers need five of that."""


def kendall_tau_b(ranks: ArrayLike) -> Float64:
    """Return tau-b of each two of R rankings of n texts, ranks (R, n) -> (R, R) float64 in [-1, 1], symmetric.

    (pairs of texts in the same order - pairs in opposite order) / sqrt(pairs untied by one * pairs untied by the
    other): 1 for the same order, 0 on average for unrelated ones, -1 for the reverse (Kendall 1945). nan where it is
    undefined: one of the two ties all texts. The diagonal is 1, or nan.

    Raises:
        ValueError: ``ranks`` are not of shape (R, n).
        InputError: a rank is not finite.
    """
    from scipy.stats import kendalltau

    table = as_array(ranks, 2, "the ranks").astype(np.float64)
    found = np.full((len(table), len(table)), np.nan)
    ordered = np.flatnonzero(_ordered(table)).tolist()
    # The p-value is not read. The exact one costs most of the time, and the other has none for two texts.
    method: Literal["asymptotic", "exact"] = "asymptotic" if table.shape[1] > 2 else "exact"
    for place, one in enumerate(ordered):
        found[one, one] = 1.0
        for other in ordered[:place]:
            value = kendalltau(table[one], table[other], method=method).statistic
            found[one, other] = found[other, one] = np.clip(value, -1.0, 1.0)
    return found


def rank_biased_overlap(ranks: ArrayLike, p: float = PERSISTENCE) -> Float64:
    """Return the rank-biased overlap of each two of R rankings of n texts, (R, n) -> (R, R) float64 in [0, 1].

    ``ranks`` begin at 1, and tied texts share the first of theirs (1, 2, 2, 4).

    (1 - p) * sum over depths d of p^(d - 1) * A_d, where A_d is the share of their first d texts that two rankings
    have in common (Webber, Moffat and Zobel 2010, equation 4). The texts are the same, so A_n is 1, and beyond the last
    rank it is held there (equation 23). Of tied texts each belongs to the first d as far as it does on average over
    the orders that they may have, and so A_d is its mean over all those orders: RBO^a of Corsi and Urbano (2024). Their
    RBO^b, which divides by what ties leave open, would give a ranker that ties nearly all texts a high overlap with
    any other. With ties a ranking overlaps with itself by less than 1. nan where one of two ties all texts, as for
    ``kendall_tau_b``: what is left is the overlap of chance (``chance_overlap``).

    Raises:
        ValueError: ``ranks`` are not of shape (R, n), or ``p`` is not between 0 and 1.
        InputError: a rank is not finite.
    """
    table = as_array(ranks, 2, "the ranks").astype(np.float64)
    _check(p)
    count, texts = table.shape
    # A text stands in the first d with 0 until its tie begins, with 1 when it is over, and in equal steps between.
    sizes = np.array([_tied(row) for row in table]).reshape(table.shape)
    found = np.full((count, count), p**texts)
    rows = max(1, _AT_ONCE // max(table.size, 1))
    for start in range(0, texts, rows):
        depths = np.arange(start, min(start + rows, texts)) + 1.0
        inside = np.clip((depths[:, None, None] - table + 1) / sizes, 0.0, 1.0)
        shared = inside @ inside.transpose(0, 2, 1) / depths[:, None, None]
        found += (1 - p) * np.tensordot(p ** (depths - 1), shared, axes=1)
    silent = ~_ordered(table)
    found[silent], found[:, silent] = np.nan, np.nan
    return np.asarray(np.clip(found, 0.0, 1.0), dtype=np.float64)


def chance_overlap(texts: int, p: float = PERSISTENCE) -> float:
    """Return the rank-biased overlap that unrelated orders of n texts have on average, in (0, 1].

    Of their first d texts they share d / n. For few texts that is much: 0.17 for 60, and 0.71 for 8.

    Raises:
        ValueError: there is no text, or ``p`` is not between 0 and 1.
    """
    _check(p)
    if texts < 1:
        raise ValueError("an order of no texts has no overlap")
    depths = np.arange(1, texts + 1)
    return float((1 - p) * (p ** (depths - 1) * depths / texts).sum() + p**texts)


def top_weight(depth: int, p: float = PERSISTENCE) -> float:
    """Return the share of rank-biased overlap that the first ``depth`` ranks decide, (0, 1).

    Webber, Moffat and Zobel 2010, equation 21: a text counts at its own depth and at all below it.

    Raises:
        ValueError: ``depth`` is below 1, or ``p`` is not between 0 and 1.
    """
    _check(p)
    if depth < 1:
        raise ValueError(f"the first {depth} ranks are none")
    steps = np.arange(1, depth)
    rest = np.log(1 / (1 - p)) - (p**steps / steps).sum()
    return float(1 - p ** (depth - 1) + (1 - p) / p * depth * rest)


def _ordered(table: Float64) -> NDArray[np.bool_]:
    """Which rankings tell at least two texts apart."""
    return np.asarray(np.ptp(table, axis=1) > 0 if table.shape[1] else np.zeros(len(table)), dtype=np.bool_)


def _tied(ranks: Float64) -> NDArray[np.intp]:
    """How many texts share the rank of each."""
    _, group, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    return counts[group]


def _check(p: float) -> None:
    if not 0 < p < 1:
        raise ValueError(f"a persistence of {p} is not between 0 and 1")
