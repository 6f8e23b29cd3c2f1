"""One text colour for a whole figure, for pages whose own theme would write axes in a grey too pale to read.

A figure sets no text colour (see `theme.py`). A page that knows its ink passes it here once, before it shows or
saves the figure; text that already has a colour of its own, such as text on a filled chip, keeps it.
"""

import plotly.graph_objects as go


def with_ink(drawn: go.Figure, ink: str) -> go.Figure:
    """Return the same figure, changed in place, with all inherited text in the colour `ink` ("#RRGGBB")."""
    written = {"tickfont": {"color": ink}, "title": {"font": {"color": ink}}}
    drawn.update_layout(font={"color": ink}, legend={"font": {"color": ink}})
    drawn.update_xaxes(written)
    drawn.update_yaxes(written)
    return drawn
