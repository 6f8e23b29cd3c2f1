"""The guess before the answer: veiled until the visitor has guessed or asked, and never in the way."""

from streamlit.testing.v1 import AppTest

KEY = "el-guess-single_or_late"


def script() -> None:
    import streamlit as st

    from embedlab.content.lesson_text import Predict
    from embedlab.ui.panels.guess import guess_strip

    options = ("This **one**", "That one")
    asked = Predict(prompt="What?", options=options, reveal="It is {value:.0%} of {name}.")
    facts = {"value": 0.94, "name": "$w$"} if st.session_state.get("known", True) else {}
    for slug in ("single_or_late", "home", "uses"):
        guess = guess_strip(slug, asked, facts)
        guess.finding(f"The answer of {slug}.")


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_function(script)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def drawn(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def told(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_nothing_of_the_answer_is_sent_at_first() -> None:
    app = opened()
    assert "The answer" not in drawn(app)
    assert "94\u00a0%" not in told(app)
    assert drawn(app).count("el-veiled") == 3


def test_one_press_is_a_guess_and_stands_beside_what_came_out() -> None:
    app = opened()
    app.button(key=f"{KEY}-0").click().run()
    assert "The answer of single_or_late." in drawn(app)
    assert "The answer of home." not in drawn(app)
    assert "Your guess: **This \\*\\*one\\*\\***. It is 94\u00a0% of \\$w\\$." in told(app)


def test_show_me_reveals_without_a_guess() -> None:
    app = opened()
    app.button(key=f"{KEY}-show").click().run()
    assert "The answer of single_or_late." in drawn(app)
    assert "Your guess:" not in told(app)


def test_the_veil_names_the_button_that_lifts_it() -> None:
    for app, label in ((opened(), "Show me"), (opened(teach="1"), "Reveal")):
        assert app.button(key=f"{KEY}-show").label == label
        assert drawn(app).count(f"Guess first, or press {label}: the answer comes here.") == 3


def test_after_two_skips_the_session_asks_no_more_until_a_visitor_guesses_again() -> None:
    app = opened()
    app.button(key=f"{KEY}-show").click().run()
    app.button(key="el-guess-home-show").click().run()
    assert "The answer of uses." in drawn(app)
    assert "el-veiled" not in drawn(app)
    app.button(key=f"{KEY}-again").click().run()
    assert "The answer of single_or_late." not in drawn(app)


def test_the_address_can_switch_it_off() -> None:
    app = opened(guess="off")
    assert "el-veiled" not in drawn(app)
    assert not app.button


def test_a_teacher_has_one_reveal_and_revealing_is_no_skip() -> None:
    app = opened(teach="1")
    assert app.button(key=f"{KEY}-show").label == "Reveal"
    for slug in ("single_or_late", "home"):
        app.button(key=f"el-guess-{slug}-show").click().run()
    assert "The answer of uses." not in drawn(app)


def test_a_page_that_knows_no_answer_asks_nothing_and_veils_nothing() -> None:
    app = AppTest.from_function(script)
    app.session_state["known"] = False
    assert "el-veiled" not in drawn(app.run())
