"""Do occurrences of a word gather by sense? Scores in the original space, never on a map.

Similarity is the cosine throughout. Choosing sentences and finding the word in them belongs to the lessons,
vectors to the models.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.calibration import random_pair_cosines
from embedlab.compute.similarity import cosine_similarity
from embedlab.compute.ties import SAME_COSINE, nearest_shares
from embedlab.errors import InputError


@dataclass(frozen=True, eq=False)
class LayerScores:
    """How well each layer separates the senses of one word; F layers, input layer first.

    ``accuracy`` (F,) float64 from 0 to 1: see ``nearest_sense_accuracy``; ``chance`` is what it is by luck.
    ``silhouette`` (F,) float64 from -1 to 1, NaN where undefined: see ``sense_silhouette``.
    ``mean_cosine`` (F,) float64 from -1 to 1, NaN where undefined: see ``mean_random_cosine``.
    """

    accuracy: Float64
    silhouette: Float64
    mean_cosine: Float64
    chance: float


def nearest_sense_accuracy(vectors: ArrayLike, senses: Sequence[str]) -> float:
    """Return the share of occurrences whose nearest other occurrence has the same sense, (n, d) -> 0 to 1.

    Nearest by cosine. Occurrences that tie within 1e-6 share the vote equally, so identical vectors score
    exactly ``chance_accuracy`` whatever their order. A sense with a single occurrence can never be right.

    Raises:
        InputError: there are fewer than two occurrences, or a vector is all zeros.
        ValueError: the lengths differ.
    """
    cosines = _cosines(vectors, senses)
    # Else every occurrence would be its own nearest neighbour.
    np.fill_diagonal(cosines, -np.inf)
    votes = nearest_shares(cosines, 1, SAME_COSINE)
    return float((votes * _same_sense(senses)).sum(axis=1).mean())


def chance_accuracy(senses: Sequence[str]) -> float:
    """Return the accuracy of a neighbour picked at random among the others, from 0 to 1.

    sum_s n_s (n_s - 1) / (n (n - 1)), n_s occurrences of sense s among n.

    Raises:
        InputError: there are fewer than two occurrences.
    """
    _at_least_two(senses)
    pairs = _same_sense(senses).sum() - len(senses)
    return float(pairs / (len(senses) * (len(senses) - 1)))


def sense_silhouette(vectors: ArrayLike, senses: Sequence[str]) -> float | None:
    """Return the mean silhouette of the senses by cosine distance, (n, d) -> -1 to 1, or None when undefined.

    s_i = (b_i - a_i) / max(a_i, b_i): a_i the mean distance to its own sense, b_i to the nearest other sense
    (Rousseeuw 1987). Above 0 an occurrence is closer to its own sense. s_i = 0 for a sense of one occurrence,
    and where all distances are 0 (below 1e-6). Undefined with a single sense, or when no sense has two
    occurrences.

    Raises:
        InputError: there are fewer than two occurrences, or a vector is all zeros.
        ValueError: the lengths differ.
    """
    cosines = _cosines(vectors, senses)
    names, codes = np.unique(np.asarray(senses, dtype=object), return_inverse=True)
    if not 2 <= len(names) < len(senses):
        return None
    distances = 1.0 - cosines
    # Two equal vectors come out a rounding apart, and a ratio of two roundings is any number.
    distances[distances < SAME_COSINE] = 0.0
    np.fill_diagonal(distances, 0.0)
    member = np.eye(len(names))[codes]
    sizes = member.sum(axis=0)
    sums = distances @ member
    # Less one, because an occurrence is no neighbour of its own; at least 1 where it is alone.
    own = sums[member == 1] / np.maximum(sizes[codes] - 1, 1)
    other = np.where(member == 1, np.inf, sums / sizes).min(axis=1)
    scale = np.maximum(own, other)
    scored = (scale > 0) & (sizes[codes] > 1)
    return float(np.divide(other - own, scale, out=np.zeros_like(scale), where=scored).mean())


def mean_random_cosine(vectors: ArrayLike, groups: ArrayLike, *, pairs: int = 2000, seed: int = 0) -> float | None:
    """Return the mean cosine of random pairs from different groups, (m, d) and (m,) -> -1 to 1, or None.

    The anisotropy of a layer (Ethayarajh 2019): 0 when directions are spread evenly, near 1 when all vectors
    lie in a narrow cone. Groups (one per sentence) keep apart words that share a context. None with fewer
    than two groups; exact, not sampled, when there are no more than ``pairs`` pairs.

    Raises:
        InputError: a vector is all zeros.
        ValueError: the lengths differ.
    """
    cosines = random_pair_cosines(vectors, groups, pairs=pairs, seed=seed)
    return float(cosines.mean(dtype=np.float64)) if cosines.size else None


def layer_scores(frames: ArrayLike, senses: Sequence[str], others: ArrayLike, groups: ArrayLike) -> LayerScores:
    """Score every layer, frames (F, n, d), random words (F, m, d) of groups (m,) -> ``LayerScores``.

    All layers are compared on the same random pairs.

    Raises:
        InputError: as the three scores.
        ValueError: as they do, or frames and random words have different numbers of layers.
    """
    words, rest = as_array(frames, 3, "the layers"), as_array(others, 3, "the layers of the other words")
    if len(words) != len(rest):
        raise ValueError(f"{len(words)} layers of the word, {len(rest)} of the other words")
    return LayerScores(
        accuracy=np.array([nearest_sense_accuracy(layer, senses) for layer in words]),
        silhouette=_with_nan([sense_silhouette(layer, senses) for layer in words]),
        mean_cosine=_with_nan([mean_random_cosine(layer, groups) for layer in rest]),
        chance=chance_accuracy(senses),
    )


def _cosines(vectors: ArrayLike, senses: Sequence[str]) -> Float64:
    _at_least_two(senses)
    matrix = as_array(vectors, 2, "the list of occurrences")
    if len(matrix) != len(senses):
        raise ValueError(f"{len(matrix)} vectors do not fit {len(senses)} senses")
    return cosine_similarity(matrix, matrix).astype(np.float64)


def _same_sense(senses: Sequence[str]) -> NDArray[np.bool_]:
    names = np.asarray(senses, dtype=object)
    same: NDArray[np.bool_] = names[:, None] == names
    return same


def _at_least_two(senses: Sequence[str]) -> None:
    if len(senses) < 2:
        raise InputError("At least two occurrences are needed to compare senses; add a sentence.")


def _with_nan(values: Sequence[float | None]) -> Float64:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
