"""One way to show a figure: full width, a text alternative, a quiet toolbar, and at most one chosen point."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import plotly.graph_objects as go
import streamlit as st

from embedlab.figures.kit.both_themes import for_either_theme
from embedlab.figures.kit.enlarge import enlarged
from embedlab.figures.kit.half_loaded import wait_for
from embedlab.figures.kit.ink import with_ink
from embedlab.palette import STRONG_INK
from embedlab.ui.page_script import reduced_motion
from embedlab.ui.teacher import teaching

PROJECTED: Final = 1.5
LEAST_PROJECTED: Final = 18
"""In teacher mode every figure is larger by this factor, and no text in it smaller than so many pixels."""

_TOOLBAR_WITHOUT: Final = [
    "select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d", "toggleSpikelines", "hoverCompareCartesian",
    "hoverClosestCartesian",
]  # fmt: skip


CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "displayModeBar": "hover",
    "modeBarButtonsToRemove": _TOOLBAR_WITHOUT,
    "responsive": True,
}
"""Plotly's settings of every figure; what its camera saves is drawn by ``scripts/picture.js``."""


def text_alternative(fig: go.Figure) -> str:
    """Return the sentence that stands for the figure; every figure carries one in ``layout.meta["alt"]``.

    Raises KeyError for a figure without it, because an unexplained picture must not reach a page.
    """
    return str((fig.layout.meta or {})["alt"])


def chart(
    fig: go.Figure,
    key: str,
    *,
    select: bool = False,
    height: int | None = None,
    on_choose: Callable[[Any], None] | None = None,
    moves: bool = False,
) -> Any | None:
    """Draw ``fig`` and return the ``customdata`` of the chosen point, or None.

    ``height`` is in pixels; without it the figure's own height holds. Streamlit forgets a selection whenever the
    figure changes, so the last chosen point is kept under ``chosen_key(key)`` until another is chosen.
    ``on_choose`` is given the ``customdata`` before the page is drawn again, so that the figure may follow it. With
    ``moves`` its marks set out from where they were in the figure before: ``scripts/glide.js`` moves them.
    """
    wait_for("pandas")
    shown = for_either_theme(with_ink(fig, STRONG_INK))
    # Plotly has nothing to move, since each figure is mounted anew, and does not resize a figure with a transition.
    takes, shown.layout.transition = shown.layout.transition.duration, None
    if moves:
        shown.layout.meta = {**shown.layout.meta, "glide": 0 if reduced_motion() else takes}
    if height:
        shown.layout.height = height
    if teaching():
        shown = enlarged(shown, PROJECTED, LEAST_PROJECTED)
    # Streamlit colours a figure anew only when it is another one.
    shown.layout.meta = {**(shown.layout.meta or {}), "scheme": st.session_state.get("el-scheme")}
    event = st.plotly_chart(
        shown,
        key=key,
        width="stretch",
        theme="streamlit",
        # A callback, because a figure that changes in this very run would lose the selection that changed it.
        on_select=partial(_keep, key, on_choose) if select else "ignore",
        selection_mode="points",
        config=CONFIG,
        alt=text_alternative(fig),
    )
    if not select:
        return None
    _keep_points(key, event)
    return st.session_state.get(chosen_key(key))


def _keep(key: str, on_choose: Callable[[Any], None] | None) -> None:
    if _keep_points(key, st.session_state[key]) and on_choose:
        on_choose(st.session_state[chosen_key(key)])


def _keep_points(key: str, state: Any) -> bool:
    if points := state.selection.points:
        st.session_state[chosen_key(key)] = _plain(points[0].get("customdata"))
    return bool(points)


def chosen_key(key: str) -> str:
    """Return where the chosen point of the chart ``key`` is kept in the session; delete it to choose none."""
    return f"{key}-chosen"


def _plain(customdata: Any) -> Any:
    """Unwrap the one-element list that plotly makes of a single value."""
    return customdata[0] if isinstance(customdata, list) and len(customdata) == 1 else customdata
