"""What a visitor takes away is asked for when the panel is opened, and made when it is taken."""

from streamlit.testing.v1 import AppTest


def panel() -> None:
    from collections.abc import Callable

    import streamlit as st

    from embedlab.ui.exports import export_panel

    def rows() -> list[dict[str, object]]:
        st.session_state["made"] = True
        return []

    st.session_state["asked"] = 0

    def tables() -> dict[str, Callable[[], list[dict[str, object]]]]:
        st.session_state["asked"] += 1
        return {"Occurrences": rows}

    export_panel("Static or contextual?", tables, lambda: lambda: b"")


def test_nothing_is_asked_for_before_the_panel_is_opened_nor_made_before_it_is_taken() -> None:
    app = AppTest.from_function(panel).run()
    assert app.session_state["asked"] == 0
    app.session_state["el-export-panel"] = True
    app.run()
    assert app.session_state["asked"] == 1
    assert len(app.get("download_button")) == 2
    assert "made" not in app.session_state
