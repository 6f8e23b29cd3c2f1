"""What the visitor chooses on lesson 1, and what becomes of choices that cannot be."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.sense_words import load_sense_words


def words() -> None:
    import streamlit as st

    from embedlab.lessons.static_or_contextual.inputs import choose_word, say_problems

    choice = choose_word(st.container())
    st.text(f"{choice.word}|{len(choice.occurrences)}|{choice.shipped}|{len(choice.problems)}")
    say_problems(choice)


def chosen(**parameters: str) -> AppTest:
    app = AppTest.from_function(words)
    for name, value in parameters.items():
        app.query_params[f"static_or_contextual-{name}"] = value
    app.run()
    assert not app.exception
    return app


def test_point_with_its_shipped_sentences_comes_first() -> None:
    assert chosen().text[0].value == "point|30|True|0"


@pytest.mark.parametrize("typed", ["BANK", " bank ", "Bank"])
def test_a_shipped_word_is_known_in_any_case(typed: str) -> None:
    count = len(load_sense_words()["bank"].occurrences)
    assert chosen(word=typed).text[0].value == f"bank|{count}|True|0"


def test_a_changed_sentence_is_no_longer_the_shipped_example() -> None:
    app = chosen()
    app.text_area[0].set_value(f"{app.text_area[0].value}\ntip: One more point.").run()
    assert app.text[0].value == "point|31|False|0"


def test_the_shipped_text_typed_again_is_the_shipped_example() -> None:
    app = chosen()
    text = app.text_area[0].value
    app.text_area[0].set_value("a: point").run()
    app.text_area[0].set_value(text).run()
    assert app.text[0].value == "point|30|True|0"


def test_each_word_keeps_its_own_sentences() -> None:
    app = chosen()
    app.text_area[0].set_value("a: my point").run()
    app.selectbox[0].set_value("bank").run()
    assert app.text[0].value.startswith("bank|")
    app.selectbox[0].set_value("point").run()
    app.run()
    assert app.text_area[0].value == "a: my point"


def test_an_own_word_starts_without_sentences_and_asks_for_them() -> None:
    app = chosen(word="zorgle")
    assert app.text[0].value == "zorgle|0|False|0"
    assert "There is no sentence with “zorgle” yet" in app.get("html")[0].proto.body


def layers() -> None:
    from types import SimpleNamespace
    from typing import Any

    import streamlit as st

    from embedlab.lessons.static_or_contextual.inputs import choose_layer, chosen_layer

    found: Any = SimpleNamespace(study=SimpleNamespace(layers=6), model=SimpleNamespace(name="a model"))
    st.text(f"{chosen_layer(6)} {choose_layer(found)} {chosen_layer(6)}")


@pytest.mark.parametrize(("asked", "shown"), [("3", "3"), ("0", "0"), ("12", "3"), ("-1", "3"), ("x", "3")])
def test_a_layer_outside_the_model_is_the_first_one_again(asked: str, shown: str) -> None:
    app = AppTest.from_function(layers)
    app.query_params["static_or_contextual-layer6"] = asked
    assert app.run().text[0].value == f"3 {shown} {shown}"
