"""The quiz of lesson 1: its answers are computed from the page that is open, right ones and wrong ones."""

from functools import partial

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.lesson_text import load_lesson
from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual.inputs import KEYS
from embedlab.lessons.static_or_contextual.shipped import load_study
from tests.kit.pages.screen import alive, lesson_page, markdown, results

lesson = partial(lesson_page, KEYS.slug, parts=("check",))
QUIZ = load_lesson("static_or_contextual").quiz
KEY = "el-quiz-static_or_contextual-{}"
SCREENS = [("E5 small v2", "e5-small-v2", "point"), ("paraphrase-MiniLM-L3-v2", "paraphrase-minilm-l3-v2", "seal")]


def answers(model: str, word: str) -> dict[str, str]:
    """The right options, worked out here from the shipped study alone."""
    found = load_study(model, word, load_sense_words()[word].occurrences)
    assert found
    scores = found.study.scores
    assert scores
    best = int(np.argmax(scores.accuracy))
    last = len(scores.accuracy) - 1
    equals = np.flatnonzero(np.isclose(scores.accuracy, scores.accuracy.max(), atol=1e-9)).tolist()
    places = {{0: "first", last: "last"}.get(layer, "middle") for layer in equals}
    lift, cosine = scores.accuracy[0] - scores.chance, scores.mean_cosine[best]
    return {
        "accuracy_layer0_vs_chance": "perfect" if scores.accuracy[0] >= 1 else "better" if lift > 0.1 else "chance",
        "static_spots": "one",
        "best_layer_region": places.pop() if len(places) == 1 else "several",
        "random_words_cosine": "above_half" if cosine >= 0.5 else "between" if cosine >= 0.1 else "near_zero",
        "cheaper": "lookup",
    }


def checked(app: AppTest, number: int, option: str) -> list[str]:
    app.radio(key=KEY.format(number)).set_value(option)
    alive(app.button(key=KEY.format(number) + "-press").click().run())
    return results(app)


@pytest.mark.parametrize(("name", "model", "word"), SCREENS)
def test_every_answer_is_the_computed_one(name: str, model: str, word: str) -> None:
    app = lesson(model=name, word=word)
    right = answers(model, word)
    for number, item in enumerate(QUIZ):
        assert checked(app, number, right[item.answer])[number:] == ["Right."]


@pytest.mark.parametrize("number", range(len(QUIZ)))
def test_a_wrong_answer_is_told_the_right_one(number: int) -> None:
    item = QUIZ[number]
    right = answers("e5-small-v2", "point")[item.answer]
    wrong = next(option for option in item.options if option != right)
    verdict = checked(lesson(), number, wrong)
    assert verdict == [f"Not here. On this page the answer is: {item.options[right]}"]


def test_the_answers_are_not_the_same_on_every_screen() -> None:
    assert answers(*SCREENS[0][1:]) != answers(*SCREENS[1][1:])


def test_an_explanation_has_the_numbers_of_the_page() -> None:
    app = lesson()
    checked(app, 1, "one")
    assert "so 30 occurrences in 5 senses look up the same numbers" in markdown(app)
    assert "nan" not in markdown(app)
