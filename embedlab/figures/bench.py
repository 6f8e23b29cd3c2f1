"""A bench of sentence pairs: ways of making a vector as rows, pairs or kinds of pairs as columns.

Whether a pair means the same stands beside its kind as = or ≠, never as a colour: colour is similarity.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.heatmaps import similarity_scale
from embedlab.figures.kit import theme
from embedlab.figures.kit.bench_layout import BenchLook, Same, bench_figure
from embedlab.figures.kit.figure_checks import Numbers, bare, rounded, same_length
from embedlab.figures.strips import colour_bar

_KIND = 16


def bench_kinds(
    means: ArrayLike,
    rows: Sequence[str],
    kinds: Sequence[str],
    same: Same,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    quality: ArrayLike | None = None,
    groups: Sequence[str] | None = None,
    highlight: int | None = None,
    name: str = "cosine",
    quality_name: str = "order quality",
) -> go.Figure:
    """Draw `means` (c, k) of c ways (`rows`) on k `kinds` of pairs, numbers in the cells; `name` says what they are.

    `same` (k,) says whether a kind's pairs mean the same. `quality` (c,), called `quality_name`, stands at the ends
    of the rows. Colours span `extent`, printed; nan is an empty cell. Lines part runs of equal `groups` (c,), and
    kinds that mean the same from others. The name of the `highlight` row is bold.
    """
    cells = _checked(means, rows, kinds, same)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    texts = [["" if np.isnan(cell) else bare(float(cell)) for cell in row] for row in cells]
    numbers = {
        "text": texts,
        "texttemplate": "%{text}",
        "textfont": {"family": theme.MONO, "size": 11 if len(kinds) <= 5 else 10},
    }
    edges = [place + 0.5 for place, (one, two) in enumerate(pairwise(same)) if one is not two]
    signs = [_signed_kind(kind, each) for kind, each in zip(kinds, same, strict=True)]
    trace = _cells(cells, rows, extent, 1, name) | numbers | {
        "customdata": [signs] * len(rows),
        "hovertemplate": f"{theme.plain(name)} <b>%{{z:.2f}}</b><br>%{{customdata}}<br>%{{y}}<extra></extra>",
    }  # fmt: skip
    look = BenchLook(rows, kinds, same, extent, _ends(rows, quality), groups, highlight, name, quality_name)
    return bench_figure(trace, cells, dict(enumerate(signs)), edges, look)


def bench_matrix(
    values: ArrayLike,
    rows: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    kinds: Sequence[str],
    same: Same,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    quality: ArrayLike | None = None,
    groups: Sequence[str] | None = None,
    highlight: int | None = None,
    name: str = "cosine",
    quality_name: str = "order quality",
) -> go.Figure:
    """Draw `values` (c, p) of c ways (`rows`) on p `pairs` of sentences, told on hover; `name` says what they are.

    Pass pairs sorted by kind: each run of equal `kinds` (p,) is named once, lines part the runs. `same` (p,) says
    whether the two mean the same. The rest as in `bench_kinds`.
    """
    cells = _checked(values, rows, pairs, same)
    same_length(pairs=pairs, kinds=kinds)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    told = [f"{theme.paragraph(left)}<br>{theme.paragraph(right)}" for left, right in pairs]
    runs = [(kind, list(run)) for kind, run in groupby(range(len(kinds)), key=lambda place: kinds[place])]
    names = {(run[0] + run[-1]) / 2: _signed_kind(kind, _shared([same[row] for row in run])) for kind, run in runs}
    edges = [run[-1] + 0.5 for _, run in runs[:-1]]
    trace = _cells(cells, rows, extent, 1 if len(pairs) <= 60 else 0, name) | {
        "customdata": [told] * len(rows),
        "hovertemplate": f"{theme.plain(name)} <b>%{{z:.2f}}</b><br>%{{y}}<br>%{{customdata}}<extra></extra>",
    }
    look = BenchLook(rows, kinds, same, extent, _ends(rows, quality), groups, highlight, name, quality_name)
    return bench_figure(trace, cells, names, edges, look)


def _checked(values: ArrayLike, rows: Sequence[str], columns: Sequence[Any], same: Same) -> Numbers:
    cells = rounded(values)
    same_length(columns=columns, same=same)
    if not len(rows) or not len(columns):
        return np.empty((0, 0), np.float32)
    if cells.shape != (len(rows), len(columns)):
        raise ValueError(f"values must have the shape {(len(rows), len(columns))}, not {cells.shape}")
    return cells


def _shared(marks: Same) -> bool | None:
    """A kind that holds both pairs that mean the same and pairs that do not carries no sign."""
    return marks[0] if all(mark is marks[0] for mark in marks) else None


def _signed_kind(kind: str, same: bool | None) -> str:
    return {True: "= ", False: "≠ ", None: ""}[same] + theme.label(kind, _KIND)


def _cells(cells: Numbers, rows: Sequence[str], extent: tuple[float, float], gap: int, name: str) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "z": cells,
        # Numbered, so that equal names keep rows of their own; the axis shows the bare names.
        "y": [f"{place + 1} · {theme.label(row, 60)}" for place, row in enumerate(rows)],
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "colorbar": colour_bar(name, *extent),
        "hoverongaps": False,
        "xgap": gap,
        "ygap": 2,
        "name": "pairs",
    }


def _ends(rows: Sequence[str], quality: ArrayLike | None) -> Numbers | None:
    if quality is None:
        return None
    ends = rounded(quality)
    same_length(rows=rows, quality=ends)
    return ends
