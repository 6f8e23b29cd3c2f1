"""What the visitor chooses on lesson 1, and what becomes of choices that cannot be."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual.inputs import EDITOR, OWN_WORDS, first_sentence


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


def test_an_own_word_opens_the_editor_with_a_first_sentence_and_asks_for_more() -> None:
    app = chosen(word="zorgle")
    assert app.text[0].value == "zorgle|0|False|0"
    assert app.text_area[0].value == "I looked up the word “zorgle”."
    assert app.session_state[EDITOR]
    body = app.get("html")[0].proto.body
    assert "Write sentences with “zorgle” in Sentences" in body
    assert "el-problem" not in body


def test_an_own_word_with_sentences_in_the_address_leaves_the_editor_closed() -> None:
    app = chosen(word="zorgle", sentences="a: a zorgle")
    assert app.text[0].value == "zorgle|1|False|0"
    assert not app.session_state[EDITOR]


def typed_words() -> None:
    """The same with a plain field for the word: the test runner knows no option that was typed."""
    from typing import Any
    from unittest.mock import patch

    import streamlit as st

    from embedlab.lessons.static_or_contextual.inputs import choose_word

    def field(label: str, names: list[str], **_: Any) -> str:
        return st.text_input(label, "zorgle")

    with patch.object(st, "selectbox", field):
        choose_word(st.container())


def turned_to(app: AppTest, word: str) -> AppTest:
    app.text_input[0].set_value(word).run()
    assert not app.exception
    return app


def test_the_editor_is_opened_once_for_a_word() -> None:
    app = AppTest.from_function(typed_words).run()
    assert app.session_state[EDITOR]
    app.session_state[EDITOR] = False
    assert not app.run().session_state[EDITOR]
    assert turned_to(app, "blurb").session_state[EDITOR]


def test_each_own_word_keeps_its_sentences_for_the_session() -> None:
    app = AppTest.from_function(typed_words).run()
    app.text_area[0].set_value("a: my zorgle").run()
    assert turned_to(app, "blurb").text_area[0].value == first_sentence("blurb")
    assert turned_to(app, "zorgle").text_area[0].value == "a: my zorgle"
    assert not app.session_state[EDITOR]


def test_only_some_own_words_are_kept() -> None:
    app = AppTest.from_function(typed_words).run()
    app.text_area[0].set_value("a: my zorgle").run()
    for number in range(OWN_WORDS):
        turned_to(app, f"blurb{number}")
    assert turned_to(app, "zorgle").text_area[0].value == first_sentence("zorgle")
