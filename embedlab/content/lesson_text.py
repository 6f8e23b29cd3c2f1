"""The text of a lesson: everything on its page that is words and not numbers.

Explanations are Markdown, formulas LaTeX. ``reveal`` and ``explain`` are templates in ``str.format``
style, which name what the page computes (the ``facts`` module of the lesson) and decide on digits themselves:
``{best_accuracy:.0%}``. All other texts are shown as they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import ASSETS, Table, load_asset
from embedlab.errors import InputError


@dataclass(frozen=True)
class Predict:
    """A question before the reveal, the guesses to choose from, and the template that then tells."""

    prompt: str
    options: tuple[str, ...]
    reveal: str


@dataclass(frozen=True)
class WhySection:
    """One step of the explanation; ``formula`` is LaTeX without delimiters, ``code`` is Python."""

    title: str
    text: str
    formula: str | None
    code: str | None


@dataclass(frozen=True)
class QuizItem:
    """A question; ``options`` maps keys to texts, ``answer`` names the choice whose value is the right key."""

    question: str
    options: Mapping[str, str]
    answer: str
    explain: str


@dataclass(frozen=True)
class Reading:
    """Where to read on."""

    authors: str
    title: str
    venue: str
    year: int
    url: str


@dataclass(frozen=True)
class TeacherNotes:
    """The objective, a script with times, what the class should see, and what often goes wrong."""

    objective: str
    minutes: int
    script: tuple[str, ...]
    see: tuple[str, ...]
    mistakes: tuple[str, ...]


@dataclass(frozen=True)
class Preset:
    """Three texts to compare: A and B mean the same, A and C share words."""

    name: str
    a: str
    b: str
    c: str


@dataclass(frozen=True)
class Lesson:
    """All words of one page; ``number`` is 0 and ``axis`` None for a page that is no axis."""

    number: int
    id: str
    title: str
    axis: str | None
    question: str
    lead: str
    page: str
    ready: bool
    limits: str
    predict: Predict
    why: tuple[WhySection, ...]
    quiz: tuple[QuizItem, ...]
    reading: tuple[Reading, ...]
    teacher: TeacherNotes
    presets: tuple[Preset, ...]


@cache
def load_lesson(lesson_id: str) -> Lesson:
    """Return the lesson with this id.

    Raises ``InputError`` for an id without a lesson, ``EmbedLabError`` naming the file when its text is wrong.
    """
    if not re.fullmatch(r"[a-z0-9_]+", lesson_id) or not (ASSETS / "lessons" / lesson_id / "text.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in (ASSETS / "lessons").glob("*/text.toml")))
        raise InputError(f"There is no lesson called {lesson_id!r}; the lessons are: {known}.")
    return load_asset(f"lessons/{lesson_id}/text.toml", _lesson)


def _lesson(table: Table) -> Lesson:
    return Lesson(
        number=table.whole("number"),
        id=table.text("id"),
        title=table.plain_text("title"),
        axis=table.optional_text("axis"),
        question=table.plain_text("question"),
        lead=table.plain_text("lead"),
        page=table.text("page"),
        ready=table.flag("ready"),
        limits=table.text("limits"),
        predict=table.one("predict", _predict),
        why=table.each("why", _why),
        quiz=table.each("quiz", _quiz),
        reading=table.each("reading", _reading),
        teacher=table.one("teacher", _teacher),
        presets=table.each("presets", _preset),
    )


def _predict(table: Table) -> Predict:
    return Predict(table.plain_text("prompt"), table.texts("options"), table.text("reveal"))


def _why(table: Table) -> WhySection:
    return WhySection(
        table.text("title"), table.text("text"), table.optional_text("formula"), table.optional_text("code")
    )


def _quiz(table: Table) -> QuizItem:
    return QuizItem(
        table.plain_text("question"), table.options("options"), table.text("answer"), table.text("explain")
    )


def _reading(table: Table) -> Reading:
    return Reading(
        table.text("authors"),
        table.text("title"),
        table.text("venue"),
        table.whole("year"),
        table.text("url"),
    )


def _teacher(table: Table) -> TeacherNotes:
    return TeacherNotes(
        table.text("objective"),
        table.whole("minutes"),
        table.texts("script"),
        table.texts("see"),
        table.texts("mistakes"),
    )


def _preset(table: Table) -> Preset:
    return Preset(table.text("name"), table.text("a"), table.text("b"), table.text("c"))
