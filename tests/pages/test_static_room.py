"""The static room: four tools over real word vectors, and what each says of input that it cannot use."""

import pytest

from embedlab.limits import WORDS
from tests.pages.kit.screen import alive, alternatives, bodies, figures, findings, lesson, problems

NEIGHBOURS, ANALOGY, ODD, AXIS = "Neighbours", "Analogy", "Odd one out", "An axis of your own"


def test_neighbours_of_another_word() -> None:
    app = lesson()
    assert "surgeon" in alternatives(app)["room-neighbours"]
    alive(app.text_input(key="near").set_value("guitar").run())
    assert "bass" in alternatives(app)["room-neighbours"]
    assert any("to “guitar”" in line for line in findings(app))


def test_the_analogy_is_solved_and_its_shares_add_up() -> None:
    app = lesson(tool=ANALOGY)
    assert any("“man” is to “king” as “woman” is to “queen” (cosine 0.85)" in line for line in findings(app))
    assert len(figures(app)["room-analogy-strips"]["data"][0]["z"]) == 5
    table = bodies(app).split('aria-label="Parts of cosine with “queen”"')[1]
    assert "the parts add up" in table
    assert "which is not" not in table


def test_the_odd_word_is_found() -> None:
    app = lesson(tool=ODD)
    assert any("“airport” is least like the others" in line for line in findings(app))


def test_the_axis_places_words_between_its_ends() -> None:
    app = lesson(tool=AXIS, place="cow subway")
    text = alternatives(app)["room-axis"]
    assert "cow" in text
    assert "subway" in text
    other = lesson(tool=AXIS, place="cow subway", low="city", high="village")
    assert alternatives(other)["room-axis"] != text


BAD = [
    (NEIGHBOURS, {"near": "qwertyzxcv"}, "“qwertyzxcv” is not among the 400,000 words of this table"),
    (NEIGHBOURS, {"near": " "}, "Type a word."),
    (NEIGHBOURS, {"near": "<b>x</b>"}, "“<b>x</b>” is not among"),
    (ANALOGY, {"analogy_a": " "}, "Type a word."),
    (ANALOGY, {"analogy_b": "qwertyzxcv"}, "“qwertyzxcv” is not among"),
    (ODD, {"odd": "two words"}, "At least three words are needed"),
    (ODD, {"odd": "one two qwertyzxcv"}, "“qwertyzxcv” is not among"),
    (ODD, {"odd": "a " * 3}, "At least three words are needed"),
    (ODD, {"odd": " ".join(f"w{number}" for number in range(WORDS + 1))}, f"These are {WORDS + 1} words; at most"),
    (ODD, {"odd": "x" * 5_000}, "has 5,000 characters; a word has at most 40"),
    (AXIS, {"low": "city"}, "Both ends of the axis lie in the same place"),
    (AXIS, {"low": " "}, "Type at least one word at each end."),
    (AXIS, {"place": " , ;"}, "Type the words to place on the axis."),
]


@pytest.mark.parametrize(("tool", "typed", "message"), BAD)
def test_input_that_cannot_be_used_is_answered_and_kept(tool: str, typed: dict[str, str], message: str) -> None:
    app = lesson(tool=tool, **typed)
    assert [line for line in problems(app) if message in line]
    assert not [key for key in figures(app) if key.startswith("room-")]
    for name, text in typed.items():
        assert app.text_input(key=name.replace("_", "-")).value == text
    assert "occurrences" in figures(app)
