"""A bench of sentence pairs: ways of making a vector as rows, pairs or kinds of pairs as columns.

Whether a pair means the same stands beside its kind as = or ≠, never as a colour: colour is similarity.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bench_layout import BenchLook, Same, bench_figure
from embedlab.figures.kit.cells import Meaning, cell_numbers, column_gap
from embedlab.figures.kit.figure_checks import grid, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph
from embedlab.numbers_text import signed

_KIND = 16
"""Characters of a kind's name: set aslant, a longer one would leave the figure."""


@in_gallery(lambda text: {
    "means": [[-1, -0.8, -0.6], [-0.4, -0.2, 0], [0.2, 0.4, 0.6], [0.8, 0.9, 1]], "rows": four(text),
    "kinds": four(text)[:3], "same": [True, False, None], "quality": [0.9, 0.5, float("nan"), 0.1],
    "groups": [text, text, "z", "z"], "highlight": 0, "name": text, "quality_name": text,
})  # fmt: skip
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
    meaning: Meaning = "similarity",
    quality_name: str = "order quality",
) -> go.Figure:
    """Draw `means` (c, k) of c ways (`rows`) on k `kinds` of pairs, numbers in the cells.

    `name` and `meaning` say what the numbers are.

    `same` (k,) says whether a kind's pairs mean the same. `quality` (c,), called `quality_name`, stands at the ends
    of the rows. Colours span `extent`, printed; nan is an empty cell. Lines part runs of equal `groups` (c,), and
    kinds that mean the same from others. The name of the `highlight` row is bold.
    """
    cells = grid(means, rows, kinds)
    same_length(kinds=kinds, same=same)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    # `is`, because None (nobody has said) must part from False.
    edges = [place + 0.5 for place, (one, two) in enumerate(pairwise(same)) if one is not two]
    signs = [_signed_kind(kind, each) for kind, each in zip(kinds, same, strict=True)]
    return bench_figure(
        cells,
        dict(enumerate(signs)),
        edges,
        BenchLook(rows, kinds, same, extent, meaning, quality, groups, highlight, name, quality_name),
        "%{customdata}<br>%{y}",
        xgap=1,
        customdata=[signs] * len(rows),
        **cell_numbers(cells, signed, 11 if len(kinds) <= 4 else 10 if len(kinds) <= 7 else 9, extent, meaning),
    )


@in_gallery(lambda text: {
    "values": [[-1, -0.8, -0.6], [-0.4, -0.2, 0], [0.2, 0.4, 0.6], [0.8, 0.9, 1]], "rows": four(text),
    "pairs": [(text, text)] * 3, "kinds": [text, text, "z"], "same": [True, False, None],
    "quality": [0.9, 0.5, 0.4, 0.1],
})  # fmt: skip
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
    meaning: Meaning = "similarity",
    quality_name: str = "order quality",
) -> go.Figure:
    """Draw `values` (c, p) of c ways (`rows`) on p `pairs` of sentences, told on hover; `name` says what they are.

    Pass pairs sorted by kind: each run of equal `kinds` (p,) is named once, lines part the runs. `same` (p,) says
    whether the two mean the same. The rest as in `bench_kinds`.
    """
    cells = grid(values, rows, pairs)
    same_length(pairs=pairs, kinds=kinds, same=same)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    told = [f"{paragraph(left)}<br>{paragraph(right)}" for left, right in pairs]
    runs = [(kind, list(run)) for kind, run in groupby(range(len(kinds)), key=lambda place: kinds[place])]
    return bench_figure(
        cells,
        {(run[0] + run[-1]) / 2: _signed_kind(kind, _shared([same[row] for row in run])) for kind, run in runs},
        [run[-1] + 0.5 for _, run in runs[:-1]],
        BenchLook(rows, kinds, same, extent, meaning, quality, groups, highlight, name, quality_name),
        "%{y}<br>%{customdata}",
        xgap=column_gap(len(pairs)),
        customdata=[told] * len(rows),
    )


def _shared(marks: Same) -> bool | None:
    """A kind that holds both pairs that mean the same and pairs that do not carries no sign."""
    return marks[0] if all(mark is marks[0] for mark in marks) else None


def _signed_kind(kind: str, same: bool | None) -> str:
    return {True: "= ", False: "≠ ", None: ""}[same] + label(kind, _KIND)
