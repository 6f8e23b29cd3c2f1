"""What contrastive training looks at: the in-batch matrix, and the two properties that it trades.

Numbers about vectors that are given; training itself is in the model layer. Every other positive of the batch
serves as a negative, whether or not it would be a right answer: a false negative looks like any other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, as_array, norms
from embedlab.compute.pooling import normalise
from embedlab.errors import InputError

_BLOCK = 512


@dataclass(frozen=True, eq=False)
class InBatch:
    """One batch of n anchors and their positives.

    `probabilities` (n, n) float64: the softmax of each row, 0 to 1, rows sum to 1. `losses` (n,) float64:
    -log of the diagonal, 0 or more, in nats. `mean`: their mean, the loss of the batch.
    """

    probabilities: Float64
    losses: Float64
    mean: float


def in_batch(similarities: ArrayLike, temperature: float) -> InBatch:
    """Return each anchor's choice among all positives of the batch, (n, n) -> `InBatch`.

    Row i holds anchor i's similarities, its own positive at column i. p_ij = exp(s_ij / T) / sum_k exp(s_ik / T)
    and loss_i = -log p_ii (InfoNCE, van den Oord et al. 2018; in-batch negatives, Henderson et al. 2017).

    Raises `InputError` unless the temperature is a finite number above 0 and there are two pairs or more, and
    `ValueError` when the matrix is not square.
    """
    if not 0 < temperature < np.inf:
        raise InputError("The temperature must be a number above 0; 0.05 is a usual choice.")
    matrix = as_array(similarities, 2, "the similarities").astype(np.float64)
    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"a batch has one positive an anchor, not {matrix.shape}")
    if len(matrix) < 2:
        raise InputError("A batch needs at least two pairs: without another pair there is no negative.")
    # Shifted before the division: a tiny temperature would overflow, and a difference of 0 stays 0.
    logits = (matrix - matrix.max(axis=1, keepdims=True)) / temperature
    log_sum = np.log(np.exp(logits).sum(axis=1))
    losses = log_sum - np.diagonal(logits)
    return InBatch(np.exp(logits - log_sum[:, None]), losses, float(losses.mean()))


def alignment(x: ArrayLike, y: ArrayLike) -> float:
    """Return the mean squared distance of n pairs that mean the same, (n, d) and (n, d) -> 0 to 4; lower is closer.

    mean |x_i - y_i|^2 of rows scaled to length 1 (Wang and Isola 2020, their alpha = 2); 2 for unrelated directions.

    Raises `InputError` that names a row of zeros, or without a pair, and `ValueError` when the shapes differ.
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

    Raises `InputError` below two vectors or for a row of zeros, and `ValueError` unless t > 0.
    """
    units = normalise(x, "the vectors").astype(np.float64)
    if len(units) < 2:
        raise InputError("How evenly vectors spread needs at least two of them; add one.")
    if not t > 0:
        raise ValueError(f"t must be above 0, not {t}")
    total = 0.0
    for start in range(0, len(units), _BLOCK):
        block = units[start : start + _BLOCK]
        closeness = np.exp(-t * np.maximum(2 - 2 * block @ units.T, 0.0))
        closeness[np.arange(len(block)), np.arange(start, start + len(block))] = 0  # a vector is no pair with itself
        total += float(closeness.sum())
    pairs = len(units) * (len(units) - 1)
    return float(np.log(max(total / pairs, np.finfo(np.float64).tiny)))


def match_ranks(queries: ArrayLike, targets: ArrayLike) -> NDArray[np.int64]:
    """Return the place of each query's own target among all, by cosine, (n, d) and (n, d) -> (n,) int64, 1 the best.

    Target i belongs to query i. Equal targets count against the query, so that vectors that are all alike find
    nothing. Recall@k is the share of places up to k.

    Raises `InputError` that names a row of zeros and `ValueError` when the shapes differ.
    """
    asked, found = normalise(queries, "the queries"), normalise(targets, "the targets")
    if asked.shape != found.shape:
        raise ValueError(f"each query needs one target, not {asked.shape} and {found.shape}")
    ranks = np.empty(len(asked), dtype=np.int64)
    for start in range(0, len(asked), _BLOCK):
        cosines = asked[start : start + _BLOCK] @ found.T
        own = cosines[np.arange(len(cosines)), np.arange(start, start + len(cosines))]
        ranks[start : start + _BLOCK] = (cosines >= own[:, None] - 1e-6).sum(axis=1)
    return ranks
