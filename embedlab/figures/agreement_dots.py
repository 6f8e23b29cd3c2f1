"""Agreement with people, every pair of documents as a dot; correlations side by side are in `correlations.py`."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.correlations import told_correlation
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, row_or_none, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import paragraph, plain
from embedlab.numbers_text import between, short, signed


@in_gallery(lambda text: {
    "people": [0, 0.5, 1], "cosines": [0.1, 0.5, 0.6], "hovers": [text] * 3, "name": text, "selected": 1,
    "pearson": 0.9, "low": 0.8, "high": 0.95, "line": (0.5, 0.1),
})  # fmt: skip
def agreement_scatter(
    people: ArrayLike,
    cosines: ArrayLike,
    *,
    pearson: float,
    low: float = float("nan"),
    high: float = float("nan"),
    line: tuple[float, float] | None = None,
    extent: tuple[float, float] = (-0.2, 1.0),
    name: str = "cosine",
    hovers: Sequence[str] | None = None,
    colour: str = palette.FAMILY_COLOURS["dense"],
    selected: int | None = None,
    height: int = 360,
) -> go.Figure:
    """Draw one dot a pair of documents: how alike `people` (m,) 0..1 find it, and its `cosines` (m,).

    `pearson` -1..1 is printed with its interval `low` to `high`, where there is one; `line` is (slope, intercept). The
    vertical axis spans `extent`, called `name`, printed; dots beyond it stand at its ends. `hovers` (m,) name the
    pairs; `selected` is the ringed row. `customdata` of a dot is its row.
    """
    across, up = rounded(people), rounded(cosines)
    same_length(people=across, cosines=up, hovers=hovers)
    if not len(across):
        return theme.empty("No pair to compare with people yet.", height)
    told = f"r = {told_correlation(pearson, low, high)}"
    drawn = np.clip(up, *extent)
    marks = [_pairs(across, drawn, up, hovers, colour, name)]
    marks += [] if line is None else [_trend(line, extent)]
    if (row := row_or_none(selected, len(across))) is not None:
        marks.append(traces.dots("selected", across[[row]], drawn[[row]], traces.ring(18), **traces.SILENT))
    return theme.figure(
        marks,
        height,
        f"{len(across)} pairs of documents, people's similarity 0 to 1 against {name} {between(extent, short)}: "
        f"correlation {told}.",
        xaxis=value_axis((0.0, 1.0), [0, 0.5, 1], title="people, 0 to 1", grid=True),
        yaxis=value_axis(extent, _ticks(extent), title=f"{plain(name)}, {between(extent, short)}", grid=True),
        annotations=[notes.above(f"<b>{told}</b>", shift=6, font={"size": 13})],
        uirevision="agreement",
        margin={"l": 56, "r": 16, "t": 34, "b": 50, "pad": 4},
    )


def _pairs(
    across: Numbers, drawn: Numbers, up: Numbers, hovers: Sequence[str] | None, colour: str, name: str
) -> dict[str, Any]:
    told = {} if hovers is None else {"hovertext": [paragraph(each, lines=3) for each in hovers]}
    words = [] if hovers is None else ["%{hovertext}"]
    number, texts = traces.hover_number("y", up, key="text")
    if (drawn != up).any():  # a dot that was moved onto the plot still tells where it belongs
        number, texts = "%{text}", {"text": [signed(value) for value in up]}
    return traces.dots(
        "pairs",
        across,
        drawn,
        # Many dots lie on each other: only where they are see-through does one see how many.
        {"size": 6, "color": colour, "opacity": 0.45 if len(across) > 100 else 0.8},
        customdata=np.arange(len(across), dtype=np.int32),
        cliponaxis=False,  # whole dots, also at the ends of the axes
        hovertemplate=traces.hover(*words, "people <b>%{x:.2f}</b>", f"{plain(name)} <b>{number}</b>"),
        **texts,
        **told,
    )


def _trend(line: tuple[float, float], extent: tuple[float, float]) -> dict[str, Any]:
    # Only the piece between the ends of the axis, found on a fine grid: beyond them lies a little room.
    ends = np.linspace(0, 1, 101)
    heights = line[0] * ends + line[1]
    inside = (heights >= extent[0]) & (heights <= extent[1])
    kept = ends[inside][[0, -1]] if inside.any() else ends[:0]
    up = rounded(line[0] * kept + line[1])
    return traces.line("least squares", rounded(kept), up, width=2.5, colour=palette.ACCENT, **traces.SILENT)


def _ticks(extent: tuple[float, float]) -> list[float]:
    low, high = extent
    return sorted({low, 0.0, 0.5, high} if low < 0 < 0.5 < high else {low, (low + high) / 2, high})
