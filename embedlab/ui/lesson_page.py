"""The skeleton of every lesson: six parts in one order, the first screen first.

A lesson gives functions; this module decides when they run. Question, controls, guess and the first figure are drawn
at once. What lies below is a line each and is drawn when a reader opens it: nothing there can keep the first figure
waiting.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, TypeVar, cast

import streamlit as st

from embedlab.content.export_texts import settings_html
from embedlab.content.facts import Facts
from embedlab.content.lesson_text import Lesson
from embedlab.content.notebook_file import notebook_of
from embedlab.studies.rows import Rows
from embedlab.ui.exports import export_panel, forget_offers, offered
from embedlab.ui.page import page_setup
from embedlab.ui.panels.guess import Guess, guess_strip
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list
from embedlab.ui.panels.section import section
from embedlab.ui.panels.why import draw_why
from embedlab.ui.stage import CONTROLS, FIRST, GUESS, say_of_last_result
from embedlab.ui.state import Keys

Found = TypeVar("Found")

LAST_RESULT: Final = "Below is the last result. It changes as soon as the input can be used."
EXAMPLE_RESULT: Final = "Below is the result of the example. It changes as soon as the input can be used."
_LAST: Final = "el-last"


@dataclass(frozen=True)
class Part(Generic[Found]):
    """A part below the first screen.

    Attributes:
        key: its name in the address, as in ``?<slug>-open-<key>=true``.
        title: the line that a reader opens.
        draw: draws it from what the page has found.
        always: True for a part that needs nothing from the play and is there when the play has found nothing.
    """

    key: str
    title: str
    draw: Callable[[Found], None]
    always: bool = False


@dataclass(frozen=True)
class LessonPage(Generic[Found]):
    """What a lesson gives to the skeleton.

    Attributes:
        slug: the name of the lesson.
        hideable: controls (name: label) that a teacher may put away.
        choose: draws the controls of the first screen, computes, and returns what it found; None when the visitor's
            input cannot be used, which it has said beside that input.
        facts: what the guess may speak of, from what was found.
        draw: draws the first figures; what gives the answer away through ``Guess``.
        parts: what can be opened below.
        functions: the functions that the page ran, shown under *Why*.
        tables: what can be exported, by name, beside what is offered where it is drawn; made when it is asked for.
        notebook: values for the first cell of ``assets/lessons/<slug>/notebook.py``.
        quiz_facts: what the quiz may speak of beyond ``facts``.
        told: facts of what ships, which explanations, limits and notes may speak of; None when they name none.
        no_answers: said instead of the quiz while no question has an answer.
        example: what the page found for its first example, shown while nothing of the visitor's could be used yet;
            None when ``choose`` sees to that itself, or nothing may stand there.
    """

    slug: str
    hideable: Mapping[str, str]
    choose: Callable[[], Found | None]
    facts: Callable[[Found], Facts]
    draw: Callable[[Found, Guess], None]
    functions: tuple[Callable[..., Any], ...]
    tables: Callable[[Found], Mapping[str, Callable[[], Rows]]]
    notebook: Callable[[Found], Mapping[str, object]]
    parts: tuple[Part[Found], ...] = ()
    quiz_facts: Callable[[Found], Facts] | None = None
    told: Callable[[], Facts] | None = None
    no_answers: str = "The questions have answers as soon as all models of the page are here."
    example: Callable[[], Found | None] | None = None

    @property
    def keys(self) -> Keys:
        """The keys of the page's controls and parts."""
        return Keys(self.slug)


def run_page(lesson: LessonPage[Found]) -> None:
    """Draw the page of a lesson; the only call of its page file."""
    forget_offers()
    told = lesson.told and lesson.told().known()
    page = page_setup(lesson.slug, controls=lesson.hideable, told=told)
    with st.container(key=FIRST):
        found = _found(lesson)
        if found is not None:
            with errors_shown():
                with st.container(key=GUESS):
                    guess = guess_strip(lesson.slug, page.lesson.predict, lesson.facts(found).known())
                lesson.draw(found, guess)
    _draw_below(lesson, page.lesson, found)
    if found is not None:
        # Last in the run, though it stands at the top: it must not keep the first figure waiting.
        st.html(settings_html(lesson.notebook(found)))
        export_panel(
            page.lesson.heading,
            lambda: {**lesson.tables(found), **offered()},
            lambda: partial(notebook_of, lesson.slug, lesson.notebook(found)),
            slot=page.export_slot,
        )


def _found(lesson: LessonPage[Found]) -> Found | None:
    """Draw the controls and return what they give; while that is nothing, this visitor's last result or the example."""
    now: Found | None = None
    with st.container(key=CONTROLS):
        with errors_shown():
            now = lesson.choose()
        if now is not None:
            # One result a session, whatever page it is of: a room full of visitors must not fill the memory.
            st.session_state[_LAST] = (lesson.slug, now)
            return now
        last, said = last_result(lesson.slug), LAST_RESULT
        if last is None and lesson.example is not None:
            with errors_shown():
                last, said = lesson.example(), EXAMPLE_RESULT
        if last is None:
            return None
        say_of_last_result(said)
    return cast("Found", last)


def last_result(slug: str) -> object | None:
    """Return what this visitor's last usable input on a page gave, when no other page was drawn since."""
    of, last = st.session_state.get(_LAST, ("", None))
    return last if of == slug else None


def _draw_below(lesson: LessonPage[Found], text: Lesson, found: Found | None) -> None:
    """Draw the lines of the lower parts, and those that are open."""
    key = lesson.keys
    with st.container(key="el-below", gap="small"):
        for part in lesson.parts:
            if found is not None or part.always:
                section(part.title, key.part(part.key), lambda part=part: part.draw(found))  # type: ignore[misc]
        section("Why", key.part("why"), lambda: draw_why(text, lesson.functions))
        if found is not None and text.quiz:
            section("Check", key.part("check"), lambda: _draw_quiz(lesson, text, found))
        section("Read on", key.part("read"), lambda: reading_list(text))


def _draw_quiz(lesson: LessonPage[Found], text: Lesson, found: Found) -> None:
    facts = lesson.facts(found).known()
    if lesson.quiz_facts is not None:
        facts |= lesson.quiz_facts(found).known()
    if not any(item.answer in facts for item in text.quiz):
        note(lesson.no_answers)
    quiz(text, facts)
