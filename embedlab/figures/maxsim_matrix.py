"""Late interaction as a matrix: query tokens against document tokens, the winner of each row boxed."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.heatmaps import similarity_scale
from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import short
from embedlab.figures.kit.colour import DARK_INK, LIGHT_INK
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.kit.quantities import counted
from embedlab.figures.kit.token_axes import (
    GAPS_UP_TO,
    NAMED_COLUMNS,
    TEXT_ROWS,
    thinned,
    token_axis,
    token_names,
    written,
)
from embedlab.figures.strips import colour_bar

_TOP, _BOTTOM = 92, 92


def maxsim_matrix(
    values: ArrayLike,
    query_tokens: Sequence[str],
    doc_tokens: Sequence[str],
    winners: Sequence[int] | NDArray[np.int64],
    *,
    step: int | None = None,
    special_rows: Collection[int] = (),
    special_cols: Collection[int] = (),
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "cosine",
) -> go.Figure:
    """Draw `values` (s, t), cosines -1..1, nan where a token is masked, and sum the winners of the rows.

    `winners` (s,) are the columns of the row maxima, -1 for a row that takes no part; each is boxed and its value
    stands at the end of the row. With `step` k only the first k rows are boxed and added, the others dim; the sum
    so far is printed. `special_rows` and `special_cols` have grey names. Colours span `extent` (low, high),
    printed; pass the same for every document. ColBERT: Khattab and Zaharia 2020, score = sum of row maxima.
    """
    cells = rounded(values)
    if not len(query_tokens) or not len(doc_tokens):
        return theme.empty("No tokens to compare yet.")
    if cells.shape != (len(query_tokens), len(doc_tokens)):
        raise ValueError(f"values must have the shape {(len(query_tokens), len(doc_tokens))}, not {cells.shape}")
    best = [int(column) for column in winners]
    same_length(query_tokens=query_tokens, winners=best)
    done = len(best) if step is None else min(max(step, 0), len(best))
    maxima = [_maximum(cells, row, column) for row, column in enumerate(best)]
    tall = 30 if len(best) <= TEXT_ROWS else 21
    columns = [f"{place + 1} · {theme.label(token, 40)}" for place, token in enumerate(doc_tokens)]
    rows = [f"{place + 1} · {theme.label(token, 40)}" for place, token in enumerate(query_tokens)]
    return theme.figure(
        _cells(cells, rows, columns, done, extent, name),
        len(best) * tall + _TOP + _BOTTOM,
        _alt(query_tokens, doc_tokens, best, maxima, done, extent, name),
        xaxis=token_axis(_column_names(doc_tokens, special_cols, best[:done])) | {"side": "top", "tickangle": -90},
        yaxis=token_axis(_row_names(query_tokens, special_rows, step, done))
        | {"autorange": "reversed", "automargin": True},
        shapes=[box for row in range(done) if np.isfinite(maxima[row]) for box in _boxes(row, best[row])],
        annotations=[*_end_numbers(maxima, done, step), _sum_note(maxima, done, step)],
        margin={"l": 16, "r": 52, "t": _TOP, "b": _BOTTOM, "pad": 2},
    )


def _maximum(cells: Numbers, row: int, column: int) -> float:
    return float(cells[row, column]) if 0 <= column < cells.shape[1] else float("nan")


def _cells(
    cells: Numbers, rows: Sequence[str], columns: Sequence[str], done: int, extent: tuple[float, float], name: str
) -> list[dict[str, Any]]:
    shared = {
        "type": "heatmap",
        "x": list(columns),
        "y": list(rows),
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "hoverongaps": False,
        "xgap": 1 if cells.shape[1] <= GAPS_UP_TO else 0,
        "ygap": 1,
        "hovertemplate": f"{theme.plain(name)} <b>%{{z:.2f}}</b><br>query %{{y}}<br>document %{{x}}<extra></extra>",
    }
    # Short numbers, level: on a phone the end of the range and 0 lie close together.
    scale = colour_bar(name, *extent)
    level = {"ypad": 30, "tickangle": 0, "ticktext": [short(tick) for tick in scale["tickvals"]]}
    bar = {"colorbar": scale | level}
    now, later = cells.copy(), cells.copy()
    now[done:], later[:done] = np.nan, np.nan
    drawn = [shared | bar | written(now) | {"z": now, "name": "rows so far"}]
    if done < len(rows):
        drawn.append(shared | {"z": later, "name": "rows to come", "showscale": False, "opacity": 0.3})
    return drawn


def _column_names(tokens: Sequence[str], special: Collection[int], winners: Sequence[int]) -> dict[int, str]:
    """Name every column of a short document; of a long one the winners, where there is room between them."""
    short_enough = len(tokens) <= NAMED_COLUMNS
    return token_names(tokens, special, None if short_enough else thinned(winners, len(tokens)))


def _row_names(tokens: Sequence[str], special: Collection[int], step: int | None, done: int) -> dict[int, str]:
    names = token_names(tokens, special)
    if step is not None and done:
        names[done - 1] = f"<b>{names[done - 1]}</b>"
    return names


def _boxes(row: int, column: int) -> list[dict[str, Any]]:
    # A light line around a dark one is seen on every cell colour, as on maps.
    place = {"type": "rect", "x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
    return [place | {"line": {"width": width, "color": ink}} for width, ink in ((4, LIGHT_INK), (2, DARK_INK))]


def _end_numbers(maxima: Sequence[float], done: int, step: int | None) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "font": theme.DIGITS | {"size": 12}}
    texts = [signed(value) if np.isfinite(value) else "–" for value in maxima[:done]]
    if step is not None and done:
        texts[-1] = f"<b>{texts[-1]}</b>"
    return [theme.note(text, y=row, **beside) for row, text in enumerate(texts)]


def _sum_note(maxima: Sequence[float], done: int, step: int | None) -> dict[str, Any]:
    total = signed(float(np.nansum(maxima[:done])))
    words = "sum of row maxima" if step is None or done == len(maxima) else f"sum after {done} of {len(maxima)}"
    below = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 46, "y": 0, "yref": "paper", "yanchor": "top"}
    return theme.note(f"{words} <b>{total}</b>", yshift=-4, **below)


def _alt(
    query: Sequence[str],
    document: Sequence[str],
    best: Sequence[int],
    maxima: Sequence[float],
    done: int,
    extent: tuple[float, float],
    name: str,
) -> str:
    pairs = [
        f"{theme.shorten(query[row], 20)} to {theme.shorten(document[best[row]], 20)} {signed(maxima[row])}"
        for row in range(done)
        if np.isfinite(maxima[row])
    ]
    more = f" and {len(pairs) - 8} more" if len(pairs) > 8 else ""
    return (
        f"{name} of {counted(len(query), 'query token')} with {counted(len(document), 'document token')}, colours from "
        f"{signed(extent[0])} to {signed(extent[1])}. Best match of each row: {', '.join(pairs[:8]) or 'none'}{more}; "
        f"the sum after {done} of {len(query)} rows is {signed(float(np.nansum(maxima[:done])))}."
    )
