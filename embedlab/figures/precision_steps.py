"""How right a ranking is the farther down it is read: precision against recall, one line a ranking."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.figures.kit.strokes import level
from embedlab.numbers_text import percent, signed

_TALL, _LINE, _TOP, _BOTTOM = 250, 19, 14, 52
_DASHES = (("solid", "━"), ("dot", "┅"), ("dash", "╍"), ("dashdot", "╌"))
_TICKS = (0, 0.25, 0.5, 0.75, 1)


@in_gallery(lambda text: {
    "names": four(text), "recalls": [[0.5, 1], [0.5, 0.5, 1], [1], [0.5, 1]],
    "precisions": [[1, 0.5], [1, 0.5, 0.4], [0.2], [0.5, 0.25]], "chance": 0.1,
})  # fmt: skip
def precision_steps(
    names: Sequence[str],
    recalls: Sequence[ArrayLike],
    precisions: Sequence[ArrayLike],
    *,
    chance: float,
    colours: Sequence[str] | None = None,
) -> go.Figure:
    """Draw n lines of steps: `recalls` and `precisions` (m,) of each, 0..1, from the top of its ranking down.

    Drawn is what each gain of recall was had at: the area under a line is its average precision, which stands behind
    its name. `chance` 0..1 is the share of what is
    wanted, dashed. `colours` (n,) "#RRGGBB", by default neutral; each line has a dash of its own as well.
    """
    across, up = ([rounded(each) for each in lines] for lines in (recalls, precisions))
    same_length(names=names, recalls=across, precisions=up, colours=colours)
    for recall, precision in zip(across, up, strict=True):
        same_length(recall=recall, precision=precision)
    drawn = [place for place in range(len(names)) if len(across[place])]
    if not drawn:
        return theme.empty("No ranking to follow yet.")
    inks = list(colours) if colours is not None else [palette.NEUTRAL] * len(names)
    rises = [np.diff(recall, prepend=0) > 0 for recall in across]
    across, up = ([line[rise] for line, rise in zip(lines, rises, strict=True)] for lines in (across, up))
    areas = [float((np.diff(recall, prepend=0) * line).sum()) for recall, line in zip(across, up, strict=True)]
    top = _TOP + _LINE * len(drawn)
    told = "; ".join(f"{shorten(names[place], 40)} {signed(areas[place])}" for place in drawn)
    return theme.figure(
        [_line(names[place], across[place], up[place], inks[place], place) for place in drawn],
        _TALL + top + _BOTTOM,
        f"Precision against recall. Average precision: {told}. Chance is {signed(chance)}.",
        xaxis=value_axis((0, 1), _TICKS, title="recall: share of all strangers that are found"),
        yaxis=value_axis((0, 1), _TICKS, grid=True) | {"title": axis_title("precision")},
        shapes=[level(chance, width=1.5, dash="dash")],
        annotations=[
            *(_name(names[place], areas[place], inks[place], place, len(drawn) - 1 - row)
              for row, place in enumerate(drawn)),
            notes.note(f"chance {percent(chance)}", x=0.01, y=chance, xanchor="left", yanchor="bottom",
                       font={"size": 11}),
        ],
        margin={"l": 52, "r": 16, "t": top, "b": _BOTTOM, "pad": 0},
    )  # fmt: skip


def _line(name: str, recall: Numbers, precision: Numbers, colour: str, place: int) -> dict[str, Any]:
    return traces.line(
        label(name, 40),
        # From the left edge at the first height: the area under the steps is the average precision.
        np.concatenate([np.zeros(1, recall.dtype), recall]),
        np.concatenate([precision[:1], precision]),
        width=2.5,
        colour=colour,
        dash=_DASHES[place % len(_DASHES)][0],
        hovertemplate=traces.hover(label(name, 40), "precision <b>%{y:.2f}</b>, recall %{x:.2f}"),
    ) | {
        "line": {"width": 2.5, "color": colour, "dash": _DASHES[place % len(_DASHES)][0], "shape": "vh"},
        "cliponaxis": False,
    }


def _name(name: str, area: float, colour: str, place: int, line: int) -> dict[str, Any]:
    glyph = notes.key(colour, _DASHES[place % len(_DASHES)][1])
    return notes.above(f"{glyph} {label(name, 34)} <b>{signed(area)}</b>", shift=6 + _LINE * line, font={"size": 12})
