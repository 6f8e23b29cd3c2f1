"""Where labels go so that they do not cover each other or the marks: greedy, in pixels, the same every time.

Cartographers' point-feature labelling (Christensen, Marks, Shieber 1995) in its simplest form: each label tries
a fixed list of places around its point and keeps the cheapest. Nothing is random and no browser is asked:
sizes are estimates for a narrow screen, so that a wider one only has more room.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.kit.labels import plain, text_width
from embedlab.figures.kit.notes import bold, note

Pixels = NDArray[np.float64]

PHONE_HALF = 165.0
"""Half the side in pixels of the narrowest square that a map is drawn in: a phone's."""

_DIRECTIONS = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 1), (0.8, -1), (-0.8, 1), (-0.8, -1)], dtype=np.float64)
_OVERLAP, _COVERED, _OUTSIDE, _FAR = 12.0, 1.5, 40.0, 0.5
"""Costs: a label wholly over another, one mark under it, as far outside as the square is wide, one ring further."""


def place_labels(
    anchors: Pixels,
    sizes: Pixels,
    obstacles: Pixels,
    half: float | tuple[float, float],
    gap: float = 8,
    rings: int = 5,
) -> Pixels:
    """Return offsets (m, 2) in pixels, y upwards, from each anchor to the middle of its label.

    `anchors` (m, 2) and `obstacles` (k, 2) are pixels from the middle of a square of half-side `half`, or of a
    rectangle of that half width and half height; `sizes` (m, 2) are widths and heights. Earlier labels choose first.
    `gap` pixels part a label from its anchor on the nearest of `rings` rings.
    """
    placed = np.empty((0, 4))
    offsets = np.zeros_like(anchors, dtype=np.float64)
    # Near rather than far, and to the right rather than elsewhere.
    order = np.repeat(np.arange(rings), len(_DIRECTIONS)) * _FAR + np.tile(np.arange(len(_DIRECTIONS)), rings) * 0.02
    for index, (anchor, size) in enumerate(zip(anchors, sizes, strict=True)):
        moves = _candidates(size, gap, rings)
        boxes = _boxes(anchor + moves, size)
        # Only a few of a thousand marks lie where the label could go.
        near = (np.abs(obstacles - anchor) < np.abs(moves).max(axis=0) + size).all(axis=1)
        area = max(size[0] * size[1], 1.0)  # a text of nothing visible has no width, and would divide by zero
        cost = _overlap(boxes, placed).sum(axis=1) / area * _OVERLAP
        cost += _covered(boxes, obstacles[near]) * _COVERED + _outside(boxes, half) * _OUTSIDE
        best = int(np.argmin(cost + order))
        offsets[index] = moves[best]
        placed = np.vstack([placed, boxes[best]])
    return offsets


def name_notes(
    points: ArrayLike,
    names: Sequence[str],
    obstacles: ArrayLike,
    half: float,
    *,
    pixels: float = PHONE_HALF,
    font_size: int = 12,
    gap: float = 8,
    strict: bool = False,
    bold_name: int | None = None,
) -> list[dict[str, Any]]:
    """Return a note beside each point whose name has room; the rest are left to hovering.

    `points` (m, 2) and `obstacles` (k, 2) lie in the square [-half, half], which is `pixels` wide to each side. A name
    touches no earlier one; with `strict` it covers no obstacle either and stays within the square.
    """
    where, scale = np.asarray(points, dtype=np.float64), pixels / half
    sizes = np.array([[text_width(name, font_size), font_size + 3] for name in names], dtype=np.float64)
    marks = np.asarray(obstacles, dtype=np.float64) * scale
    offsets = place_labels(where * scale, sizes, marks, pixels, gap=gap, rings=2)
    kept = _clear(where * scale + offsets, sizes, marks if strict else marks[:0], pixels if strict else np.inf)
    shifts = np.round(offsets).astype(int).tolist()
    return [
        note(
            bold(plain(names[row]), row == bold_name),
            x=float(where[row, 0]),
            y=float(where[row, 1]),
            xshift=shifts[row][0],
            yshift=shifts[row][1],
            font={"size": font_size},
        )
        for row in kept
    ]


def rows_for(starts: Pixels, ends: Pixels, rows: int) -> list[int]:
    """Return the row of each interval, taken in the given order: the first of `rows` where it touches no earlier one.

    When every row is taken, the one whose last interval ends earliest.
    """
    reach = np.full(rows, -np.inf)
    chosen = []
    for start, end in zip(starts, ends, strict=True):
        free = np.flatnonzero(reach <= start)
        row = int(free[0]) if free.size else int(np.argmin(reach))
        reach[row] = end
        chosen.append(row)
    return chosen


def spread(values: Pixels, apart: float, ceiling: float = np.inf) -> Pixels:
    """Return positions (m,) moved little, so that they lie `apart` from each other and under `ceiling`, order kept."""
    order = np.argsort(values, kind="stable")
    groups: list[tuple[float, int]] = []
    for value in values[order]:
        centre, count = float(value), 1
        while groups and centre - groups[-1][0] < apart * (groups[-1][1] + count) / 2:
            before, members = groups.pop()
            centre = (before * members + centre * count) / (members + count)
            count += members
        groups.append((centre, count))
    moved = [centre + apart * (place - (count - 1) / 2) for centre, count in groups for place in range(count)]
    highest = ceiling
    for place in reversed(range(len(moved))):
        moved[place] = min(moved[place], highest)
        highest = moved[place] - apart
    result = np.empty(len(values))
    result[order] = moved
    return result


def _clear(centres: Pixels, sizes: Pixels, marks: Pixels, half: float) -> list[int]:
    kept: list[int] = []
    for row, centre in enumerate(centres):
        apart = np.abs(centres[kept] - centre) >= (sizes[kept] + sizes[row]) / 2
        covered = (np.abs(marks - centre) < sizes[row] / 2).all(axis=1).any()
        if apart.any(axis=1).all() and not covered and np.abs(centre).max() < half:
            kept.append(row)
    return kept


def _candidates(size: Pixels, gap: float, rings: int) -> Pixels:
    reach = gap * (1 + 1.6 * np.arange(rings))[:, None, None]
    return (_DIRECTIONS * (size / 2 + reach)).reshape(-1, 2)


def _boxes(centres: Pixels, size: Pixels) -> Pixels:
    return np.hstack([centres - size / 2, centres + size / 2])


def _overlap(boxes: Pixels, others: Pixels) -> Pixels:
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.asarray(np.clip(high - low, 0, None).prod(axis=2))


def _covered(boxes: Pixels, points: Pixels, margin: float = 4) -> Pixels:
    inside = (points[None] > boxes[:, None, :2] - margin) & (points[None] < boxes[:, None, 2:] + margin)
    return np.asarray(inside.all(axis=2).sum(axis=1), dtype=np.float64)


def _outside(boxes: Pixels, half: float | tuple[float, float]) -> Pixels:
    ends = np.resize(half, 4)  # left, bottom, right and top
    return np.asarray((np.clip(np.abs(boxes) - ends, 0, None) / ends).max(axis=1))
