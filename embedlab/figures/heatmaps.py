"""Every pair of occurrences as a matrix of colour; the strips of single vectors are in `strips.py`.

A colour range never follows the data silently: it is fixed or passed in, and printed beside the colours.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.colour import Scale, cut_scale
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.strips import colour_bar

_CELL_TEXT_UP_TO, _FULL_DIGITS_UP_TO = 12, 6


def similarity_matrix(
    values: ArrayLike,
    labels: Sequence[str],
    groups: Sequence[str],
    hovers: Sequence[str],
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "cosine",
    key: Sequence[str] = (),
    height: int = 440,
) -> go.Figure:
    """Draw every occurrence against every other: `values` (n, n), similarity in [-1, 1], row 0 at the top.

    Up to 12 rows, `labels` (n,) stand on the axis, numbered, and each cell has its number; beyond, each run of
    equal `groups` (n,) is named once. Lines part the runs, so pass rows sorted by group; `key` lists the groups
    in the order of the map beside it, so that both use the same colours. `hovers` (n,) are the sentences.
    Colours span `extent` (low, high), printed beside them: by default [-1, 1], diverging about 0; sequential
    when the range does not straddle 0; values outside take the end colours.
    """
    cells = rounded(values)
    same_length(labels=labels, groups=groups, hovers=hovers, values=cells)
    if not len(labels):
        return theme.empty("No pair to compare yet.")
    if cells.shape != (len(labels), len(labels)):
        raise ValueError(f"values must be square, one row a label, not {cells.shape}")
    low, high = _checked(extent)
    keys = [f"{row + 1} · {theme.paragraph(theme.shorten(text, 160))}" for row, text in enumerate(hovers)]
    rows, columns = _ticks(labels, groups, key)
    axis = {"type": "category", "showgrid": False, "zeroline": False, "ticks": "", "tickfont": {"size": 12}}
    return theme.figure(
        [_similarity_cells(cells, keys, (low, high), name)],
        height,
        _matrix_alt(cells, groups, name, low, high),
        xaxis=axis | columns | {"side": "top", "tickangle": 0},
        yaxis=axis | rows | {"autorange": "reversed", "automargin": True},
        shapes=_separators(groups),
        margin={"l": 16, "r": 16, "t": 24, "b": 64, "pad": 2},
    )


def similarity_scale(low: float, high: float) -> Scale:
    """Return the colours of a similarity range: diverging about 0 when the range straddles it, else sequential."""
    if low >= 0 or high <= 0:
        return theme.SEQUENTIAL_SCALE
    reach = max(-low, high)
    if low == -high:
        return theme.SIMILARITY_SCALE
    return cut_scale(theme.SIMILARITY_SCALE, (low / reach + 1) / 2, (high / reach + 1) / 2)


def _checked(extent: tuple[float, float]) -> tuple[float, float]:
    low, high = float(extent[0]), float(extent[1])
    if not low < high:
        raise ValueError(f"extent needs low < high, not {extent}")
    return low, high


def _similarity_cells(cells: Numbers, keys: Sequence[str], extent: tuple[float, float], name: str) -> dict[str, Any]:
    return _written(cells) | {
        "type": "heatmap",
        "z": cells,
        "x": list(keys),
        "y": list(keys),
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "colorbar": colour_bar(name, *extent),
        "hoverongaps": False,
        "hovertemplate": f"{theme.plain(name)} <b>%{{z:.2f}}</b><br>%{{y}}<br>%{{x}}<extra></extra>",
    }


def _written(cells: Numbers) -> dict[str, Any]:
    if len(cells) > _CELL_TEXT_UP_TO:
        return {}
    texts = [["" if np.isnan(cell) else signed(float(cell)) for cell in row] for row in cells]
    if len(cells) > _FULL_DIGITS_UP_TO:  # Small cells go without the leading zero, as printed tables do.
        texts = [[text.replace("0.", ".") for text in row] for row in texts]
    # Without a colour of its own the text of a cell takes the ink that contrasts with the cell.
    return {"text": texts, "texttemplate": "%{text}", "textfont": {"family": theme.MONO, "size": 11}}


def _ticks(labels: Sequence[str], groups: Sequence[str], key: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    if len(labels) <= _CELL_TEXT_UP_TO:
        places = {"tickvals": list(range(len(labels)))}
        named = [f"{theme.label(text, 14)} {row + 1}" for row, text in enumerate(labels)]
        return places | {"ticktext": named}, places | {"ticktext": [str(row + 1) for row in range(len(labels))]}
    styles = theme.sense_styles([*key, *groups])
    runs = [(group, list(rows)) for group, rows in groupby(range(len(groups)), key=lambda row: groups[row])]
    middles = {"tickvals": [(rows[0] + rows[-1]) / 2 for _, rows in runs]}
    glyphs = [styles[group].key for group, _ in runs]
    named = [f"{theme.label(group, 14)} {glyph}" for glyph, (group, _) in zip(glyphs, runs, strict=True)]
    return middles | {"ticktext": named}, middles | {"ticktext": glyphs}


def _separators(groups: Sequence[str]) -> list[dict[str, Any]]:
    edges = [row + 0.5 for row, (one, two) in enumerate(pairwise(groups)) if one != two]
    last = len(groups) - 0.5
    lines = []
    # A light line around a dark one is seen on every cell colour, as on maps.
    for width, colour in ((2.6, "#FFFFFF"), (1.0, "#14171C")):
        stroke = {"type": "line", "line": {"width": width, "color": colour}}
        for edge in edges:
            lines.append(stroke | {"x0": edge, "x1": edge, "y0": -0.5, "y1": last})
            lines.append(stroke | {"x0": -0.5, "x1": last, "y0": edge, "y1": edge})
    return lines


def _matrix_alt(cells: Numbers, groups: Sequence[str], name: str, low: float, high: float) -> str:
    marks = np.array(groups, dtype=object)
    same = marks[:, None] == marks[None, :]
    apart = ~np.eye(len(marks), dtype=bool)
    told = f"{name} between {len(marks)} occurrences, colours from {signed(low)} to {signed(high)}."
    for words, mask in (("within a group", same & apart), ("between groups", ~same)):
        chosen = cells[mask & np.isfinite(cells)]
        told += f" Mean {words} {signed(float(chosen.mean()))}." if chosen.size else ""
    return told
