"""A guess is free: it can be skipped, it is shown after the reveal, and it can be taken back."""

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from embedlab.content.lesson_text import load_lesson
    from embedlab.ui.panels.predict import predict_panel

    facts = {"best_layer": 6, "layers": 12, "model": "M*", "best_accuracy": 0.94, "word": "$w$", "n": 21}
    facts |= {"layer0_accuracy": 0.2, "chance": 0.3}
    choice = predict_panel(load_lesson("static_or_contextual"), "guess", facts)
    st.text(f"returned {choice!r}")


def shown(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_nothing_is_chosen_or_revealed_at_first() -> None:
    app = AppTest.from_function(script).run()
    assert app.radio[0].value is None
    assert "94%" not in shown(app)
    assert app.text[0].value == "returned None"


def test_committing_shows_the_guess_and_the_reveal_with_live_numbers() -> None:
    app = AppTest.from_function(script).run()
    option = app.radio[0].options[1]
    app.radio[0].set_value(option)
    app.button(key="guess-commit").click().run()
    assert f"**{option}**" in shown(app)
    assert "**94%**" in shown(app)
    assert r"\$w\$" in shown(app)
    assert app.text[0].value == f"returned {option!r}"


def test_skipping_reveals_too() -> None:
    app = AppTest.from_function(script).run()
    app.button(key="guess-skip").click().run()
    assert "**94%**" in shown(app)
    assert app.text[0].value == "returned None"


def test_committing_nothing_asks_for_a_choice() -> None:
    app = AppTest.from_function(script).run()
    app.button(key="guess-commit").click().run()
    assert "94%" not in shown(app)
    assert "Choose one answer first" in app.get("html")[0].proto.body


def test_a_guess_can_be_made_again() -> None:
    app = AppTest.from_function(script).run()
    app.button(key="guess-skip").click().run()
    app.button(key="guess-again").click().run()
    assert "94%" not in shown(app)
