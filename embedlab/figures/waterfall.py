"""Parts of a score as steps that end at the score: the sum is seen, not only claimed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import ROW, listed, name_axis, value_axis
from embedlab.figures.kit.figure_checks import rounded, same_length, signed


def contributions(names: Sequence[str], values: ArrayLike, total: float, *, top: int = 12) -> go.Figure:
    """Draw parts that add up: each bar starts where the one above ended, the last is the total from zero.

    `values` (n,) in the unit of `total`, drawn in order of magnitude; beyond `top` parts the smallest are one
    bar. When the parts do not sum to `total` within a thousandth, a bar called "not in the parts" says so: what
    is drawn always ends at `total`.
    """
    parts = np.nan_to_num(np.asarray(values, dtype=np.float64))
    same_length(names=names, values=parts)
    shown_names, steps = _folded(names, parts, top)
    rest = float(total) - float(parts.sum())
    if abs(rest) > 1e-3 * max(1.0, abs(total)):
        shown_names, steps = [*shown_names, "not in the parts"], [*steps, rest]
    ends = np.cumsum(steps)
    starts = ends - steps
    rows = list(range(len(steps) + 1))
    colours = [theme.POSITIVE if step >= 0 else theme.NEGATIVE for step in steps] + [theme.NEUTRAL]
    written = [("+" if step >= 0 else "") + signed(step, 3) for step in steps] + [f"<b>{signed(total, 2)}</b>"]
    low, high = float(min(0, ends.min(initial=0), total)), float(max(0, ends.max(initial=0), total))
    labels = [*(theme.label(text) for text in shown_names), "<b>total</b>"]
    return theme.figure(
        [_waterfall(rows, [*starts, 0.0], [*steps, total], colours, written, labels)],
        len(rows) * ROW + 40,
        f"Parts that add up to {signed(total)}: {listed(shown_names, np.array(steps), 3)}.",
        bargap=0.34,
        shapes=_connectors(ends),
        xaxis=value_axis("", low, high, room=0.26) | {"tickvals": [0], "ticktext": ["0"]},
        yaxis=name_axis(rows, labels),
        margin={"l": 8, "r": 8, "t": 4, "b": 28, "pad": 6},
    )


def _waterfall(
    rows: Sequence[int],
    starts: Sequence[float],
    steps: Sequence[float],
    colours: Sequence[str],
    written: Sequence[str],
    labels: Sequence[str],
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        # Drawn from left to right even when negative, so that every number stands clear at the right end.
        "x": rounded(np.abs(steps)),
        "base": rounded(np.minimum(starts, np.add(starts, steps))),
        "customdata": rounded(steps),
        "y": list(rows),
        "marker": {"color": list(colours), "cornerradius": 2},
        "text": list(written),
        "textposition": "outside",
        "textfont": theme.DIGITS | {"size": 12},
        "cliponaxis": False,
        "hovertext": list(labels),
        "hovertemplate": "%{hovertext}<br><b>%{text}</b><extra></extra>",
    }


def _folded(names: Sequence[str], parts: np.ndarray, top: int) -> tuple[list[str], list[float]]:
    order = np.argsort(-np.abs(parts), kind="stable")
    kept = order if len(order) <= top else order[: top - 1]
    shown = [names[row] for row in kept]
    steps = [float(parts[row]) for row in kept]
    if len(kept) < len(order):
        shown.append(f"{len(order) - len(kept)} smaller parts")
        steps.append(float(parts.sum()) - sum(steps))
    return shown, steps


def _connectors(ends: np.ndarray) -> list[dict[str, Any]]:
    line = {"width": 1, "color": theme.NEUTRAL}
    return [
        {"type": "line", "x0": float(end), "x1": float(end), "y0": row + 0.33, "y1": row + 0.67, "line": line}
        for row, end in enumerate(ends)
    ]
