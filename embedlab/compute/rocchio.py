"""What somebody likes as a direction among texts: towards those that were liked, away from those that were disliked.

The direction is a weighted sum of the texts that were judged (Rocchio 1971, "Relevance feedback in information
retrieval", without a query to begin with), so that a score is a sum as well: each judged text brings a part of it.
"""

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64
from embedlab.errors import InputError

_NOTHING = 1e-6
"""A direction shorter than this is what rounding left of two that cancel out."""


def rocchio_weights(liked: int, disliked: int, *, alpha: float = 1.0, gamma: float = 0.5) -> Float64:
    """Return the weight of each judged text, (liked + disliked,) float64, the liked ones first.

    alpha / liked for each liked and -gamma / disliked for each disliked text: the sum of weights times unit vectors is
    alpha times the centroid of what is liked minus gamma times the centroid of what is disliked.

    Raises:
        ValueError: a number is below 0.
    """
    if min(liked, disliked) < 0 or min(alpha, gamma) < 0:
        raise ValueError(f"counts and weights are from 0, not {liked}, {disliked}, {alpha}, {gamma}")
    shares = np.repeat([alpha / max(liked, 1), -gamma / max(disliked, 1)], [liked, disliked])
    return shares.astype(np.float64)


def rocchio_parts(cosines: ArrayLike, among: ArrayLike, weights: ArrayLike) -> Float64:
    """Return what each judged text adds to each score, (..., n, j), (..., j, j) and (..., j) -> (..., n, j) float64.

    The score of a text is its cosine with q, the sum of w_k x_k over the j judged texts: part_k = w_k cos(x, x_k) / |q|
    with |q|^2 = the sum over k and l of w_k w_l cos(x_k, x_l). Parts add up to the score, -1 to 1. A text without a
    vector has a cosine of 0 with all.

    Args:
        cosines: of n texts with the judged ones.
        among: of the judged texts with each other, 1 on the diagonal.
        weights: of the judged texts, as ``rocchio_weights`` gives them.

    Raises:
        InputError: likes and dislikes cancel out, so that there is no direction.
        ValueError: the shapes disagree.
    """
    known, inner, share = (np.asarray(each, dtype=np.float64) for each in (cosines, among, weights))
    if known.shape[-1] != share.shape[-1] or inner.shape[-2:] != (share.shape[-1], share.shape[-1]):
        raise ValueError(f"cosines {known.shape} and {inner.shape} do not fit {share.shape[-1]} judged texts")
    squared = np.einsum("...k,...kl,...l->...", share, inner, share)
    # Not above nothing includes what is no number, and rounding below 0.
    if not (squared > _NOTHING**2).all():
        raise InputError("Likes and dislikes cancel out: no direction is left. Like another text, or dislike fewer.")
    parts: Float64 = known * (share / np.sqrt(squared)[..., None])[..., None, :]
    return parts
