"""A text with the words marked that bring two scores the most, and folded where it is long."""

from collections.abc import Collection
from typing import Final

import numpy as np

from embedlab.lessons.every_family.examples import ranker_colour
from embedlab.palette import see_through
from embedlab.studies.span_marks import spans_html
from embedlab.studies.word_parts import WordParts
from embedlab.words import Span

FOLDED: Final = 600
"""Characters of a text that are shown before it is unfolded."""
MARKED: Final = 6
"""Words that are marked for each ranker: a text in which every word is marked shows none."""
_SLACK: Final = 120
"""Characters that a text may be longer than that: a fold that hides two lines is no use."""

Marks = tuple[Collection[Span], Collection[Span]]
"""Where the words stand that are marked for the first ranker, and for the second."""


def strongest(parts: WordParts | None, most: int = MARKED) -> frozenset[Span]:
    """Where the words of a text stand that bring its score the most, of those that bring more than nothing."""
    if parts is None:
        return frozenset()
    falling = np.argsort(-parts.values, kind="stable")[:most].tolist()
    return frozenset(parts.words[place] for place in falling if parts.values[place] > 0)


def mark_styles(rankers: tuple[str, str]) -> tuple[str, str]:
    """How the words of both are marked: for the first on a ground, for the second with a line under them."""
    first, second = map(ranker_colour, rankers)
    return f"background:{see_through(first, 0.25)};border-radius:3px", f"border-bottom:3px solid {second}"


def text_html(text: str, marks: Marks, styles: tuple[str, str]) -> str:
    """A text, escaped, its lines kept, marked, and folded beyond ``FOLDED`` characters."""
    cut = fold_at(text)
    looks = _looks(marks, styles)
    shown, lines = spans_html(text, looks, 0, cut), 'class="el-document" style="white-space:pre-line"'
    folded = ""
    if cut < len(text):
        shown += " …"
        rest = spans_html(text, looks, cut, len(text)).strip()
        folded = f"<details><summary>The rest of the text</summary><p {lines}>{rest}</p></details>"
    box = "border-left:3px solid var(--el-line);padding-left:0.75rem"
    return f'<div style="{box}"><p {lines}>{shown}</p>{folded}</div>'


def fold_at(text: str) -> int:
    """Where a text is folded, between two words; its end where it is short."""
    if len(text) <= FOLDED + _SLACK:
        return len(text)
    space = max(text.rfind(" ", 0, FOLDED), text.rfind("\n", 0, FOLDED))
    return space if space > FOLDED // 2 else FOLDED


def _looks(marks: Marks, styles: tuple[str, str]) -> dict[Span, str]:
    plain = "background:none;color:inherit"
    return {
        span: ";".join([plain, *(style for style, own in zip(styles, marks, strict=True) if span in own)])
        for span in {*marks[0], *marks[1]}
    }
