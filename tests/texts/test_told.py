"""What explanations, limits and notes tell of what ships is known whenever all of it is there."""

from importlib import import_module
from string import Formatter

import pytest

from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.home import facts_told
from embedlab.lessons.home.shipped import load_vectors
from embedlab.lessons.home.study import text_cards
from tests.every_page import READY


@pytest.mark.parametrize("slug", READY)
def test_no_line_is_left_out_for_want_of_a_fact(slug: str) -> None:
    told = import_module(f"embedlab.lessons.{slug}.lesson").LESSON.told
    known = told().known() if told else {}
    lesson = load_lesson(slug)
    texts = (lesson.limits, *(part.text for part in lesson.why), *lesson.teacher.see)
    assert {name for text in texts for _, name, _, _ in Formatter().parse(text) if name} - set(known) == set()


def test_home_counts_the_models_that_find_the_same_meaning() -> None:
    found = facts_told.told()
    preset = next(preset for preset in load_lesson("home").presets if preset.name == "A sick child")
    counted = 0
    for model in text_cards():
        vectors = load_vectors(model.id, (preset.a, preset.b, preset.c))
        assert vectors is not None
        counted += float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2])
    assert (found.found_child, found.models) == (counted, len(text_cards()))


def test_home_says_nothing_of_what_does_not_ship(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_told, "load_vectors", lambda *_: None)
    monkeypatch.setattr(facts_told, "load_random_pairs", lambda _: None)
    assert set(facts_told.told().known()) == {"models"}
