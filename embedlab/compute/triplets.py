"""The triplet loss: an anchor must be nearer to its positive than to a negative, by a margin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Floats, norms
from embedlab.compute.pooling import normalise
from embedlab.errors import InputError


@dataclass(frozen=True, eq=False)
class Triplets:
    """n triplets, each number (n,) in the precision of the vectors.

    ``near``: distance of anchor and positive, 0 to 2. ``far``: of anchor and negative. ``losses``: 0 or more, in the
    unit of the distances. ``mean``: the loss of the batch. ``idle``: share of triplets, 0 to 1, that cost nothing and
    so teach nothing.
    """

    near: Floats
    far: Floats
    losses: Floats
    mean: float
    idle: float


def triplets(anchors: ArrayLike, positives: ArrayLike, negatives: ArrayLike, margin: float) -> Triplets:
    """Return the loss of n triplets, three times (n, d) -> ``Triplets``.

    loss_i = max(0, |a_i - p_i| - |a_i - n_i| + margin) of rows scaled to length 1 (Schroff et al. 2015, with squared
    distances; without squares Reimers and Gurevych 2019).

    Raises:
        InputError: the margin is not a finite number above 0, a row is all zeros (it is named), or there is none.
        ValueError: the shapes differ.
    """
    if not 0 < margin < np.inf:
        raise InputError("The margin must be a number above 0; distances of unit vectors go from 0 to 2.")
    anchor, positive, negative = (
        normalise(side, name)
        for side, name in ((anchors, "the anchors"), (positives, "the positives"), (negatives, "the negatives"))
    )
    if not anchor.shape == positive.shape == negative.shape:
        raise ValueError(f"triplets need three sides of one shape: {anchor.shape}, {positive.shape}, {negative.shape}")
    if not len(anchor):
        raise InputError("There is no triplet; add at least one.")
    near, far = norms(anchor - positive), norms(anchor - negative)
    losses = np.maximum(0, near - far + margin).astype(anchor.dtype)
    return Triplets(near, far, losses, float(losses.mean(dtype=np.float64)), float((losses == 0).mean()))
