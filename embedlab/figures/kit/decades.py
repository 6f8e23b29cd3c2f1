"""A logarithmic axis of whole powers of ten, with a place of its own for what is nothing at all."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedlab.figures.kit.axis_parts import value_axis

Writer = Callable[[float], str]

NOTHING = 1.0
"""Decades left of the axis where what is nothing stands."""


def logs(values: NDArray[np.float64], missing: float) -> NDArray[np.float64]:
    """Return where values (n,) stand on the axis, (n,): their powers of ten, and `missing` for what is not above 0.

    Places on a linear axis of decades: Plotly's own logarithmic axis labels what lies between as well.
    """
    positive = values > 0
    return np.where(positive, np.log10(np.where(positive, values, 1.0)), missing).round(4).astype(np.float64)


def decade_axis(
    extent: tuple[float, float], low: float, high: float, write: Writer, *, every: int = 1, nothing: bool = False
) -> dict[str, Any]:
    """Return an axis over `extent` with `every` power of ten from `low` to `high`, `write` says how it is written.

    With `nothing` what is nothing has its tick, `NOTHING` decades left of `low`.
    """
    # Counted from the right, so that on a narrow axis the first of them keeps clear of what stands for nothing.
    ticks = [float(tick) for tick in range(int(high), int(low) - 1, -every)][::-1]
    if nothing and every > 1 and ticks[0] == low:
        ticks = ticks[1:]
    words = [write(10.0**tick) for tick in ticks]
    if nothing:
        ticks, words = [low - NOTHING, *ticks], ["nothing", *words]
    return value_axis(extent, ticks, room=0, grid=True, showgrid=True, ticktext=words, tickangle=0)
