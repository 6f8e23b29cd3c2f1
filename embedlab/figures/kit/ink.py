"""One text colour for a whole figure, for pages whose own theme would write axes in a grey too pale to read.

A figure sets no text colour (see `theme.py`). A page that knows its ink passes it here once, before it shows or
saves the figure; text that already has a colour of its own, such as text on a filled chip, keeps it.
"""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go


def with_ink(drawn: go.Figure, ink: str) -> go.Figure:
    """Return the same figure, changed in place, with all inherited text in the colour `ink` ("#RRGGBB")."""
    now = drawn.layout.to_plotly_json()
    coloured = {"font": {"color": ink}}
    inked: dict[str, Any] = {"legend": coloured, **coloured}
    inked |= {name: {"tickfont": {"color": ink}, "title": coloured} for name in axes_of(now)}
    # Whole properties at once: Plotly's own update_layout and update_xaxes take twenty times as long.
    for name, colours in inked.items():
        drawn.layout[name] = over(now.get(name, {}), colours)
    return drawn


def axes_of(layout: Mapping[str, Any]) -> set[str]:
    """Return the names of the axes of a figure; the first two are there also where its layout does not name them."""
    return {"xaxis", "yaxis", *(name for name in layout if name[1:5] == "axis")}


def over(under: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    """Return `under` with the keys of `upper`, dictionaries within them merged likewise."""
    merged = {key: over(under.get(key, {}), each) if isinstance(each, dict) else each for key, each in upper.items()}
    return under | merged
