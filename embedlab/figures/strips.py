"""Vectors as strips of colour, one number a cell."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.cells import cell_trace, colour_bar, reach_of
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.numbers_text import between


@in_gallery(lambda text: {"names": four(text), "values": np.linspace(-1, 1, 40).reshape(4, 10)})
def vector_strips(names: Sequence[str], values: ArrayLike, *, limit: float | None = None) -> go.Figure:
    """Draw vectors as strips of colour, one number a cell: `values` (r, d), one named row each, any numbers.

    Colours span the symmetric range [-limit, limit], diverging about 0 and printed beside them; by default
    the largest magnitude, rounded up to two digits.
    """
    cells = np.atleast_2d(rounded(values))
    if not cells.size:
        return theme.empty("No vector to show yet.")
    same_length(names=names, values=cells)
    extent = reach_of(cells, limit)
    rows, width = cells.shape
    bar = colour_bar("value", extent)
    number, told = traces.hover_number("z", cells, 3)
    told["hovertemplate"] = traces.hover(f"number %{{x}} of {width}", f"<b>{number}</b>")
    return theme.figure(
        [cell_trace("vectors", cells, extent, ygap=26, colorbar=bar, y=list(range(rows)), **told)],
        rows * 62 + 72,
        f"{rows} vectors of {width} numbers as colour, from {between(extent)}: "
        f"{', '.join(shorten(name, 30) for name in names)}.",
        xaxis={"visible": False},
        yaxis={"visible": False, "autorange": "reversed"},
        annotations=[
            notes.note(label(name, 44), x=0, xref="paper", xanchor="left", y=row, yanchor="bottom", yshift=17)
            for row, name in enumerate(names)
        ],
        margin={"l": 8, "r": 8, "t": 8, "b": 56, "pad": 0},
    )
