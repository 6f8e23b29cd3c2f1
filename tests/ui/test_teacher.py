"""Teacher mode is in the URL, survives links, and puts controls away without losing their values."""

import pytest
from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from embedlab.content.lesson_text import load_lesson
    from embedlab.ui.teacher import carried_params, control, current_link, hidden, teach_button, teacher_panel

    teach_button()
    teacher_panel(load_lesson("static_or_contextual").teacher, {"layer": "Layer", "model": "Model"})
    with control("layer"):
        layer = st.slider("Layer", 0, 12, 6, key="layer", bind="query-params")
    st.text(f"{hidden('layer')} {layer}")
    st.text(str(carried_params()))
    st.text(current_link())
    st.text(current_link(without=("teach",)))


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(script)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def test_a_visitor_sees_no_notes_and_carries_nothing() -> None:
    app = opened()
    assert len(app.markdown) == 0
    assert app.text[1].value == "{}"


def test_the_url_turns_teacher_mode_on() -> None:
    app = opened(teach="1")
    assert "Objective" in app.markdown[0].value
    assert app.text[1].value == "{'teach': '1'}"


def test_the_button_turns_it_on_and_off() -> None:
    app = opened()
    app.button[0].click().run()
    assert app.query_params["teach"] == "1"
    app.button[0].click().run()
    assert "teach" not in app.query_params


def test_what_is_put_away_is_put_away_for_students_too() -> None:
    app = opened(hide="layer")
    assert app.text[0].value == "True 6"
    assert len(app.markdown) == 0


def test_a_hidden_control_keeps_its_value() -> None:
    app = opened(teach="1", hide="layer", layer="9")
    assert app.text[0].value == "True 9"
    assert app.text[1].value == "{'teach': '1'}"


@pytest.mark.parametrize(("chosen", "expected"), [(["model", "layer"], "layer,model"), ([], None)])
def test_the_choice_of_hidden_controls_is_written_to_the_url(chosen: list[str], expected: str | None) -> None:
    app = opened(teach="1", hide="layer")
    app.get("button_group")[0].set_value(chosen).run()
    assert app.query_params.get("hide") == expected


def test_leaving_teacher_mode_shows_everything_again() -> None:
    app = opened(teach="1", hide="layer")
    app.button[0].click().run()
    assert "hide" not in app.query_params
    assert app.text[0].value == "False 6"


def test_the_link_holds_what_is_in_the_url_and_the_students_has_no_notes() -> None:
    app = opened(teach="1", layer="9", hide="model")
    assert app.text[2].value.endswith("?teach=1&layer=9&hide=model")
    assert app.text[3].value.endswith("?layer=9&hide=model")
