"""Axes: values in a stated range, categories, and none at all; and the round numbers that a range ends at."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit.notes import DIGITS
from embedlab.numbers_text import percent, short

TOP = {"side": "top"}
DOWNWARDS: dict[str, Any] = {"autorange": "reversed", "automargin": True}
"""First row at the top, and room for the rows' names, however long."""
SHARES: dict[str, Any] = {"tickvals": [0, 0.5, 1], "ticktext": [percent(share) for share in (0, 0.5, 1)]}


def value_axis(
    extent: tuple[float, float],
    at: Sequence[float],
    *,
    title: str | None = None,
    room: float = 0.02,
    grid: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """Return an axis over `extent` and a little `room`, a share of it, at both ends, numbered `at` these values.

    `title` is escaped already. The axis does not move under the finger, so that figures stay comparable; `more` are
    Plotly's keys and win.
    """
    low, high = extent
    lines = {"gridcolor": palette.HAIRLINE} if grid else {"showgrid": False}
    named = {} if title is None else {"title": axis_title(title)}
    return {
        "range": [low - room * (high - low), high + room * (high - low)],
        "tickvals": list(at),
        "ticktext": [short(tick) for tick in at],
        "tickfont": DIGITS,
        "zeroline": False,
        "fixedrange": True,
        **lines,
        **named,
        **more,
    }


def axis_title(text: str, standoff: int = 8) -> dict[str, Any]:
    """Return the title of an axis, `standoff` pixels from its numbers."""
    return {"text": text, "font": {"size": 12}, "standoff": standoff}


def named_axis(names: Mapping[float, str] | Mapping[int, str], **more: Any) -> dict[str, Any]:
    """Return an axis with these places named and nothing else on it; the names are escaped already."""
    return {
        "tickvals": list(names),
        "ticktext": list(names.values()),
        "tickfont": {"size": 12},
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        **more,
    }


def hidden_axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return an unseen axis from `low` to `high`."""
    return {"visible": False, "fixedrange": True, "range": [low, high]} | more


def span(values: ArrayLike, log: bool) -> tuple[float, float]:
    """Return an axis that holds all values: exponents of whole powers of ten if `log`, else 0 to a round number."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers) & ((numbers > 0) | (not log))]
    if not numbers.size:
        return (0.0, 1.0)
    if log:
        # Rounding errors of a logarithm must not add a decade.
        low, high = np.floor(np.log10(numbers.min()) + 1e-9), np.ceil(np.log10(numbers.max()) - 1e-9)
        return float(low), float(max(high, low + 1))
    return _round_end(float(numbers.min())) if numbers.min() < 0 else 0.0, _round_end(float(numbers.max()))


def decades(extent: tuple[float, float]) -> list[float]:
    """Return the powers of ten within an axis of exponents: all up to six, else every second, third, ..."""
    first, last = int(np.ceil(extent[0] - 1e-9)), int(np.floor(extent[1] + 1e-9))
    step = -(-(last - first + 1) // 6)
    return [10.0**exponent for exponent in range(first, last + 1, max(step, 1))]


def even_ticks(extent: tuple[float, float]) -> list[float]:
    """Return the ends of a straight axis made by `span` and round steps between them."""
    low, high = extent
    digit = round(high / 10.0 ** np.floor(np.log10(high))) if high > 0 else 1
    # Thirds of 30 and 60, fifths of 50, quarters of the rest are round; about 0 only the ends and the middle are.
    steps = {3: 3, 5: 5, 6: 3}.get(digit, 4) if low == 0 else 2
    return [float(tick) for tick in np.linspace(low, high, steps + 1)]


def _round_end(value: float) -> float:
    if value == 0:
        return 1.0
    step = 10.0 ** np.floor(np.log10(abs(value)))
    fit = next(digit for digit in (1, 2, 3, 4, 5, 6, 8, 10) if digit * step >= abs(value) - 1e-9 * step)
    return float(np.copysign(fit * step, value))
