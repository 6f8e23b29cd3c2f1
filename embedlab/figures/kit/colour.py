"""Colour arithmetic: contrast as WCAG measures it, readable ink, and colour scales cut to a range.

It exists so that "readable on both themes" is a number that a test can check. The colours are in `palette.py`.
"""

import numpy as np
from numpy.typing import NDArray

from embedlab.palette import DARK_INK, LIGHT_INK, Scale

_LIGHT = np.array([0.2126, 0.7152, 0.0722])
"""What red, green and blue add to the light of a colour."""


def channels(colour: str) -> NDArray[np.float64]:
    """Return red, green and blue of "#RRGGBB" as (3,) float64 in 0..1, gamma-encoded as written."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64) / 255


def linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return channels 0..1 as amounts of light, the gamma of sRGB undone (WCAG 2.2)."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#RRGGBB", 0 (black) to 1 (white), as WCAG 2.2 (2023) defines it."""
    return float(linear(channels(colour)) @ _LIGHT)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21: (L1 + 0.05) / (L2 + 0.05), L1 the lighter (WCAG 2.2)."""
    one, two = luminance(first), luminance(second)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


def ink_on(colour: str) -> str:
    """Return the ink, light or dark, that contrasts more with a filled cell of that colour."""
    return max((LIGHT_INK, DARK_INK), key=lambda ink: contrast(ink, colour))


def colour_at(scale: Scale, position: float) -> str:
    """Return the colour of a scale at a position, clipped to 0..1; linear between stops, as Plotly draws it."""
    stops = np.array([stop for stop, _ in scale])
    table = np.array([channels(colour) for _, colour in scale])
    # Each channel as it is encoded, not as light: so does Plotly, and the ink must fit what Plotly draws.
    mixed = [np.interp(position, stops, table[:, channel]) for channel in range(3)]
    return "#" + "".join(f"{round(float(value) * 255):02X}" for value in mixed)


def luminances(scale: Scale, positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the relative luminance of a scale at each position, clipped to 0..1, in the positions' shape; nan is nan.

    Mixed as `colour_at` mixes, for all positions at once.
    """
    stops = np.array([stop for stop, _ in scale])
    table = np.array([channels(colour) for _, colour in scale])
    mixed = np.stack([np.interp(positions, stops, table[:, channel]) for channel in range(3)], axis=-1)
    return np.asarray(linear(mixed) @ _LIGHT)


def cut_scale(scale: Scale, low: float, high: float) -> Scale:
    """Return the part of a scale between positions low < high (0..1), stretched over 0..1, its own stops kept."""
    inner = [position for position, _ in scale if low < position < high]
    return [(round((at - low) / (high - low), 4), colour_at(scale, at)) for at in (low, *inner, high)]
