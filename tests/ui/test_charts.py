"""A figure on a page has words, a quiet toolbar, and moves only where motion is welcome."""

import json

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.ui.charts import text_alternative


def script() -> None:
    import plotly.graph_objects as go
    import streamlit as st

    from embedlab.ui.charts import chart

    fig = go.Figure(go.Scatter(x=[0, 1], y=[0, 1], mode="markers", customdata=[10, 11]))
    fig.update_layout(meta={"alt": "Two dots."}, transition={"duration": 400})
    st.text(f"chosen {chart(fig, 'map', select=True)!r}")


def test_a_figure_without_words_is_refused() -> None:
    with pytest.raises(KeyError, match="alt"):
        text_alternative(go.Figure())


def test_the_words_reach_the_page() -> None:
    app = AppTest.from_function(script).run()
    assert app.get("plotly_chart")[0].proto.alt == "Two dots."
    assert app.text[0].value == "chosen None"


def test_cells_reach_the_page_in_colours_that_it_swaps_for_its_theme() -> None:
    def cells() -> None:
        from embedlab.figures.token_pairs import token_pairs
        from embedlab.ui.charts import chart

        chart(token_pairs([[1.0, 0.0]], ["a"], ["b", "c"]), "cells")

    trace = json.loads(AppTest.from_function(cells).run().get("plotly_chart")[0].proto.spec)["data"][0]
    assert [colour for _, colour in trace["colorscale"]] == [f"#0000{number}" for number in range(21, 31)]
    assert trace["textfont"]["color"] == "#000008"
    assert [("#000009" in text) for text in trace["text"][0]] == [True, False]


def test_a_chosen_point_outlives_the_selection() -> None:
    from streamlit.typing import PlotlyState

    app = AppTest.from_function(script).run()
    point = {"customdata": [11], "point_index": 1, "curve_number": 0}
    nothing = {"box": [], "lasso": []}
    app.session_state["map"] = PlotlyState({"selection": {"points": [point], "point_indices": [1], **nothing}})
    assert app.run().text[0].value == "chosen 11"
    app.session_state["map"] = PlotlyState({"selection": {"points": [], "point_indices": [], **nothing}})
    assert app.run().text[0].value == "chosen 11"


def moves() -> None:
    import plotly.graph_objects as go

    from embedlab.ui.charts import chart

    fig = go.Figure(go.Scatter(x=[0], y=[0]))
    fig.update_layout(meta={"alt": "A dot."}, transition={"duration": 400}, height=100)
    chart(fig, "map", moves=True)


def sent(app: AppTest) -> dict[str, object]:
    layout: dict[str, object] = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]
    return layout


def test_the_marks_of_a_figure_that_moves_take_its_time_and_none_for_who_asked_for_that() -> None:
    assert sent(AppTest.from_function(moves).run())["meta"]["glide"] == 400  # type: ignore[index]
    app = AppTest.from_function(moves)
    app.session_state["el-reduced-motion"] = True
    assert sent(app.run())["meta"]["glide"] == 0  # type: ignore[index]


def test_no_figure_is_moved_by_plotly_which_would_not_fit_it_to_another_width() -> None:
    assert "transition" not in sent(AppTest.from_function(moves).run())
    assert "glide" not in sent(AppTest.from_function(script).run())["meta"]  # type: ignore[operator]


def test_a_projected_figure_is_half_as_large_again_and_its_text_can_be_read() -> None:
    app = AppTest.from_function(moves)
    app.query_params["teach"] = "1"
    layout = sent(app.run())
    assert layout["height"] == 150
    assert layout["font"]["size"] == 18  # type: ignore[index]
