"""A text with the words marked that bring two scores the most, and folded where it is long."""

from collections.abc import Collection
from html import escape
from typing import Final

import numpy as np

from embedlab.lessons.every_family.examples import colour_family
from embedlab.lessons.every_family.study_parts import WordParts
from embedlab.palette import FAMILY_COLOURS, NEUTRAL, see_through
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
    first, second = (FAMILY_COLOURS.get(colour_family(ranker), NEUTRAL) for ranker in rankers)
    return f"background:{see_through(first, 0.25)};border-radius:3px", f"border-bottom:3px solid {second}"


def text_html(text: str, marks: Marks, styles: tuple[str, str]) -> str:
    """A text, escaped, its lines kept, marked, and folded beyond ``FOLDED`` characters."""
    cut = fold_at(text)
    shown, lines = _marked(text, marks, styles, 0, cut), 'class="el-document" style="white-space:pre-line"'
    folded = ""
    if cut < len(text):
        shown += " …"
        rest = _marked(text, marks, styles, cut, len(text)).strip()
        folded = f"<details><summary>The rest of the text</summary><p {lines}>{rest}</p></details>"
    box = "border-left:3px solid var(--el-line);padding-left:0.75rem"
    return f'<div style="{box}"><p {lines}>{shown}</p>{folded}</div>'


def fold_at(text: str) -> int:
    """Where a text is folded, between two words; its end where it is short."""
    if len(text) <= FOLDED + _SLACK:
        return len(text)
    space = max(text.rfind(" ", 0, FOLDED), text.rfind("\n", 0, FOLDED))
    return space if space > FOLDED // 2 else FOLDED


def _marked(text: str, marks: Marks, styles: tuple[str, str], start: int, end: int) -> str:
    pieces, at = [], start
    for first, last in sorted({*marks[0], *marks[1]}):
        if at <= first and last <= end:
            style = ";".join(style for style, own in zip(styles, marks, strict=True) if (first, last) in own)
            look = f"background:none;color:inherit;{style}"
            pieces += [escape(text[at:first]), f'<mark style="{look}">{escape(text[first:last])}</mark>']
            at = last
    return "".join([*pieces, escape(text[at:end])])
