"""How far each two rankers agree, as a matrix whose rows stand in the order of a tree, and the tree beside it."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis, value_axis
from embedlab.figures.kit.cells import Extent, Meaning, cell_numbers, cell_trace, colour_bar, column_gap
from embedlab.figures.kit.figure_checks import Numbers, grid, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.strokes import box, outlined
from embedlab.numbers_text import between, counted, signed

_ROW, _LOW_ROW, _LETTER, _BOTTOM = 25, 17, 6.2, 58
"""Pixels: a row with numbers in it, and one without; a letter of an upright name; the colours and their range."""
_CELLS, _TREE = (0.0, 0.86), (0.875, 1.0)
"""Shares of the width."""
_TOLD = 3
"""Pairs at either end of the order that the text alternative names."""

_SMALL: Final = np.array([
    [np.nan, 0.5, -0.25, 0.75], [0.5, np.nan, 0.1, 0.2], [-0.25, 0.1, np.nan, 0], [0.75, 0.2, 0, np.nan],
])  # fmt: skip
_BRANCHES: Final = np.array([
    [[0, 0], [0.25, 0], [0.25, 1], [0, 1]], [[0.25, 0.5], [0.5, 0.5], [0.5, 2], [0, 2]],
    [[0.5, 1.25], [0.75, 1.25], [0.75, 3], [0, 3]],
])  # fmt: skip


@in_gallery(
    lambda text: {
        "values": _SMALL, "names": four(text), "families": ["lexical", "dense", "dense", "hybrid"],
        "branches": _BRANCHES, "extent": (-1.0, 1.0), "name": text, "chosen": (0, 2), "lows": _SMALL - 0.1,
        "highs": _SMALL + 0.1,
    },
    narrow=lambda text: {
        "values": _SMALL, "names": four(text), "families": ["lexical", "dense", "dense", "hybrid"],
        "branches": _BRANCHES, "extent": (0.0, 1.0), "name": text, "written": False,
    },
)  # fmt: skip
def agreement_matrix(
    values: ArrayLike,
    names: Sequence[str],
    families: Sequence[str],
    branches: ArrayLike,
    *,
    lows: ArrayLike | None = None,
    highs: ArrayLike | None = None,
    extent: Extent = (-1.0, 1.0),
    name: str = "agreement",
    chosen: tuple[int, int] | None = None,
    written: bool = True,
) -> go.Figure:
    """Draw `values` (n, n), agreement of n rankers in `extent`, nan where unknown, row 0 at the top.

    `names` and `families` (n,), keys of `FAMILY_COLOURS` or anything else for none, stand on both axes. `branches`
    (n - 1, 4, 2) are the joints of the tree, each four points: 1 - agreement, and the place along the rows. `extent` is
    [-1, 1], coloured about 0, or [0, 1]; it is printed. `lows` and `highs` (n, n), ends of intervals, are told when a
    cell is pointed at. The `chosen` row and column are boxed. Without `written` there
    are no numbers in the cells. `customdata` of a cell is row * n + column.
    """
    cells = grid(values, names, names)
    same_length(names=names, families=families)
    if not cells.size:
        return theme.empty("No two rankers to compare yet.")
    joints = rounded(branches)
    if joints.shape != (len(names) - 1, 4, 2):
        raise ValueError(f"branches must have the shape {(len(names) - 1, 4, 2)}, not {joints.shape}")
    low, high = (np.full_like(cells, np.nan) if each is None else grid(each, names, names) for each in (lows, highs))
    row = _ROW if written else _LOW_ROW
    top = round(14 + _LETTER * max(len(shorten(each, 16)) + 2 for each in names))
    return theme.figure(
        [_cells(cells, extent, name, written), _points(cells, low, high, names), _tree(joints)],
        len(names) * row + top + _BOTTOM,
        _alt(cells, names, extent, name),
        **_axes(names, families, 12 if written else 9),
        xaxis2=_joint_axis(joints),
        shapes=_boxes(chosen, len(names)),
        margin={"l": 8, "r": 8, "t": top, "b": _BOTTOM, "pad": 2},
    )


def _axes(names: Sequence[str], families: Sequence[str], size: int) -> dict[str, Any]:
    """The rankers down the left and, upright in letters of `size`, over the columns, a mark in their colour nearest."""
    keys = [notes.key(palette.FAMILY_COLOURS.get(family, palette.NEUTRAL), "■") for family in families]
    written = [label(each, 16) for each in names]
    columns = {place: f"{key} {each}" for place, (key, each) in enumerate(zip(keys, written, strict=True))}
    rows = {place: f"{each} {key}" for place, (key, each) in enumerate(zip(keys, written, strict=True))}
    ends = [len(names) - 0.5, -0.5]
    across = {"tickangle": -90, "tickfont": {"size": size}, "domain": _CELLS, "range": ends[::-1]}
    return {
        "xaxis": named_axis(columns, **TOP, **across),
        "yaxis": named_axis(rows, **DOWNWARDS | {"autorange": False, "range": ends}),
    }


def _cells(cells: Numbers, extent: Extent, name: str, written: bool) -> dict[str, Any]:
    meaning: Meaning = "similarity" if extent[0] < 0 else "share"
    numbers = cell_numbers(cells, signed, 10, extent, meaning) if written else {}
    bar = colour_bar(name, extent, x=0.0, xanchor="left", len=0.5)
    bar["title"]["font"] = {"size": 12}
    gap = {"xgap": column_gap(len(cells)), "ygap": 1}
    return cell_trace("agreement", cells, extent, meaning, colorbar=bar, **gap, **numbers, **traces.SILENT)


def _points(cells: Numbers, lows: Numbers, highs: Numbers, names: Sequence[str]) -> dict[str, Any]:
    """An unseen mark in each cell: a page can be told which of these was chosen, and cannot of a heatmap's cells."""
    rows, columns = np.nonzero(np.isfinite(cells))
    unseen = {"marker": {"opacity": 0}}
    written = [label(each, 24) for each in names]
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return traces.dots(
        "pairs", columns, rows, {"size": 12, "opacity": 0, "color": palette.NEUTRAL},
        customdata=[row * len(cells) + column for row, column in pairs],
        hovertext=[
            f"{written[row]}, {written[column]}: {_told(*(float(each[row, column]) for each in (cells, lows, highs)))}"
            for row, column in pairs
        ],
        hovertemplate=traces.hover("%{hovertext}"),
        selected=unseen,
        unselected=unseen,
    )  # fmt: skip


def _told(value: float, low: float, high: float) -> str:
    return notes.bold(signed(value)) + (f" ({between((low, high))})" if np.isfinite(low + high) else "")


def _tree(joints: Numbers) -> dict[str, Any]:
    parted = np.concatenate([joints, np.full((len(joints), 1, 2), np.nan, np.float32)], axis=1).reshape(-1, 2)
    return traces.line(
        "tree", parted[:, 0], parted[:, 1], width=1.5, colour=palette.NEUTRAL, xaxis="x2", **traces.SILENT
    )


def _joint_axis(joints: Numbers) -> dict[str, Any]:
    """Where two branches join, told as the agreement at which they do."""
    far = 1.0 if joints[:, :, 0].max(initial=0.0) <= 1 else 2.0
    axis = value_axis((0, far), [0, far], title="joined at", domain=_TREE, anchor="y")
    return axis | {"ticktext": [signed(1 - at, 0) for at in (0, far)]}


def _boxes(chosen: tuple[int, int] | None, count: int) -> list[dict[str, Any]]:
    if chosen is None or not all(0 <= place < count for place in chosen):
        return []
    row, column = chosen
    return outlined([box(row, column), box(column, row)], 4, 2)


def _alt(cells: Numbers, names: Sequence[str], extent: Extent, name: str) -> str:
    known = [
        (float(cells[row, column]), f"{shorten(names[row], 24)} with {shorten(names[column], 24)}")
        for row in range(len(names)) for column in range(row)
        if np.isfinite(cells[row, column])
    ]  # fmt: skip
    told = [f"{pair} {signed(value)}" for value, pair in sorted(known, key=lambda each: -each[0])]
    ends = [told] if len(told) <= 2 * _TOLD else [told[:_TOLD], told[: -_TOLD - 1 : -1]]
    said = "; ".join(
        f"{words} {', '.join(part)}" for words, part in zip(("highest", "lowest"), ends, strict=False) if part
    )
    order = ", ".join(shorten(each, 24) for each in names)
    return (
        f"{plain(name)} of {counted(len(names), 'ranker')}, each with each, colours from {between(extent)}: {said}. "
        f"Alike ones stand together: {order}."
    )
