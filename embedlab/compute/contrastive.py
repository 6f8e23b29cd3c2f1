"""What contrastive training minimises and what it is judged by: the in-batch loss, alignment, uniformity, ranks.

The training and the page about it call the same functions. Every other positive of the batch serves as a negative,
whether or not it would be a right answer: a false negative looks like any other.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, Floats, as_array, norms, unit_or_zero
from embedlab.compute.pooling import normalise
from embedlab.compute.softmax import log_softmax
from embedlab.compute.ties import SAME_COSINE
from embedlab.errors import InputError

Direction = Literal["rows", "both"]

_BLOCK = 512
"""Rows compared at once: with ten thousand vectors the whole matrix would take most of a gigabyte."""


@dataclass(frozen=True, eq=False)
class InBatch:
    """One batch of n anchors and their positives, in the precision of the similarities.

    ``probabilities`` (n, m): what anchor i gives to candidate j, 0 to 1, the positives first; rows sum to 1, unless
    both directions were averaged. ``losses`` (n,): -log of the own positive's share, 0 or more, in nats. ``mean``:
    the loss of the batch.
    """

    probabilities: Floats
    losses: Floats
    mean: float


def in_batch(similarities: ArrayLike, temperature: float, direction: Direction = "rows") -> InBatch:
    """Return each anchor's choice among all positives of the batch, (n, m) float32 or float64 -> ``InBatch``.

    Row i holds anchor i's similarities, its own positive at column i. Columns from the n-th on are further
    negatives for all anchors, as those that were mined (Karpukhin et al. 2020); m is n without any. p_ij = exp(s_ij
    / T) / sum_k exp(s_ik / T) and loss_i = -log p_ii (InfoNCE, van den Oord et al. 2018; in-batch negatives,
    Henderson et al. 2017). The derivative of the mean by s_ij is (p_ij - [i = j]) / (n T).

    Args:
        similarities: cosines, as a rule.
        temperature: a number above 0, in the unit of the similarities.
        direction: "rows" lets anchors choose among positives; "both" averages that, share by share and loss by loss,
            with positives choosing among anchors, so that neither side is favoured (Radford et al. 2021, CLIP).

    Raises:
        InputError: the temperature is not a finite number above 0, or there are fewer than two pairs.
        ValueError: an anchor has no positive, or both directions are asked for with further negatives.
    """
    if not 0 < temperature < np.inf:
        raise InputError("The temperature must be a number above 0; 0.05 is a usual choice.")
    matrix = as_array(similarities, 2, "the similarities")
    if matrix.shape[0] > matrix.shape[1] or (direction == "both" and matrix.shape[0] < matrix.shape[1]):
        raise ValueError(f"a batch has one positive an anchor, not {matrix.shape}")
    if len(matrix) < 2:
        raise InputError("A batch needs at least two pairs: without another pair there is no negative.")
    # The loss is read off the logarithms: a share that is rounded to 0 would cost an infinite loss.
    logs = [log_softmax(matrix, temperature)]
    if direction == "both":
        logs.append(log_softmax(matrix.T, temperature).T)
    losses = -sum(log.diagonal() for log in logs) / len(logs)
    shares = sum(np.exp(log) for log in logs) / len(logs)
    return InBatch(np.asarray(shares), np.asarray(losses), float(np.mean(losses, dtype=np.float64)))


def alignment(x: ArrayLike, y: ArrayLike) -> float:
    """Return the mean squared distance of n pairs that mean the same, (n, d) and (n, d) -> 0 to 4; lower is closer.

    mean |x_i - y_i|^2 of rows scaled to length 1 (Wang and Isola 2020, their alpha = 2); 2 for unrelated directions.

    Raises:
        InputError: a row is all zeros (it is named), or there is no pair.
        ValueError: the shapes differ.
    """
    first, second = normalise(x, "the first side"), normalise(y, "the second side")
    if first.shape != second.shape:
        raise ValueError(f"pairs need two sides of one shape, not {first.shape} and {second.shape}")
    if not len(first):
        raise InputError("There is no pair to compare; add at least one.")
    return float((norms(first - second) ** 2).mean())


def uniformity(x: ArrayLike, t: float = 2.0) -> float:
    """Return how evenly n vectors spread over the sphere, (n, d) -> 0 or less; lower is more even.

    log of the mean over pairs i < j of exp(-t |x_i - x_j|^2), rows scaled to length 1 (Wang and Isola 2020). 0
    when all vectors are one; about -2 t, so -4, when pairs are at right angles, the usual case in many dimensions.

    Raises:
        InputError: there are fewer than two vectors, or one is all zeros.
        ValueError: ``t`` is not above 0.
    """
    units = normalise(x, "the vectors")
    if len(units) < 2:
        raise InputError("How evenly vectors spread needs at least two of them; add one.")
    if not t > 0:
        raise ValueError(f"t must be above 0, not {t}")
    total = 0.0
    for start in range(0, len(units), _BLOCK):
        # |x - y|^2 = 2 - 2 cos on the unit sphere, which saves n^2 d subtractions; the cosines may be float32, as
        # their rounding is far below the mean, but millions of terms are added up in float64.
        closeness = np.exp(2 * t * np.minimum(units[start : start + _BLOCK] @ units.T - 1, 0))
        np.fill_diagonal(closeness[:, start:], 0)  # a vector is no pair with itself
        total += float(closeness.sum(dtype=np.float64))
    pairs = len(units) * (len(units) - 1)
    return float(np.log(max(total / pairs, np.finfo(np.float64).tiny)))


def match_ranks(queries: ArrayLike, targets: ArrayLike, own: ArrayLike | None = None) -> Float64:
    """Return the rank of each query's own target among all by cosine, (q, d) and (n, d) -> (q,) float64, 1 the best.

    ``own`` (q,) is the row of each query's target; without it target i belongs to query i. The mean over all orders of
    targets that tie (within ``SAME_COSINE``): vectors that are all alike, or a query of zeros, have the middle rank.
    Recall@k is the share of ranks up to k.

    Raises:
        ValueError: the dimensions differ, or the number of queries and of their targets.
    """
    asked, found = (unit_or_zero(as_array(side, 2, "the vectors")) for side in (queries, targets))
    rows = np.arange(len(found)) if own is None else np.asarray(own)
    if asked.shape != (len(rows), found.shape[1]):
        raise ValueError(f"each query needs one target, not {asked.shape} and {found.shape}")
    ranks = np.empty(len(asked), dtype=np.float64)
    for start in range(0, len(asked), _BLOCK):
        cosines = asked[start : start + _BLOCK] @ found.T
        mine = np.take_along_axis(cosines, rows[start : start + _BLOCK, None], axis=1)
        above, up_to = (cosines > mine + SAME_COSINE).sum(axis=1), (cosines >= mine - SAME_COSINE).sum(axis=1)
        ranks[start : start + _BLOCK] = (above + up_to + 1) / 2
    return ranks
