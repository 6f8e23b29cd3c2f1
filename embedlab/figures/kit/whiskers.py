"""Values with how sure they are, as traces: a dot for each row and a line for its interval. Axes are the caller's."""

from collections.abc import Sequence
from typing import Any

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers


def interval_traces(
    values: Numbers,
    lows: Numbers,
    highs: Numbers,
    *,
    inks: Sequence[str],
    names: Sequence[str],
    told: Sequence[str],
    what: str,
) -> list[dict[str, Any]]:
    """Return a line from `lows` (n,) to `highs` (n,) for each row, and all dots at `values` (n,) as one trace.

    `inks` (n,) are "#RRGGBB", `names` and `told` (n,) the words of the hover; `what` names the dots.
    """
    lines = [
        _line(float(low), float(high), ink, row)
        for row, (low, high, ink) in enumerate(zip(lows, highs, inks, strict=True))
    ]
    return [*lines, _dots(values, inks, names, told, what)]


def _line(low: float, high: float, ink: str, row: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "interval",
        "x": [low, high],
        "y": [row, row],
        "hoverinfo": "skip",
        "line": {"width": 3, "color": ink},
        "opacity": 0.55,
    }


def _dots(values: Numbers, inks: Sequence[str], names: Sequence[str], told: Sequence[str], what: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": what,
        "x": values,
        "y": list(range(len(values))),
        "customdata": list(range(len(values))),
        "cliponaxis": False,
        "marker": {"size": 12, "color": list(inks)},
        "hovertext": [theme.label(name, 60) for name in names],
        "text": list(told),
        "hovertemplate": "%{hovertext}<br><b>%{text}</b><extra></extra>",
    }
