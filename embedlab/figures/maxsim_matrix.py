"""Late interaction as a matrix: query tokens against document tokens, the winner of each row boxed."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.kit import notes, theme, token_axes, traces
from embedlab.figures.kit.cells import cell_trace, column_gap, level_bar, numbered
from embedlab.figures.kit.figure_checks import Numbers, grid, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import plain, shorten
from embedlab.figures.kit.strokes import box, outlined
from embedlab.numbers_text import between, counted, signed, signed_or

_LETTER, _BOTTOM = 7.3, 54
"""Pixels: a letter of an upright name of a column; the colours, with the sum beside them."""
_BAR = {"x": 0, "xanchor": "left", "len": 0.42, "ypad": 4}


@in_gallery(lambda text: {
    "values": [[0.5, -0.25, 0.1, 0.2], [0.1, 0.75, np.nan, 0.3]], "query_tokens": four(text)[:2],
    "doc_tokens": four(text), "winners": [0, 1], "step": 1, "special_rows": {0}, "special_cols": {0},
    "folded_cols": {2}, "name": text,
})  # fmt: skip
def maxsim_matrix(
    values: ArrayLike,
    query_tokens: Sequence[str],
    doc_tokens: Sequence[str],
    winners: Sequence[int] | NDArray[np.int64],
    *,
    step: int | None = None,
    special_rows: Collection[int] = (),
    special_cols: Collection[int] = (),
    folded_cols: Collection[int] = (),
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "cosine",
) -> go.Figure:
    """Draw `values` (s, t), cosines -1..1, nan where a token is masked, and sum the winners of the rows.

    `winners` (s,) are the columns of the row maxima, -1 for a row that takes no part; each is boxed and its value
    stands at the end of the row. With `step` k only the first k rows are boxed and added, the others dim; the sum
    so far is printed. Rows are numbered from 1; winners' columns have bold names, `special_rows` and `special_cols`
    grey ones. Each of `folded_cols` stands for any number of tokens and is empty. Colours span `extent` (low, high),
    printed; pass the same for every document. ColBERT: Khattab and Zaharia 2020, score = sum of row maxima.
    """
    cells = grid(values, query_tokens, doc_tokens)
    if not cells.size:
        return theme.empty("No tokens to compare yet.")
    best = [int(column) for column in winners]
    same_length(query_tokens=query_tokens, winners=best)
    done = len(best) if step is None else min(max(step, 0), len(best))
    inside = [0 <= column < len(doc_tokens) for column in best]
    maxima = [float(cells[row, best[row]]) if inside[row] else float("nan") for row in range(len(best))]
    # Every column of a short document is named; of a long one the winners, where there is room between them.
    named = None if len(doc_tokens) <= token_axes.NAMED_COLUMNS else token_axes.thinned(best[:done], len(doc_tokens))
    rows = [f"{row + 1} {name}" for row, name in token_axes.token_names(query_tokens, special_rows).items()]
    now = None if step is None else done - 1
    columns = token_axes.token_names(doc_tokens, {*special_cols, *folded_cols}, named)
    columns = {place: notes.bold(name, place in best[:done]) for place, name in columns.items()}
    top = round(12 + _LETTER * max(map(len, token_axes.token_names(doc_tokens, (), named).values()), default=0))
    boxes = [box(row, best[row]) for row in range(done) if np.isfinite(maxima[row])]
    total = signed(np.nansum(maxima[:done]))
    so_far = "sum of row maxima" if step is None or done == len(best) else f"sum after {done} of {len(best)}"
    texts = [signed_or(value, "–") for value in maxima[:done]]
    return theme.figure(
        _cells(cells, query_tokens, doc_tokens, done, extent, name),
        token_axes.matrix_height(len(best)) - token_axes.TOP_ROOM - token_axes.BOTTOM_ROOM + top + _BOTTOM,
        _alt(query_tokens, doc_tokens, best, maxima, done, extent, name, len(folded_cols)),
        **token_axes.matrix_axes(dict(enumerate(notes.bold_row(rows, now))), columns),
        shapes=[shape for each in boxes for shape in outlined([each], 4, 2)],
        annotations=[
            *notes.row_ends(notes.bold_row(texts, now), shift=6),
            notes.below(f"{so_far} <b>{total}</b>", shift=4, x=1, xanchor="right", xshift=46),
        ],
        margin={"l": 16, "r": 52, "t": min(top, token_axes.TOP_ROOM), "b": _BOTTOM, "pad": 2},
    )


def _cells(
    cells: Numbers, query: Sequence[str], document: Sequence[str], done: int, extent: tuple[float, float], name: str
) -> list[dict[str, Any]]:
    number, told = traces.hover_number("z", cells)
    shared: dict[str, Any] = told | {
        "x": numbered(document),
        "y": numbered(query),
        "xgap": column_gap(len(document)),
        "ygap": 1,
        "hovertemplate": f"{plain(name)} <b>{number}</b><br>query %{{y}}<br>document %{{x}}<extra></extra>",
    }
    now, later = cells.copy(), cells.copy()
    now[done:], later[:done] = np.nan, np.nan
    drawn = [
        cell_trace(
            "rows so far",
            now,
            extent,
            colorbar=_bar(name, extent),
            **token_axes.written(now, extent),
            **shared,
        )
    ]
    if done < len(cells):
        drawn.append(cell_trace("rows to come", later, extent, showscale=False, opacity=0.3, **shared))
    return drawn


def _bar(name: str, extent: tuple[float, float]) -> dict[str, Any]:
    """The colours to the left, so that the sum stands beside them and the rows keep their height."""
    bar = level_bar(name, extent)
    return bar | _BAR | {"title": bar["title"] | {"font": {"size": 11}}}


def _alt(
    query: Sequence[str],
    document: Sequence[str],
    best: Sequence[int],
    maxima: Sequence[float],
    done: int,
    extent: tuple[float, float],
    name: str,
    folded: int,
) -> str:
    pairs = [
        f"{shorten(query[row], 20)} to {shorten(document[best[row]], 20)} {signed(maxima[row])}"
        for row in range(done)
        if np.isfinite(maxima[row])
    ]
    more = f" and {len(pairs) - 8} more" if len(pairs) > 8 else ""
    return (
        f"{name} of {counted(len(query), 'query token')} with {counted(len(document) - folded, 'document token')}, "
        f"colours from {between(extent)}. Best match of each row: {', '.join(pairs[:8]) or 'none'}{more}; "
        f"the sum after {done} of {len(query)} rows is {signed(np.nansum(maxima[:done]))}."
    )
