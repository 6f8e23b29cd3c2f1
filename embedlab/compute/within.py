"""Which points lie within an outline that was drawn around them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def within(points: ArrayLike, outline: ArrayLike) -> NDArray[np.bool_]:
    """Return which points (n, 2) lie within a closed outline, (m, 2) its corners in order -> (n,) bool.

    By the even-odd rule (Shimrat 1962): a point is inside when a ray to the right of it crosses the outline an odd
    number of times. Where an outline crosses itself, what it goes around twice is outside. Fewer than three corners
    hold nothing.
    """
    places, corners = np.asarray(points, dtype=np.float64).reshape(-1, 2), np.asarray(outline, dtype=np.float64)
    inside = np.zeros(len(places), dtype=np.bool_)
    if len(corners) < 3:
        return inside
    # Of a hundred thousand points few are near: only these are asked.
    near = np.flatnonzero(((places >= corners.min(axis=0)) & (places <= corners.max(axis=0))).all(axis=1))
    x, y = places[near].T
    odd = np.zeros(len(near), dtype=np.bool_)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if ay != by:
            crosses = (ay > y) != (by > y)
            odd ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    inside[near] = odd
    return inside
