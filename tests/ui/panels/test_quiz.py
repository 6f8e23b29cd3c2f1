"""The quiz: its key is what the page computed, and no result shows before it is asked for."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.lesson_text import load_lesson
from embedlab.ui.panels.quiz import result_html

KEY = "el-quiz-static_or_contextual-0"


def script(right: str) -> None:
    from embedlab.content.lesson_text import load_lesson
    from embedlab.lessons.static_or_contextual.facts import SenseFacts
    from embedlab.ui.panels.quiz import quiz
    from tests.kit.any_facts import any_facts

    quiz(load_lesson("static_or_contextual"), any_facts(SenseFacts) | {"accuracy_layer0_vs_chance": right})


def answered(right: str, chosen: str) -> AppTest:
    app = AppTest.from_function(script, args=(right,)).run()
    app.radio(key=KEY).set_value(chosen)
    return app.button(key=f"{KEY}-press").click().run()


def results(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html") if "el-result" in element.proto.body]


def test_nothing_is_chosen_and_no_result_shows_at_first() -> None:
    app = AppTest.from_function(script, args=("chance",)).run()
    assert [radio.value for radio in app.radio] == [None] * len(app.radio)
    assert results(app) == []


@pytest.mark.parametrize("right", ["chance", "better"])
def test_the_computed_fact_is_the_key(right: str) -> None:
    app = answered(right, "chance")
    assert ("Right." in results(app)[0]) == (right == "chance")


def test_a_wrong_answer_is_told_the_right_one() -> None:
    assert "No more often than one picked by lot" in results(answered("chance", "perfect"))[0]


def test_another_choice_takes_the_result_away() -> None:
    app = answered("chance", "chance")
    app.radio(key=KEY).set_value("better").run()
    assert results(app) == []


def test_pressing_without_a_choice_says_so() -> None:
    app = AppTest.from_function(script, args=("chance",)).run()
    app.button(key=f"{KEY}-press").click().run()
    assert any("Choose one answer first" in element.proto.body for element in app.get("html"))
    assert results(app) == []


def test_an_option_is_text_in_the_verdict() -> None:
    assert "<b>x" not in result_html(False, "<b>x")


def test_the_order_of_the_options_is_fixed_and_says_nothing_of_the_answer() -> None:
    def orders() -> list[list[str]]:
        return [list(radio.options) for radio in AppTest.from_function(script, args=("chance",)).run().radio]

    assert orders() == orders()
    written = [list(item.options.values()) for item in load_lesson("static_or_contextual").quiz]
    assert any(order != first for order, first in zip(orders(), written, strict=True))


def coming_and_going() -> None:
    import streamlit as st

    from tests.ui.panels.test_quiz import script

    if st.checkbox("there", value=True):
        script("chance")


def test_marks_are_kept_for_who_comes_back() -> None:
    app = AppTest.from_function(coming_and_going).run()
    app.radio(key=KEY).set_value("chance")
    app.button(key=f"{KEY}-press").click().run()
    app.checkbox[0].uncheck().run()
    assert results(app) == []
    app.checkbox[0].check().run()
    assert app.radio(key=KEY).value == "chance"
    assert "Right." in results(app)[0]
