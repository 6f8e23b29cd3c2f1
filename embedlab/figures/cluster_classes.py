"""What clusters are made of: a row a cluster, a column a class, and in each cell how many texts are in both."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis
from embedlab.figures.kit.cells import cell_numbers, cell_trace, colour_bar, column_gap
from embedlab.figures.kit.figure_checks import Numbers, grid
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten, text_width
from embedlab.numbers_text import counted, percent, whole

_NUMBERS_UP_TO, _LARGE_UP_TO = 12, 6
"""Columns up to which a cell has room for its number, and for a larger one or one on a phone."""
_TALL, _LOW, _LOW_FROM = 30, 22, 14
_TOP, _BOTTOM = 22, 66
_ROW_NAME, _ROW_NAME_NARROW, _COLUMN_NAME = 22, 15, 26
_FONT, _SMALL_FONT = 12, 9
"""Sizes of the names of the classes; the small one for more columns than a phone has room for."""
_SHARES = (0.0, 1.0)
_TOLD = 8


@in_gallery(lambda text: {
    "counts": [[9, 1, 0], [2, 5, 3], [0, 0, 4], [1, 0, 0]], "clusters": four(text), "classes": four(text)[:3],
})  # fmt: skip
def cluster_classes(
    counts: ArrayLike, clusters: Sequence[str], classes: Sequence[str], *, narrow: bool = False
) -> go.Figure:
    """Draw `counts` (c, k), whole numbers, of texts of each of k `classes` in each of c `clusters`, the first on top.

    Colours are shares of the row, 0 to 1, printed: a row of one dark cell is a cluster of one class. Numbers stand in
    the cells of up to 12 columns, 6 where there is `narrow` room, and the size of each cluster at the end of its row.
    """
    cells = grid(counts, clusters, classes, "counts")
    if not cells.size:
        return theme.empty("No cluster to show yet.")
    sizes = cells.sum(axis=1)
    shares = np.divide(cells, sizes[:, None], out=np.zeros_like(cells), where=sizes[:, None] > 0)
    told = [
        [_told(cluster, kind, count, size) for kind, count in zip(classes, row, strict=True)]
        for cluster, row, size in zip(clusters, cells.tolist(), sizes.tolist(), strict=True)
    ]
    trace = cell_trace(
        "clusters", shares, _SHARES, "share", colorbar=colour_bar("share of the cluster", _SHARES), customdata=told,
        xgap=column_gap(len(classes)), ygap=1, hovertemplate=traces.hover("%{customdata}"),
        **_numbers(cells, shares, _LARGE_UP_TO if narrow else _NUMBERS_UP_TO),
    )  # fmt: skip
    names = {place: label(name, _ROW_NAME_NARROW if narrow else _ROW_NAME) for place, name in enumerate(clusters)}
    heads = {place: label(name, _COLUMN_NAME) for place, name in enumerate(classes)}
    size = _SMALL_FONT if narrow and len(classes) > _NUMBERS_UP_TO else _FONT
    top = _TOP + round(max(text_width(shorten(name, _COLUMN_NAME), size) for name in classes))
    return theme.figure(
        [trace],
        len(clusters) * (_TALL if len(clusters) < _LOW_FROM else _LOW) + top + _BOTTOM,
        _alt(cells, shares, clusters, classes),
        xaxis=named_axis(heads, **TOP, tickangle=-90)
        | {"range": [-0.5, len(classes) - 0.5], "tickfont": {"size": size}},
        yaxis=named_axis(names, **DOWNWARDS),
        annotations=[
            *notes.row_ends([whole(size) for size in sizes.tolist()]),
            notes.above("texts", shift=4, x=1, xshift=6),
        ],
        margin={"l": 8, "r": 48, "t": top, "b": _BOTTOM, "pad": 4},
    )


def _numbers(cells: Numbers, shares: Numbers, most: int) -> dict[str, object]:
    if cells.shape[1] > most:
        return {}
    drawn = cell_numbers(shares, percent, 11 if cells.shape[1] <= _LARGE_UP_TO else 9, _SHARES, "share")
    # The ink is that of the share; what is written is the count, and nothing where there is none.
    written = [
        [text.replace(percent(share), whole(count) if count else "") for text, share, count in zip(*row, strict=True)]
        for row in zip(drawn["text"], shares.tolist(), cells.tolist(), strict=True)
    ]
    return drawn | {"text": written}


def _told(cluster: str, kind: str, count: float, size: float) -> str:
    share = count / size if size else 0.0
    return f"{label(cluster, 40)}<br>{label(kind, 40)}: <b>{whole(count)}</b> of {whole(size)}, {percent(share)}"


def _alt(cells: Numbers, shares: Numbers, clusters: Sequence[str], classes: Sequence[str]) -> str:
    lines = []
    for row in range(min(len(clusters), _TOLD)):
        best = int(np.argmax(cells[row]))
        lines.append(
            f"{shorten(clusters[row], 40)} {percent(shares[row, best])} {shorten(classes[best], 30)} of "
            f"{counted(int(cells[row].sum()), 'text')}"
        )
    more = f"; and {counted(len(clusters) - _TOLD, 'cluster')} more" if len(clusters) > _TOLD else ""
    return f"Clusters by classes, the most frequent class of each: {'; '.join(lines)}{more}."
