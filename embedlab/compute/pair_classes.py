"""SBERT's classification objective: a pair of vectors becomes features, and a linear layer says which class it is.

Reimers and Gurevych 2019, their equation for entailment data. The layer is thrown away after training, so what counts
is what its loss does to the vectors; that is not computed here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Floats, as_array
from embedlab.compute.softmax import log_softmax
from embedlab.errors import InputError


@dataclass(frozen=True, eq=False)
class PairClasses:
    """What a layer says of n pairs, in the precision of the vectors.

    ``probabilities`` (n, k): of each class, 0 to 1; rows sum to 1. ``losses`` (n,): -log of the right class's share,
    0 or more, in nats. ``mean``: the loss of the batch.
    """

    probabilities: Floats
    losses: Floats
    mean: float


def pair_features(u: ArrayLike, v: ArrayLike) -> Floats:
    """Return what the layer reads of n pairs, (n, d) and (n, d) -> (n, 3 d + 1): u, v, |u - v| and 1 for the bias.

    Raises:
        ValueError: the shapes differ.
    """
    first, second = as_array(u, 2, "the first side"), as_array(v, 2, "the second side")
    if first.shape != second.shape:
        raise ValueError(f"pairs need two sides of one shape, not {first.shape} and {second.shape}")
    ones = np.ones((len(first), 1), first.dtype)
    features: Floats = np.concatenate([first, second, np.abs(first - second), ones], axis=1)
    return features


def pair_classes(features: ArrayLike, layer: ArrayLike, labels: ArrayLike) -> PairClasses:
    """Return the class of each pair, features (n, f) and layer (k, f) -> ``PairClasses``.

    p_i = softmax(W f_i), loss_i = -log p_i[label_i]. The derivative of the mean by the k logits of pair i is
    (p_i - [class = label_i]) / n.

    Args:
        features: as ``pair_features`` makes them.
        layer: one row of weights a class, the bias last.
        labels: (n,) integers from 0, the right class of each pair.

    Raises:
        InputError: there is no pair.
        ValueError: the shapes do not fit.
    """
    read, weights = as_array(features, 2, "the features"), as_array(layer, 2, "the layer")
    right: NDArray[np.int64] = np.asarray(labels, dtype=np.int64)
    if not len(read):
        raise InputError("There is no pair to classify; add at least one.")
    if right.shape != (len(read),) or read.shape[1] != weights.shape[1]:
        raise ValueError(f"{read.shape} features, {weights.shape} weights and {right.shape} labels do not fit")
    logs = log_softmax(read @ weights.T)
    losses = -np.take_along_axis(logs, right[:, None], axis=1)[:, 0]
    return PairClasses(np.exp(logs), losses, float(losses.mean(dtype=np.float64)))


def logit_parts(features: ArrayLike, layer: ArrayLike) -> Floats:
    """Return what the logits of one pair are made of, (f,) and (k, f) -> (k, 4): by u, by v, by |u - v|, the bias.

    Each row adds up to the logit of its class.
    """
    read, weights = as_array(features, 1, "the features"), as_array(layer, 2, "the layer")
    width = (len(read) - 1) // 3
    terms = weights * read
    parts = [terms[:, start : start + width].sum(axis=1) for start in range(0, 3 * width, width)]
    found: Floats = np.stack([*parts, terms[:, -1]], axis=1)
    return found
