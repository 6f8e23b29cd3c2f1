"""SBERT's classification loss and the triplet loss with their gradients, derived by hand.

The losses themselves are ``embedlab.compute``'s, as the page shows them.
"""

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, unit_and_lengths
from embedlab.compute.pair_classes import pair_classes, pair_features
from embedlab.compute.triplets import Triplets, triplets
from embedlab.models.training.pair_training.losses import through_unit


def class_loss(
    u: Float32, v: Float32, labels: NDArray[np.int64], layer: Float32
) -> tuple[float, Float32, Float32, Float32]:
    """Return the cross-entropy of n labelled pairs, and its gradient by both sides and by the layer.

    Args:
        u: (n, d), any length.
        v: (n, d), any length.
        labels: (n,) from 0.
        layer: (k, 3 d + 1), see ``compute.pair_classes``.

    Returns:
        The loss in nats, and gradients of the shapes of u, v and the layer.
    """
    features = pair_features(u, v)
    found = pair_classes(features, layer, labels)
    pull: Float32 = found.probabilities.astype(np.float32)  # by the logits: (p - [class = label]) / n
    pull[np.arange(len(pull)), labels] -= 1
    pull /= len(pull)
    by_u, by_v, by_gap = np.split((pull @ layer)[:, :-1], 3, axis=1)
    # |u - v| grows with u where u is the larger one, and with v where v is.
    by_gap = by_gap * np.sign(u - v)
    by_layer: Float32 = pull.T @ features.astype(np.float32)
    return found.mean, by_u + by_gap, by_v - by_gap, by_layer


def triplet_loss(
    anchors: Float32, positives: Float32, negatives: Float32, margin: float
) -> tuple[Triplets, Float32, Float32, Float32]:
    """Return n triplets by ``compute.triplets``, and the gradient of their mean loss by the three sides, (n, d) each.

    Args:
        anchors: (n, d), any length; so are the other two.
        positives: what each anchor belongs to.
        negatives: what it does not.
        margin: over 0.
    """
    found = triplets(anchors, positives, negatives, margin)
    (a, a_long), (p, p_long), (n, n_long) = (unit_and_lengths(side) for side in (anchors, positives, negatives))
    # A triplet beyond the margin pulls at nothing; one with two equal texts has no direction to pull in.
    active = (found.losses > 0) / len(a)
    near, far = (
        np.asarray((a - other) * (active / np.maximum(gap, 1e-9))[:, None], dtype=np.float32)
        for other, gap in ((p, found.near), (n, found.far))
    )
    return found, through_unit(near - far, a, a_long), through_unit(-near, p, p_long), through_unit(far, n, n_long)
