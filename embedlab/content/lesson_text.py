"""The text of a lesson: everything on its page that is words and not numbers.

Explanations are Markdown, formulas LaTeX. ``reveal`` and ``explain`` are templates in ``str.format``
style, which name what the page computes (the ``facts`` module of the lesson) and decide on digits themselves:
``{best_accuracy:.0%}``. Explanations, limits and what a class should see are templates as well where a lesson gives
facts of what it ships (``told_by``). All other texts are shown as they are.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from embedlab.content.pages import Page, load_pages
from embedlab.content.toml_records import Options, PlainText, Record, Text, read_asset
from embedlab.errors import InputError
from embedlab.numbers_text import NumbersFormatter


class Predict(Record):
    """A question before the reveal, the guesses to choose from, and the template that then tells."""

    prompt: PlainText
    options: tuple[Text, ...]
    reveal: Text


class WhySection(Record):
    """One step of the explanation; ``formula`` is LaTeX without delimiters, ``code`` is Python."""

    title: Text
    text: Text
    formula: Text | None = None
    code: Text | None = None


class QuizItem(Record):
    """A question; ``options`` maps keys to texts, ``answer`` names the choice whose value is the right key."""

    question: PlainText
    options: Options
    answer: Text
    explain: Text


class Reading(Record):
    """Where to read on."""

    authors: Text
    title: Text
    venue: Text
    year: int
    url: Text


class TeacherNotes(Record):
    """The objective, a script with times, what the class should see, and what often goes wrong."""

    objective: Text
    minutes: int
    script: tuple[Text, ...]
    see: tuple[Text, ...]
    mistakes: tuple[Text, ...]


class Preset(Record):
    """Three texts to compare: A and B mean the same, A and C share words."""

    name: Text
    a: Text
    b: Text
    c: Text


class Lesson(Record):
    """All words of one page: its entry in the list of pages, and what its own file says."""

    page: Page
    lead: PlainText
    limits: Text
    predict: Predict
    why: tuple[WhySection, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    reading: tuple[Reading, ...] = ()
    teacher: TeacherNotes
    presets: tuple[Preset, ...] = ()

    @property
    def slug(self) -> str:
        """The one name of the lesson: of its address, folders and keys."""
        return self.page.slug

    @property
    def heading(self) -> str:
        """The title as drawn on the page."""
        return self.page.heading


def told_by(lesson: Lesson, facts: Mapping[str, Any]) -> Lesson:
    """Return a lesson whose explanations, limits and notes say ``facts``; without lines that name unknown ones."""
    why = tuple(part.model_copy(update={"text": _told(part.text, facts)}) for part in lesson.why)
    see = tuple(line for line in (_told(line, facts) for line in lesson.teacher.see) if line)
    teacher = lesson.teacher.model_copy(update={"see": see})
    return lesson.model_copy(update={"why": why, "limits": _told(lesson.limits, facts), "teacher": teacher})


def _told(text: str, facts: Mapping[str, Any]) -> str:
    write = NumbersFormatter()
    lines = [line for line in text.split("\n") if {name for _, name, _, _ in write.parse(line) if name} <= facts.keys()]
    return "\n".join(write.vformat(line, (), facts) for line in lines)


@cache
def load_lesson(slug: str) -> Lesson:
    """Return the lesson of this name.

    Raises ``InputError`` for a page that is not ready or does not exist, ``EmbedLabError`` naming the file when its
    text is wrong.
    """
    ready = {page.slug: page for page in load_pages() if page.ready}
    if slug not in ready:
        raise InputError(f"There is no lesson called {slug!r}; the lessons are: {', '.join(ready)}.")
    return read_asset(f"lessons/{slug}/text.toml", Lesson, page=ready[slug].model_dump())
