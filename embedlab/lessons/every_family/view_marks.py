"""A query and a text with their words marked by what each brings to a score, and the line of a ranker around them."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from embedlab.lessons.every_family.view_followed import chip_html
from embedlab.studies.marked_words import signs_html, words_html
from embedlab.words import Span

LONG = 700
"""Characters from which a text is scrolled in a box of its own."""


def marked_html(name: str, text: str, words: Sequence[Span], values: NDArray[np.float64]) -> str:
    """Return a text after its name, escaped, its words (w,) marked by their values (w,); see ``words_html``."""
    shown = f'<p class="el-document"><b>{escape(name)}</b> {words_html(text, words, values)}</p>'
    if len(text) <= LONG:
        return shown
    return f'<div class="el-unread-box" tabindex="0" role="region" aria-label="{escape(name)}">{shown}</div>'


def line_html(ranker: str, name: str, told: str, body: str) -> str:
    """Return the line of one ranker: its name with the colour of its family, what is told of it, and the marked texts.

    ``body`` is markup of the product's own, in which a visitor's words are escaped.
    """
    head = f"<p>{chip_html(ranker)}<b>{escape(name)}</b> <small>{escape(told)}</small></p>"
    return f'<div class="el-told">{head}<div>{body}</div></div>'


def legend_html() -> str:
    """Return what the marks mean."""
    return (
        f'<p class="el-own">{signs_html()} the score; the deeper, the more, beside '
        "the strongest word of its own line. Numbers stand beside the three strongest; point at a word for its own; "
        "where one ranker is chosen, all of them are listed.</p>"
    )
