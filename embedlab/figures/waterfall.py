"""Parts of a score as steps that end at the score: the sum is seen, not only claimed."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_rows import ROW, bar_axis, bar_trace, listed, name_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label
from embedlab.numbers_text import signed


@in_gallery(lambda text: {"names": four(text), "values": [0.5, -0.25, 0.125, 0.125], "total": 0.5})
def contributions(names: Sequence[str], values: ArrayLike, total: float, *, top: int = 12) -> go.Figure:
    """Draw parts that add up: each bar starts where the one above ended, the last is the total from zero.

    `values` (n,) in the unit of `total`, drawn in order of magnitude; beyond `top` parts the smallest are one
    bar. When the parts do not sum to `total` within a thousandth, a bar called "not in the parts" says so: what
    is drawn always ends at `total`.
    """
    parts = np.nan_to_num(np.asarray(values, dtype=np.float64))
    same_length(names=names, values=parts)
    shown, steps = _folded(names, parts, top)
    rest = float(total) - float(parts.sum())
    # Float32 scores of thousands of parts differ from their total in the last digits; a thousandth is none of the sum.
    if abs(rest) > 1e-3 * max(1.0, abs(total)):
        shown, steps = [*shown, "not in the parts"], [*steps, rest]
    ends = np.cumsum(steps)
    starts, lengths = np.append(ends - steps, 0.0), np.append(steps, total)
    colours = [palette.POSITIVE if step >= 0 else palette.NEGATIVE for step in steps]
    texts = [("+" if step >= 0 else "") + signed(step, 3) for step in steps]
    low, high = float(min(0, ends.min(initial=0), total)), float(max(0, ends.max(initial=0), total))
    labels = [*(label(text) for text in shown), "<b>total</b>"]
    bars = bar_trace(
        # Drawn from left to right even when negative, so that every number stands clear at the right end.
        rounded(np.abs(lengths)),
        labels,
        [*texts, f"<b>{signed(total, 2)}</b>"],
        [*colours, palette.NEUTRAL],
        "<b>%{text}</b>",
        base=rounded(np.minimum(starts, starts + lengths)).tolist(),
        customdata=rounded(lengths),
    )
    line = {"width": 1, "color": palette.NEUTRAL}
    return theme.figure(
        [bars],
        len(labels) * ROW + 40,
        f"Parts that add up to {signed(total)}: {listed(shown, np.array(steps), 3)}.",
        bargap=0.34,
        shapes=[
            {"type": "line", "x0": end, "x1": end, "y0": row + 0.33, "y1": row + 0.67, "line": line}
            for row, end in enumerate(ends.tolist())
        ],
        xaxis=bar_axis("", low, high, room=0.26, tickvals=[0], ticktext=["0"]),
        yaxis=name_axis(labels),
        margin={"l": 8, "r": 8, "t": 4, "b": 28, "pad": 6},
    )


def _folded(names: Sequence[str], parts: np.ndarray, top: int) -> tuple[list[str], list[float]]:
    order = np.argsort(-np.abs(parts), kind="stable")  # equal parts stay in the order of reading
    kept = order if len(order) <= top else order[: top - 1]
    shown, steps = [names[row] for row in kept], parts[kept].tolist()
    if len(kept) < len(order):
        shown.append(f"{len(order) - len(kept)} smaller parts")
        steps.append(float(parts.sum()) - sum(steps))
    return shown, steps
