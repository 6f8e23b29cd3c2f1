"""Visitor text: in the URL while it fits, never lost when it does not."""

from streamlit.testing.v1 import AppTest

from embedlab.limits import LINK_CHARS
from embedlab.ui.state import TOO_LONG, bound, fits_link

LONG = "x" * (LINK_CHARS + 1)


def script() -> None:
    import streamlit as st

    from embedlab.ui.state import controls, shareable_text

    left, right = controls(2)
    with left:
        text = shareable_text("Sentences", "text", "a default")
    with right:
        st.text(text)


def typed(*texts: str) -> AppTest:
    app = AppTest.from_function(script).run()
    for text in texts:
        app.text_area[0].set_value(text).run()
    return app


def notes(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


def test_a_bound_widget_has_its_key_in_the_url() -> None:
    assert bound("layer") == {"key": "layer", "bind": "query-params"}


def test_the_limit_counts_what_is_written_in_the_address() -> None:
    assert fits_link("x" * LINK_CHARS)
    assert not fits_link(LONG)
    assert not fits_link("я" * (LINK_CHARS // 6 + 1))


def test_a_text_from_the_url_fills_the_area() -> None:
    app = AppTest.from_function(script)
    app.query_params["text"] = "from the link"
    assert app.run().text[0].value == "from the link"


def test_a_text_that_is_too_long_stays_and_says_so() -> None:
    app = typed(LONG)
    assert app.text[0].value == LONG
    assert any(TOO_LONG in html for html in notes(app))
    assert "text" not in app.query_params


def test_a_text_that_fits_again_returns_to_the_url() -> None:
    app = typed(LONG, "short")
    assert app.query_params["text"] == "short"
    assert notes(app) == []


def test_reset_puts_the_example_back_and_is_idle_while_it_stands() -> None:
    app = typed("of my own")
    assert app.button(key="el-text-apply").label == "Apply"
    app.button(key="el-text-reset").click().run()
    assert app.text[0].value == "a default"
    assert app.button(key="el-text-reset").disabled
