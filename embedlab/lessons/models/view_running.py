"""What the server does now, looked at again every two seconds while the part is open."""

import streamlit as st

from embedlab.lessons.models.study_running import loaded_lines, look
from embedlab.models.training import shared_trainer
from embedlab.ui.model_access import runtime
from embedlab.ui.panels.table import table

SECONDS = 2.0
HEAD = (
    "In memory", "Runs on", "Bytes", "Passes since this server started", "Texts", "A pass, median to 95th percentile",
)  # fmt: skip


def draw_running() -> None:
    """Draw it, and go on drawing it."""
    _draw_now()


@st.fragment(run_every=SECONDS)
def _draw_now() -> None:
    running = look(runtime(), shared_trainer())
    table("This server now", (), running.lines, style="parts el-card")
    if not running.loaded:
        st.caption("No model is in memory: none has been asked for yet.")
        return
    table("Models in memory", HEAD, loaded_lines(running), style="parts el-card")
