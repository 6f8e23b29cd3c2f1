"""What a number is made of: words, formula, terms that add up, the real function, the public library, the limits."""

import inspect
import math
import textwrap
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

import streamlit as st

from embedlab.content.lesson_text import Lesson
from embedlab.numbers_text import signed
from embedlab.studies.rows import rows_of
from embedlab.ui.exports import offer
from embedlab.ui.panels.table import table_html

ROWS_SHOWN: Final = 12
"""Longest table of parts; the smaller ones are summed in one last row, so that the table still adds up."""

_SAME: Final = 5e-4
"""Half a unit of the third decimal, the last one shown."""


def draw_why(lesson: Lesson, functions: Sequence[Callable[..., Any]]) -> None:
    """Draw the explanations of a lesson, the functions that its page ran, and what the picture leaves out.

    Each explanation is one line until a reader opens it: a page must not look like a manual.
    """
    for part in lesson.why:
        with st.expander(part.title):
            st.markdown(part.text)
            if part.formula:
                st.latex(part.formula)
            if part.code:
                st.code(textwrap.dedent(part.code).strip(), language="python")
    for function in functions:
        show_source(function)
    st.markdown(f"### What this picture leaves out\n\n{lesson.limits}", anchors=False)


def parts_table(names: Sequence[str], values: Sequence[float], total: float, total_name: str) -> None:
    """Draw the parts of a score, largest first, with the identity under them.

    ``names`` may be a visitor's words; they are shown as they are.
    """
    st.html(parts_html(names, values, total, total_name))
    offer(f"Parts of {total_name}", lambda: rows_of(part=names, value=values))


def parts_html(names: Sequence[str], values: Sequence[float], total: float, total_name: str) -> str:
    """Return the table and the identity. Raises ValueError when names and values differ in number."""
    ranked = sorted(zip(names, values, strict=True), key=lambda part: -abs(part[1]))
    rows = ranked if len(ranked) <= ROWS_SHOWN else ranked[: ROWS_SHOWN - 1]
    rest = ranked[len(rows) :]
    if rest:
        rows = [*rows, (f"{len(rest)} smaller parts", math.fsum(value for _, value in rest))]
    written = [(name, number(value)) for name, value in rows]
    foot = (total_name, number(total))
    return (
        table_html(f"Parts of {total_name}", ("part", "value"), written, foot=foot)
        + f'<p class="el-identity">{escape(identity(rows, total, total_name))}</p>'
    )


def identity(rows: Sequence[tuple[str, float]], total: float, total_name: str) -> str:
    """Return the sum written out; when it does not hold, the sentence says so instead of hiding it."""
    sum_of_parts = math.fsum(value for _, value in rows)
    written = " + ".join(f"({number(v)})" if v < 0 else number(v) for _, v in rows) or "0"
    if abs(sum_of_parts - total) <= _SAME:
        return f"the parts add up: {written} = {number(total)}"
    return f"the parts add up to {number(sum_of_parts)}, which is not the {total_name} {number(total)}"


def number(value: float) -> str:
    """Return ``value`` with three decimals and a real minus sign."""
    return signed(value, 3)


def show_source(function: Callable[..., Any]) -> None:
    """Show the function that this page really runs."""
    plain = inspect.unwrap(function)
    with st.expander(f"The function: {plain.__module__}.{plain.__qualname__}"):
        st.code(textwrap.dedent(inspect.getsource(plain)), language="python", wrap_lines=True)
