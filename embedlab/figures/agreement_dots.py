"""Agreement with people, every pair of documents as a dot; correlations side by side are in `correlations.py`."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.correlations import correlation_axis, told_correlation
from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import short
from embedlab.figures.kit.figure_checks import Numbers, coordinates, rounded, same_length, signed


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
    colour: str = theme.FAMILY_COLOURS["dense"],
    selected: int | None = None,
    height: int = 360,
) -> go.Figure:
    """Draw one dot a pair of documents: how alike `people` (m,) 0..1 find it, and its `cosines` (m,).

    `pearson` -1..1 is printed with its interval `low` to `high`, where there is one; `line` is (slope, intercept). The
    vertical axis spans `extent`, called `name`, printed; dots beyond it stand at its ends. `hovers` (m,) name the
    pairs; `selected` is the ringed row. `customdata` of a dot is its row.
    """
    across, up = rounded(people), rounded(cosines)
    same_length(people=across, cosines=up)
    if not len(across):
        return theme.empty("No pair to compare with people yet.", height)
    told = f"r = {told_correlation(pearson, low, high)}"
    drawn = np.clip(up, *extent)
    traces = [_pairs(across, drawn, up, hovers, colour, name)]
    traces += [] if line is None else [_trend(line, extent)]
    traces += [_ring(across, drawn, selected)] if selected is not None and 0 <= selected < len(across) else []
    return theme.figure(
        traces,
        height,
        f"{len(across)} pairs of documents, people's similarity 0 to 1 against {name} {short(extent[0])} to "
        f"{short(extent[1])}: correlation {told}.",
        xaxis=correlation_axis("people, 0 to 1", (0.0, 1.0), [0, 0.5, 1]),
        yaxis=correlation_axis(
            f"{theme.plain(name)}, {short(extent[0])} to {short(extent[1])}", extent, _ticks(extent)
        ),
        annotations=[_note(f"<b>{told}</b>")],
        uirevision="agreement",
        margin={"l": 56, "r": 16, "t": 34, "b": 50, "pad": 4},
    )


def _pairs(
    across: Numbers, drawn: Numbers, up: Numbers, hovers: Sequence[str] | None, colour: str, name: str
) -> dict[str, Any]:
    told = {} if hovers is None else {"hovertext": [theme.paragraph(each, lines=3) for each in hovers]}
    words = "" if hovers is None else "%{hovertext}<br>"
    return told | {
        "type": "scatter",
        "mode": "markers",
        "name": "pairs",
        "x": across,
        "y": drawn,
        "text": [signed(float(value)) for value in up] if (drawn != up).any() else None,
        "customdata": np.arange(len(across), dtype=np.int32),
        "cliponaxis": False,
        "marker": {"size": 6, "color": colour, "opacity": 0.45 if len(across) > 100 else 0.8},
        "hovertemplate": f"{words}people <b>%{{x:.2f}}</b><br>{theme.plain(name)} <b>%{{y:.2f}}</b><extra></extra>",
    }


def _trend(line: tuple[float, float], extent: tuple[float, float]) -> dict[str, Any]:
    ends = np.linspace(0, 1, 101)
    heights = line[0] * ends + line[1]
    inside = (heights >= extent[0]) & (heights <= extent[1])
    kept = ends[inside][[0, -1]] if inside.any() else ends[:0]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "least squares",
        "x": rounded(kept),
        "y": rounded(line[0] * kept + line[1]),
        "hoverinfo": "skip",
        "line": {"width": 2.5, "color": theme.ACCENT},
    }


def _ring(across: Numbers, drawn: Numbers, row: int) -> dict[str, Any]:
    spot = coordinates([[across[row], drawn[row]]])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "selected",
        "x": spot[:, 0],
        "y": spot[:, 1],
        "hoverinfo": "skip",
        "marker": {"symbol": "circle-open", "size": 18, "color": theme.NEUTRAL, "line": {"width": 3}},
    }


def _ticks(extent: tuple[float, float]) -> list[float]:
    low, high = extent
    return sorted({low, 0.0, 0.5, high} if low < 0 < 0.5 < high else {low, (low + high) / 2, high})


def _note(text: str) -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    return theme.note(text, font={"size": 13}, **above)
