"""A part below the first screen: drawn when it is open, asked for by name, and a fault in it stays in it."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from embedlab.errors import InputError
    from embedlab.ui.panels.section import redraw, section

    def play() -> None:
        st.slider("Layer", 0, 9, 0, key="layer", on_change=redraw, args=("play", "first", "second"))
        st.text(f"play {st.session_state['layer']}")

    def draw(name: str) -> None:
        st.text(f"{name} {st.session_state['layer']}")

    def fail() -> None:
        raise InputError("This cannot be drawn.")

    st.text("whole page")
    st.fragment(play, key="play")()
    section("First", "first", lambda: draw("first"))
    section("Second", "second", lambda: draw("second"))
    section("Third", "third", lambda: draw("third"))
    section("Fourth", "fourth", fail)
    st.text("last")


def opened(*parts: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for part in parts:
        app.query_params[part] = "true"
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_a_part_is_drawn_only_while_it_is_open() -> None:
    assert texts(opened()) == ["whole page", "play 0", "last"]
    assert texts(opened("second")) == ["whole page", "play 0", "second 0", "last"]


def test_a_control_draws_its_own_fragment_and_the_open_parts_that_follow_it_and_nothing_else() -> None:
    app = opened("second", "third")
    app.slider(key="layer").set_value(4).run()
    assert texts(app) == ["play 4", "second 4"]


def test_with_every_follower_closed_nothing_is_asked_for() -> None:
    app = opened("third")
    app.slider(key="layer").set_value(4).run()
    # Without a name to ask for, the test runner draws the whole page; a browser asks for the slider's fragment alone.
    assert texts(app) == ["whole page", "play 4", "third 4", "last"]


def test_what_an_error_says_stands_in_its_part_and_the_page_goes_on() -> None:
    app = opened("fourth")
    assert texts(app)[-1] == "last"
    assert any("This cannot be drawn." in element.proto.body for element in app.get("html"))
