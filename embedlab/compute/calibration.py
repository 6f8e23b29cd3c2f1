"""What a similarity is worth: where it stands among pairs drawn at random.

A cosine of 0.78 is rare for one model and ordinary for another; the share of random pairs below it can be
compared.
"""

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float32, Integers, as_array
from embedlab.compute.pooling import normalise


def share_below(value: float, sorted_sample: ArrayLike) -> float:
    """Return the share of a sample that lies below ``value``, from 0 to 1; a tie counts half.

    (below + ties / 2) / n, the mid-rank form of the percentile, on a sample (n,) in ascending order. ``value``
    is rounded to the sample's own precision first, so that a float32 cosine ties with itself.

    Raises:
        ValueError: the sample is empty or out of order.
    """
    sample = as_array(sorted_sample, 1, "the random pairs")
    if not sample.size or (np.diff(sample) < 0).any():
        raise ValueError("the sample must hold at least one value, in ascending order")
    # A float64 value is never equal to a float32 one that was rounded from it, so a tie would be missed.
    rounded = sample.dtype.type(value)
    below = int(np.searchsorted(sample, rounded, side="left"))
    up_to = int(np.searchsorted(sample, rounded, side="right"))
    return (below + up_to) / (2 * sample.size)


def random_pair_cosines(
    vectors: ArrayLike, groups: ArrayLike | None = None, *, pairs: int = 2000, seed: int = 0
) -> Float32:
    """Return the cosines of random pairs of rows from different groups, (m, d) -> (p,) float32, ascending.

    Each is in [-1, 1]. ``groups`` (m,) integers keeps apart what belongs together, such as the tokens of one
    sentence; without it every row is its own group. Every such pair is equally likely, drawn with
    replacement; when there are no more than ``pairs`` of them, each is taken exactly once. p is 0 when all rows
    are of one group.

    Raises:
        InputError: a row is all zeros.
        ValueError: the shapes disagree.
    """
    units = normalise(vectors, "the random texts")
    labels = np.arange(len(units)) if groups is None else np.asarray(groups)
    if labels.shape != (len(units),):
        raise ValueError(f"groups of shape {labels.shape} do not fit {len(units)} vectors")
    left, right = _pairs_across(labels, pairs, seed)
    cosines = np.einsum("pd,pd->p", units[left], units[right])
    # Sorted once here, so that every look-up is a binary search.
    return np.sort(np.clip(cosines, -1.0, 1.0))


def _pairs_across(labels: Integers, pairs: int, seed: int) -> tuple[Integers, Integers]:
    """Index pairs of different labels: all of them, or ``pairs`` drawn uniformly."""
    order = np.argsort(labels, kind="stable")
    _, starts, inverse, sizes = np.unique(labels[order], return_index=True, return_inverse=True, return_counts=True)
    start, size = starts[inverse], sizes[inverse]
    partners = len(labels) - size
    if not partners.any():
        return order[:0], order[:0]
    # Each pair is counted from both of its ends, so there are half as many pairs as partners.
    if partners.sum() <= 2 * pairs:
        first, second = np.triu_indices(len(labels), 1)
        apart = labels[first] != labels[second]
        return first[apart], second[apart]
    rng = np.random.default_rng(seed)
    first = rng.choice(len(labels), size=pairs, p=partners / partners.sum())
    # In sorted order a group is one block: a rank among the outsiders steps over that block.
    second = rng.integers(0, partners[first])
    second = np.where(second < start[first], second, second + size[first])
    return order[first], order[second]
