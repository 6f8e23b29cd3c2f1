"""One text colour for a whole figure, for pages whose own theme would write axes in a grey too pale to read.

A figure sets no text colour (see `theme.py`). A page that knows its ink passes it here once, before it shows or
saves the figure; text that already has a colour of its own, such as text on a filled chip, keeps it.
"""

from typing import Any

import plotly.graph_objects as go


def with_ink(drawn: go.Figure, ink: str) -> go.Figure:
    """Return the same figure, changed in place, with all inherited text in the colour `ink` ("#RRGGBB")."""
    now = drawn.layout.to_plotly_json()
    inked: dict[str, Any] = {"font": {"color": ink}, "legend": {"font": {"color": ink}}}
    axes = {"xaxis", "yaxis", *(name for name in now if name[1:5] == "axis")}
    inked |= {name: {"tickfont": {"color": ink}, "title": {"font": {"color": ink}}} for name in axes}
    # Whole properties at once: Plotly's own update_layout and update_xaxes take twenty times as long.
    for name, colours in inked.items():
        drawn.layout[name] = _over(now.get(name, {}), colours)
    return drawn


def _over(under: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    """Return `under` with the keys of `upper`, dictionaries within them merged likewise."""
    merged = {key: _over(under.get(key, {}), each) if isinstance(each, dict) else each for key, each in upper.items()}
    return under | merged
