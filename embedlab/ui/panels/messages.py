"""Plain messages next to the input that caused them, and the one door for visitor text into Markdown.

A visitor's text is shown, never interpreted: no HTML, no Markdown, no formula, no colour directive, no emoji code.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from typing import Any, Final, ParamSpec, TypeVar

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.numbers_text import NumbersFormatter
from embedlab.studies.remembered import Remembered

P = ParamSpec("P")
T = TypeVar("T")

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER: Final = "\u2060"
# Streamlit also rewrites text after it was parsed (emoji codes, addresses, arrows, dashes), where a backslash is
# gone; a word joiner, which has no width, keeps such a sequence from being recognised.
_SEQUENCES: Final = re.compile(r":(?=[\w+/-])|(?<=[\w+-]):|@|www(?=\.)|(?<=[<>=~-])(?=[<>=~-])", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def safe_markdown(text: str) -> str:
    """Return ``text`` as Markdown that shows exactly it, in any of Streamlit's Markdown places.

    Line breaks stay line breaks; white space at the start of a line is dropped, as in any paragraph.
    """
    joined = _SEQUENCES.sub(lambda match: f"{_JOINER}{match[0]}{_JOINER}", text)
    lines = (_PUNCTUATION.sub(r"\\\1", line.strip()) for line in _BREAKS.split(joined))
    return "  \n".join(line or _JOINER for line in lines)


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """Return ``template`` with ``{name}`` or ``{name:.0%}`` replaced by facts, written as all numbers are.

    Texts among the facts are made safe first.
    """
    safe = {name: safe_markdown(value) if isinstance(value, str) else value for name, value in facts.items()}
    return NumbersFormatter().vformat(template, (), safe)


def problem_box(text: str) -> None:
    """Say what is wrong and what to do, below the input that caused it."""
    st.html(message_html(text, problem=True))


@contextmanager
def errors_shown() -> Iterator[None]:
    """Say what an ``EmbedLabError`` inside says, in its place, and go on with the rest of the page."""
    try:
        yield
    except EmbedLabError as error:
        problem_box(str(error))


def waiting(text: str, function: Remembered[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return a result that is remembered, or say that it is computed until it is there."""
    if function.holds(*args, **kwargs):
        return function(*args, **kwargs)
    with st.spinner(text):
        return function(*args, **kwargs)


def note(text: str) -> None:
    """Say something worth knowing about an input that is not wrong."""
    st.html(message_html(text, problem=False))


def message_html(text: str, *, problem: bool) -> str:
    """Return the box of a message; a problem is announced to screen readers at once."""
    kind, role = ("el-problem", "alert") if problem else ("el-note", "status")
    return f'<p class="{kind}" role="{role}">{escape(text)}</p>'
