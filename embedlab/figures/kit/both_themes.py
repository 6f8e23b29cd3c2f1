"""Cells that follow the page from light to dark: their colours and inks as what the page swaps for its theme's own.

A figure is built without knowing the theme, in the colours of a light page. A page that can swap colours passes the
figure through here once, before it shows it; see `IN_EITHER_THEME` in `palette.py`.
"""

import plotly.graph_objects as go

from embedlab.palette import DEEP_CELL_INK, IN_EITHER_THEME


def for_either_theme(drawn: go.Figure) -> go.Figure:
    """Return the same figure, changed in place: scales of cells, and the numbers in them, in the colours to swap."""
    for trace in drawn.data:
        if trace.type != "heatmap":
            continue
        cells = trace._props  # past the setters, which check whatever they are told: longer than drawing took
        if "colorscale" in cells:
            cells["colorscale"] = [(stop, IN_EITHER_THEME.get(colour, colour)) for stop, colour in cells["colorscale"]]
        if (ink := cells.get("textfont", {}).get("color")) in IN_EITHER_THEME:
            cells["textfont"] = cells["textfont"] | {"color": IN_EITHER_THEME[ink]}
            deep = IN_EITHER_THEME[DEEP_CELL_INK]
            cells["text"] = [[text.replace(DEEP_CELL_INK, deep) for text in row] for row in cells["text"]]
    return drawn
