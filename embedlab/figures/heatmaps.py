"""Every pair of occurrences as a matrix of colour; the strips of single vectors are in `strips.py`."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme, traces
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis
from embedlab.figures.kit.cells import Extent, cell_numbers, cell_trace, colour_bar, numbered
from embedlab.figures.kit.figure_checks import Numbers, grid, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, plain, shorten
from embedlab.figures.kit.strokes import outlined
from embedlab.numbers_text import between, signed

_CELL_TEXT_UP_TO, _LARGE_UP_TO = 12, 6


@in_gallery(
    lambda text: {
        "values": np.full((4, 4), 0.5) + np.eye(4) * 0.5, "labels": four(text), "groups": [text, text, f"b{text}", ""],
        "hovers": four(text), "name": text,
    },
    large=lambda text: {
        "values": np.full((13, 13), 0.5), "labels": ["x"] * 13, "groups": [text] * 6 + ["z"] * 7, "hovers": [text] * 13,
    },
)  # fmt: skip
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
    Colours span `extent` (low, high), printed beside them: by default [-1, 1], diverging about 0; a narrower range
    from 0 up, for differences that are small, has the half from neutral to high. Values outside take the end colours.
    """
    same_length(labels=labels, groups=groups, hovers=hovers)
    cells = grid(values, labels, labels)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    sentences = numbered(hovers, write=lambda text: paragraph(shorten(text, 160)))
    rows, columns = _names(labels, groups, key)
    number, told = traces.hover_number("z", cells)
    trace = cell_trace(
        "occurrences",
        cells,
        extent,
        x=sentences,
        y=sentences,
        colorbar=colour_bar(name, extent),
        hovertemplate=f"{plain(name)} <b>{number}</b><br>%{{y}}<br>%{{x}}<extra></extra>",
        **_numbers(cells, extent),
        **told,
    )
    movable = {"type": "category", "fixedrange": False}
    return theme.figure(
        [trace],
        height,
        _alt(cells, groups, name, extent),
        xaxis=named_axis(columns, **TOP, **movable, tickangle=0),
        yaxis=named_axis(rows, **DOWNWARDS, **movable),
        shapes=outlined(_edges(groups), 2.6, 1.0),
        margin={"l": 16, "r": 16, "t": 24, "b": 64, "pad": 2},
    )


def _numbers(cells: Numbers, extent: Extent) -> dict[str, Any]:
    if len(cells) > _CELL_TEXT_UP_TO:
        return {}
    return cell_numbers(cells, signed, 11 if len(cells) <= _LARGE_UP_TO else 9, extent)


def _names(
    labels: Sequence[str], groups: Sequence[str], key: Sequence[str]
) -> tuple[dict[float, str], dict[float, str]]:
    """Return what is named on the two axes: rows, and columns in the little room that they have."""
    if len(labels) <= _CELL_TEXT_UP_TO:
        return (
            {row: f"{label(text, 14)} {row + 1}" for row, text in enumerate(labels)},
            {row: str(row + 1) for row in range(len(labels))},
        )
    styles = theme.sense_styles([*key, *groups])
    runs = [(group, list(rows)) for group, rows in groupby(range(len(groups)), key=lambda row: groups[row])]
    glyphs = {(rows[0] + rows[-1]) / 2: styles[group].key for group, rows in runs}
    named = {
        place: f"{label(group, 14)} {glyph}" for (place, glyph), (group, _) in zip(glyphs.items(), runs, strict=True)
    }
    return named, glyphs


def _edges(groups: Sequence[str]) -> list[dict[str, Any]]:
    ends = {"type": "line"}, -0.5, len(groups) - 0.5
    edges = [row + 0.5 for row, (one, two) in enumerate(pairwise(groups)) if one != two]
    return [
        ends[0] | {f"{along}0": edge, f"{along}1": edge, f"{across}0": ends[1], f"{across}1": ends[2]}
        for edge in edges
        for along, across in (("x", "y"), ("y", "x"))
    ]


def _alt(cells: Numbers, groups: Sequence[str], name: str, extent: tuple[float, float]) -> str:
    marks = np.array(groups, dtype=object)  # objects, since numpy's own text is as wide as the longest
    same = marks[:, None] == marks[None, :]
    apart = ~np.eye(len(marks), dtype=bool)
    told = f"{name} between {len(marks)} occurrences, colours from {between(extent)}."
    for words, mask in (("within a group", same & apart), ("between groups", ~same)):
        chosen = cells[mask & np.isfinite(cells)]
        told += f" Mean {words} {signed(chosen.mean())}." if chosen.size else ""
    return told
