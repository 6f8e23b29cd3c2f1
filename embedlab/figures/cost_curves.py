"""What search costs and what a cheaper first pass loses: curves named where they end."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, percent, rounded, same_length
from embedlab.figures.kit.placement import spread
from embedlab.figures.kit.quantities import decades, even_ticks, quantity, span

_HEIGHT, _TOP, _BOTTOM = 340, 34, 54
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
_GLYPHS = dict(zip(_DASHES, ("━", "╍", "┅", "╌", "╸"), strict=True))


def cost_curves(
    x: ArrayLike,
    series: Mapping[str, ArrayLike],
    x_name: str,
    y_name: str,
    *,
    log_x: bool = True,
    log_y: bool = True,
    mark: float | None = None,
    families: Mapping[str, str] | None = None,
) -> go.Figure:
    """Draw one cost a series over `x` (k,), both in the units that `x_name` and `y_name` say.

    A logarithmic axis spans whole powers of ten, a straight one 0 to a round number; both are printed. What is
    not above 0 is left out of a logarithmic axis. `mark` is the x in force: each series' value at the nearest
    x stands beside its name. `families` name to a key of `FAMILY_COLOURS`; by default a series named like a
    family has its colour, and "single vector" that of dense. Every series has a dash of its own.
    """
    places = np.asarray(x, dtype=np.float64)
    values = {name: np.asarray(numbers, dtype=np.float64) for name, numbers in series.items()}
    for numbers in values.values():
        same_length(x=places, series=numbers)
    if not any(np.isfinite(_drawn(numbers, log_y)).any() for numbers in values.values()):
        return theme.empty("No cost above 0 to draw yet.")
    at = int(np.argmin(np.abs(places - (places[-1] if mark is None else mark))))
    x_range = span(places, log_x)
    y_range = span(np.concatenate(list(values.values())), log_y)
    styles = {name: (_colour(name, families), _DASHES[row % len(_DASHES)]) for row, name in enumerate(values)}
    return theme.figure(
        [_curve(name, places, numbers, *styles[name], y_name, log_y) for name, numbers in values.items()]
        + [_values_at(places, values, at, styles, log_y)],
        _HEIGHT,
        _cost_alt(values, float(places[at]), at, x_name, y_name),
        xaxis=_axis(x_name, x_range, log_x),
        yaxis=_axis("", y_range, log_y) | {"gridcolor": theme.HAIRLINE, "showgrid": True},
        shapes=[_mark_line(float(places[at]))] if mark is not None else [],
        annotations=[_y_title(y_name), *_ends(values, at, styles, y_range, log_y, mark is not None)],
        margin={"l": 52, "r": 124, "t": _TOP, "b": _BOTTOM, "pad": 5},
    )


def recall_curve(
    ks: Sequence[int],
    recall: ArrayLike,
    chosen: int,
    *,
    name: str = "of the full ranking's best",
    colour: str = theme.FAMILY_COLOURS["late-interaction"],
) -> go.Figure:
    """Draw `recall` (K,) 0..1 against `ks` (K,), ascending, how many texts the first pass keeps; log axis.

    `chosen`, the k in force (the nearest drawn), is marked with its share; `name` ends the sentence "keeps 95 % ...".
    The vertical range is 0 to 100 %.
    """
    kept = np.asarray(ks, dtype=np.float64)
    shares = rounded(recall)
    same_length(ks=kept, recall=shares)
    if not kept.size:
        return theme.empty("No first pass to judge yet.")
    at = int(np.argmin(np.abs(kept - chosen)))
    told = f"the best {int(kept[at])} of the first pass keep {_percent(shares[at])} {name}"
    low, high = np.log10(max(kept.min(), 1)), np.log10(max(kept.max(), 1))
    room = 0.06 * (high - low) or 0.5
    axis = _axis("texts kept by the first pass", (low - room, high + room), True)
    return theme.figure(
        [_recall_line(kept, shares, colour), _recall_mark(kept, shares, at, colour)],
        260,
        f"Recall against k: {told}. "
        + ", ".join(f"k {int(k)} {_percent(share)}" for k, share in zip(kept, shares, strict=True))
        + ".",
        xaxis=axis | {"tickvals": kept.tolist(), "ticktext": [quantity(k) for k in kept]},
        yaxis={
            "range": [-0.03, 1.05],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0 %", "50 %", "100 %"],
            "tickfont": theme.DIGITS,
            "gridcolor": theme.HAIRLINE,
            "zeroline": False,
            "fixedrange": True,
        },
        shapes=[_mark_line(float(kept[at]))],
        annotations=[_told(told)],
        margin={"l": 48, "r": 16, "t": 36, "b": _BOTTOM, "pad": 0},
    )


def _percent(share: float) -> str:
    return percent(float(share)) if np.isfinite(share) else "an unknown share"


def _colour(name: str, families: Mapping[str, str] | None) -> str:
    family = (families or {}).get(name, name.lower().replace(" ", "-").replace("single-vector", "dense"))
    return theme.FAMILY_COLOURS.get(family, theme.NEUTRAL)


def _drawn(numbers: np.ndarray, log: bool) -> np.ndarray:
    return np.where(np.isfinite(numbers) & ((numbers > 0) | (not log)), numbers, np.nan)


def _curve(
    name: str, places: np.ndarray, numbers: np.ndarray, colour: str, dash: str, y_name: str, log: bool
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": theme.label(name, 30),
        "x": places,
        "y": _drawn(numbers, log),
        "line": {"width": 2.5, "color": colour, "dash": dash},
        "hovertext": theme.label(name, 40),
        "text": [
            f"{quantity(number)} {theme.plain(y_name)} at {quantity(place)}"
            for place, number in zip(places, numbers, strict=True)
        ],
        "hovertemplate": "%{hovertext}<br><b>%{text}</b><extra></extra>",
    }


def _values_at(
    places: np.ndarray, values: Mapping[str, np.ndarray], at: int, styles: Mapping[str, tuple[str, str]], log: bool
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "at the mark",
        "x": [float(places[at])] * len(values),
        "y": [float(_drawn(numbers, log)[at]) for numbers in values.values()],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"size": 9, "color": [styles[name][0] for name in values]},
    }


def _axis(title: str, extent: tuple[float, float], log: bool) -> dict[str, Any]:
    ticks = decades(extent) if log else even_ticks(extent)
    return {
        "type": "log" if log else "linear",
        "range": list(extent),
        "title": {"text": theme.plain(title), "font": {"size": 12}, "standoff": 8},
        "tickvals": ticks,
        "ticktext": [quantity(tick) for tick in ticks],
        "tickfont": theme.DIGITS,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _mark_line(place: float) -> dict[str, Any]:
    line = {"width": 1, "color": theme.NEUTRAL}
    return {"type": "line", "layer": "below", "x0": place, "x1": place, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _y_title(name: str) -> dict[str, Any]:
    corner = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -44, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return theme.note(theme.plain(name), yshift=10, **corner)


def _told(text: str) -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -40, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return theme.note(theme.plain(text), yshift=8, **above)


def _ends(
    values: Mapping[str, np.ndarray],
    at: int,
    styles: Mapping[str, tuple[str, str]],
    extent: tuple[float, float],
    log: bool,
    marked: bool,
) -> list[dict[str, Any]]:
    last = {name: _drawn(numbers, log) for name, numbers in values.items()}
    named = [name for name, numbers in last.items() if np.isfinite(numbers).any()]
    if not named:
        return []
    ends = np.array([last[name][np.isfinite(last[name])][-1] for name in named])
    tall = _HEIGHT - _TOP - _BOTTOM
    shares = ((np.log10(ends) if log else ends) - extent[0]) / (extent[1] - extent[0]) * tall
    heights = spread(shares, 32, ceiling=tall - 8) / tall
    beside = {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "yref": "paper",
        "yanchor": "middle",
        "align": "left",
    }
    return [
        theme.note(_end(name, values[name][at] if marked else None, *styles[name]), y=round(float(height), 4), **beside)
        for name, height in zip(named, heights, strict=True)
    ]


def _end(name: str, value: float | None, colour: str, dash: str) -> str:
    key = f"<span style='color:{colour}'>{_GLYPHS[dash]}</span>"
    return f"{key} {theme.label(name, 18)}" + ("" if value is None else f"<br><b>{quantity(float(value))}</b>")


def _recall_line(kept: np.ndarray, shares: Numbers, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "recall",
        "x": kept,
        "y": shares,
        "cliponaxis": False,
        "line": {"width": 2.5, "color": colour},
        "marker": {"size": 6, "color": colour},
        "text": [quantity(k) for k in kept],
        "hovertemplate": "k %{text}<br><b>%{y:.0%}</b><extra></extra>",
    }


def _recall_mark(kept: np.ndarray, shares: Numbers, at: int, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "chosen k",
        "x": [float(kept[at])],
        "y": [float(shares[at])],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"size": 13, "color": colour},
    }


def _cost_alt(values: Mapping[str, np.ndarray], place: float, at: int, x_name: str, y_name: str) -> str:
    told = ", ".join(f"{theme.shorten(name, 40)} {quantity(float(numbers[at]))}" for name, numbers in values.items())
    return f"{y_name} against {x_name}; at {quantity(place)}: {told}."
