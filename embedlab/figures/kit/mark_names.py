"""A name beside each mark of a plot of two costs, with a line to its mark where marks crowd."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedlab import palette
from embedlab.figures.kit import notes
from embedlab.figures.kit.labels import plain, shorten, text_width
from embedlab.figures.kit.placement import place_labels

FAR = 26
"""Pixels from a mark from which on a line leads to its name."""
LONGEST = 20
"""Characters of a name."""


def mark_names(
    places: NDArray[np.float64],
    names: Sequence[str],
    across: tuple[float, float],
    up: tuple[float, float],
    sides: tuple[int, int],
    *,
    also: NDArray[np.float64] | None = None,
    bold: Collection[int] = (),
) -> list[dict[str, Any]]:
    """Return a name beside each mark at `places` (n, 2), where it covers no mark and no name in the narrowest plot.

    The axes span `across` and `up`, the plot is at least `sides` pixels wide and high; a wider one has more room.
    Nor do names cover what stands at `also` (k, 2). The rows in `bold` are set in bold.
    """
    ends, size = np.array([across, up]), np.array(sides, dtype=np.float64)
    marks = places if also is None else np.concatenate([places, also])
    pixels = (marks - ends.mean(axis=1)) / (ends[:, 1] - ends[:, 0]) * size
    written = [shorten(name, LONGEST) for name in names]
    boxes = np.array([[text_width(name, 12) + 4, 15.0] for name in written])
    # From the edges inwards: what lies at an edge has the fewest places to choose from.
    order = np.argsort(-np.abs(pixels[: len(places)] / size).max(axis=1), kind="stable")
    offsets = np.empty_like(places)
    offsets[order] = place_labels(pixels[order], boxes[order], pixels, (sides[0] / 2, sides[1] / 2), gap=9, rings=6)
    return [
        _name(notes.bold(plain(text), row in bold), place, np.round(offset).astype(int).tolist(), box)
        for row, (text, place, offset, box) in enumerate(zip(written, places.tolist(), offsets, boxes, strict=True))
    ]


def _name(text: str, place: Sequence[float], shift: Sequence[int], box: NDArray[np.float64]) -> dict[str, Any]:
    where = {"x": place[0], "y": place[1]}
    beyond = np.hypot(*np.clip(np.abs(shift) - box / 2, 0, None))
    if beyond < FAR:
        return notes.note(text, xshift=shift[0], yshift=shift[1], **where)
    leader = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": palette.NEUTRAL, "standoff": 7}
    return notes.note(text, ax=shift[0], ay=-shift[1], borderpad=1, **leader, **where)
