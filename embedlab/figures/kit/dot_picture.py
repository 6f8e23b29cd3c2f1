"""Very many dots as one picture, drawn here and not by the browser: a hundred thousand marks are half a megabyte.

A browser moves a picture as fast as an empty figure. It needs no graphics card and no permission to make programs of
text, which drawing with WebGL asks for and the pages' policy refuses.
"""

import struct
import zlib
from base64 import b64encode
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

SIDE: Final = 1_400
"""Pixels of the picture each way: two and a half to a pixel of the page, so that it may be enlarged."""
_STEPS: Final = 15
"""Degrees of opacity of a colour."""
MOST_COLOURS: Final = 255 // _STEPS


def dot_picture(
    points: NDArray[np.float32],
    colours: NDArray[np.integer],
    palette: Sequence[str],
    half: float,
    *,
    radius: float,
    opacity: float = 0.55,
) -> str:
    """Return the address ("data:image/png;base64,...") of a square picture of dots on nothing.

    `points` (n, 2) lie in the square [-half, half], y upwards, and what lies outside is left out; `colours` (n,) are
    places in `palette`, at most ``MOST_COLOURS`` of "#RRGGBB". A dot has `radius` pixels of the picture and `opacity`,
    0 to 1; where dots lie on each other the picture is more opaque. Of two colours in one place the one that is drawn
    later shows, and the order is drawn by lot, so that no colour covers all others.
    """
    places = (points * [1, -1] / half + 1) * (SIDE / 2)
    inside = ((places >= 0) & (places < SIDE)).all(axis=1)
    order = np.random.default_rng(0).permutation(np.flatnonzero(inside))
    cells, shades = np.floor(places[order]).astype(np.int64), colours[order].astype(np.uint8)
    covered, shown = np.zeros(SIDE * SIDE), np.zeros(SIDE * SIDE, np.uint8)
    for across, down, share in _disc(radius):
        at = np.add(cells, (across, down))
        kept = ((at >= 0) & (at < SIDE)).all(axis=1)
        flat = at[kept, 1] * SIDE + at[kept, 0]
        covered += np.bincount(flat, minlength=SIDE * SIDE) * share
        shown[flat] = shades[kept]
    # Each further dot covers the same share of what still shows through.
    steps = np.ceil((1 - (1 - opacity) ** covered) * _STEPS).astype(np.uint8)
    indexed = np.where(steps > 0, shown * _STEPS + steps, 0).astype(np.uint8)
    return "data:image/png;base64," + b64encode(_png(indexed.reshape(SIDE, SIDE), palette)).decode()


def _disc(radius: float) -> list[tuple[int, int, float]]:
    """The pixels of a dot around its middle, each with the share of it that is covered."""
    reach = range(-int(radius + 1), int(radius + 1) + 1)
    shares = ((x, y, float(np.clip(radius + 0.5 - np.hypot(x, y), 0, 1))) for x in reach for y in reach)
    return [each for each in shares if each[2] > 0]


def _png(indexed: NDArray[np.uint8], palette: Sequence[str]) -> bytes:
    """A picture whose pixels are places in a list of colours: 0 is nothing, then each colour in rising opacity."""
    colours = b"\0\0\0" + b"".join(bytes.fromhex(colour[1:]) * _STEPS for colour in palette)
    opacity = bytes([0, *(round(255 * step / _STEPS) for _ in palette for step in range(1, _STEPS + 1))])
    height, width = indexed.shape
    lines = np.zeros((height, width + 1), np.uint8)  # each line begins with the number of its filter: none
    lines[:, 1:] = indexed
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", colours),
        (b"tRNS", opacity),
        (b"IDAT", zlib.compress(lines.tobytes(), 6)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
