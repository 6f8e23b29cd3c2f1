import ast
import re
import string
from importlib import import_module
from types import SimpleNamespace
from typing import get_args, get_type_hints

import pytest

from embedlab.content.facts import Facts, choices_of
from embedlab.content.lesson_text import Lesson, QuizItem, load_lesson, told_by
from embedlab.content.pages import load_page, load_pages
from embedlab.errors import InputError

SLUGS = [entry.slug for entry in load_pages() if entry.ready]
each_lesson = pytest.mark.parametrize("slug", SLUGS)


@each_lesson
def test_a_lesson_has_every_part(slug):
    lesson = load_lesson(slug)
    assert lesson.page == load_page(slug)
    assert "\n" not in lesson.page.question + lesson.lead
    assert len(lesson.why) >= 4
    assert len(lesson.predict.options) >= 3
    assert lesson.reading
    assert lesson.teacher.script
    assert lesson.teacher.see
    assert lesson.teacher.mistakes


def facts_of(slug: str) -> SimpleNamespace:
    """The names of everything that the page of a lesson computes: its choices with their values, and its numbers."""
    module = import_module(f"embedlab.lessons.{slug}.facts")
    records = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Facts)]
    record = next((kind for kind in records if kind is not Facts), None)
    if record is None:
        return SimpleNamespace(CHOICES=module.CHOICES, NUMBERS=module.NUMBERS)
    choices = choices_of(record)
    others = {name: hint for name, hint in get_type_hints(record).items() if name not in choices}
    return SimpleNamespace(CHOICES=choices, NUMBERS={name: get_args(hint)[0] for name, hint in others.items()})


def template_slips(lesson: Lesson, facts: SimpleNamespace) -> list[str]:
    """What a page could not fill in, or a quiz not answer: unknown facts, options that are no values of a choice."""
    known = {name: {str: "x", int: 3, float: 0.25}[kind] for name, kind in facts.NUMBERS.items()}
    known |= {name: values[0] for name, values in facts.CHOICES.items()}
    slips = []
    for template in [lesson.predict.reveal, *(item.explain for item in lesson.quiz)]:
        try:
            names = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
        except ValueError:
            slips.append(f"the braces do not close: {template}")
            continue
        slips += [f"no page computes {name!r}" for name in names - set(known)]
        if not names or (names <= set(known) and re.search(r"[{}]", template.format_map(known))):
            slips.append(f"names no fact, or leaves a brace: {template}")
    for item in lesson.quiz:
        if set(item.options) != set(facts.CHOICES.get(item.answer, ())):
            slips.append(f"the options are not the values of {item.answer!r}")
    return slips


@each_lesson
def test_a_lesson_names_only_facts_that_its_page_computes(slug):
    assert not set(facts_of(slug).CHOICES) & set(facts_of(slug).NUMBERS)
    assert template_slips(load_lesson(slug), facts_of(slug)) == []


@pytest.mark.parametrize(
    ("old", "new", "slip"),
    [
        ("{best_layers}", "{best_leyers}", "no page computes 'best_leyers'"),
        ("{word}", "{word.__class__}", "no page computes 'word.__class__'"),
        ("{best_layers}", "{best_layers", "the braces do not close"),
        ("{word}", "{{word}}", "leaves a brace"),
    ],
)
def test_a_slip_in_a_template_is_found(old, new, slip):
    lesson = load_lesson("static_or_contextual")
    assert old in lesson.predict.reveal
    predict = lesson.predict.model_copy(update={"reveal": lesson.predict.reveal.replace(old, new)})
    found = template_slips(lesson.model_copy(update={"predict": predict}), facts_of("static_or_contextual"))
    assert any(slip in line for line in found), found


@pytest.mark.parametrize(("answer", "option"), [("cheeper", "lookup"), ("cheaper", "look_up")])
def test_a_slip_in_a_quiz_is_found(answer, option):
    lesson = load_lesson("static_or_contextual")
    options = {option: "A look-up", "forward": "A forward pass"}
    item = QuizItem(question="Which?", options=options, answer=answer, explain="{lookup_us:.1f} µs.")
    found = template_slips(lesson.model_copy(update={"quiz": (item,)}), facts_of("static_or_contextual"))
    assert found == [f"the options are not the values of {answer!r}"]


def test_what_a_lesson_tells_of_what_ships_is_filled_in_and_lines_without_a_fact_are_left_out():
    lesson = load_lesson("static_or_contextual")
    see = ("From {before:.0%} to {after:.0%}.", "Look at {nothing}.", "Plain.")
    why = (lesson.why[0].model_copy(update={"text": "One {after:.2f}.\nOne {nothing}.\nPlain."}),)
    notes = lesson.teacher.model_copy(update={"see": see})
    told = told_by(lesson.model_copy(update={"why": why, "teacher": notes}), {"before": 0.25, "after": 0.5})
    assert told.teacher.see == ("From 25\u00a0% to 50\u00a0%.", "Plain.")
    assert told.why[0].text == "One 0.50.\nPlain."
    assert told.limits == lesson.limits


@each_lesson
def test_the_script_fits_its_time(slug):
    notes = load_lesson(slug).teacher
    times = [re.match(r"(\d):(\d\d) ", step) for step in notes.script]
    seconds = [60 * int(time[1]) + int(time[2]) for time in times]
    assert seconds[0] == 0
    assert seconds == sorted(seconds)
    assert seconds[-1] < 60 * notes.minutes


@each_lesson
def test_code_is_python_and_formulas_are_balanced(slug):
    for section in load_lesson(slug).why:
        ast.parse(section.code or "")
        formula = section.formula or ""
        assert formula.count("{") == formula.count("}")
        assert formula.count(r"\left") == formula.count(r"\right")


@each_lesson
def test_reading_is_on_open_addresses(slug):
    for paper in load_lesson(slug).reading:
        assert paper.url.startswith("https://")
        assert 1900 <= paper.year <= 2026


def test_home_cites_the_article_behind_the_taxonomy():
    first = load_lesson("home").reading[0]
    assert first.authors == "Oriol Alàs Cercós"
    assert first.url == "https://oriolac.github.io/posts/20251025-embedding-models/"


def test_presets_pit_shared_meaning_against_shared_words():
    def shared(a, b):
        return len(set(re.findall(r"\w+", a.casefold())) & set(re.findall(r"\w+", b.casefold())))

    presets = load_lesson("home").presets
    assert len(presets) >= 4
    assert all(shared(p.a, p.c) > shared(p.a, p.b) for p in presets)
    assert all(shared(p.a, p.b) == 0 for p in presets if p.name != "A flat tire")


@pytest.mark.parametrize("slug", SLUGS[1:])
def test_the_quiz_of_a_lesson_asks_four_or_five_computed_questions(slug):
    quiz = load_lesson(slug).quiz
    assert 4 <= len(quiz) <= 5
    assert len({item.answer for item in quiz}) == len(quiz)


@pytest.mark.parametrize("slug", ["nope", "", "../axes", "home.toml"])
def test_an_unknown_lesson_names_those_that_exist(slug):
    with pytest.raises(InputError, match=r"the lessons are: home, static_or_contextual, .*models\."):
        load_lesson(slug)
