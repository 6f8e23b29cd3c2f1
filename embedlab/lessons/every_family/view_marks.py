"""A query and a text with their words marked by what each brings to a score, safe whatever was typed."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from embedlab.lessons.every_family.view_followed import chip_html
from embedlab.numbers_text import change
from embedlab.palette import NEGATIVE, POSITIVE, see_through
from embedlab.words import Span

NUMBERED = 3
"""Words of a text that have their number beside them, those with the largest; the others say it when pointed at."""
FAINT = 0.1
"""A word below this share of the strongest is not marked: a text in which every word is marked shows none."""
DEEPEST = 0.5
"""Opacity of the strongest mark; the words on it keep a contrast of 4.5:1 in both themes."""
LONG = 700
"""Characters from which a text is scrolled in a box of its own."""


def marked_html(name: str, text: str, words: Sequence[Span], values: NDArray[np.float64]) -> str:
    """Return a text after its name, escaped, its words (w,) marked by their values (w,); nan leaves a word as it is.

    Underlined words raise the score and those with a dotted line lower it; the deeper, the more, beside the strongest.
    """
    strongest = float(np.nanmax(np.abs(values), initial=0.0))
    digits = digits_of(strongest)
    numbered = set(order_of(values)[:NUMBERED])
    pieces, done = [], 0
    for place, ((start, end), value) in enumerate(zip(words, values.tolist(), strict=True)):
        pieces.append(escape(text[done:start]))
        pieces.append(_word(text[start:end], value, strongest, digits, number=place in numbered))
        done = end
    pieces.append(escape(text[done:]))
    shown = f'<p class="el-document"><b>{escape(name)}</b> {"".join(pieces)}</p>'
    if len(text) <= LONG:
        return shown
    return f'<div class="el-unread-box" tabindex="0" role="region" aria-label="{escape(name)}">{shown}</div>'


def _word(word: str, value: float, strongest: float, digits: int, *, number: bool) -> str:
    if not np.isfinite(value):
        return escape(word)
    told = change(value, digits)
    if not strongest or abs(value) < FAINT * strongest:
        return f'<span title="{told}">{escape(word)}</span>'
    colour = see_through(POSITIVE if value > 0 else NEGATIVE, round(DEEPEST * abs(value) / strongest, 2))
    kind = "el-raises" if value > 0 else "el-lowers"
    beside = f"<sub>{told}</sub>" if number else ""
    return f'<mark class="{kind}" style="background:{colour}" title="{told}">{escape(word)}{beside}</mark>'


def order_of(values: NDArray[np.float64]) -> list[int]:
    """Numbers of the words that have a value, the largest magnitude first, equal ones as they are read."""
    known = np.flatnonzero(np.isfinite(values))
    return [int(place) for place in known[np.argsort(-np.abs(values[known]), kind="stable")]]


def digits_of(strongest: float) -> int:
    """Decimals that tell the words of a line apart: a cosine has two, what rank fusion gives has four."""
    return 2 if strongest >= 0.1 else 3 if strongest >= 0.01 else 4


def line_html(ranker: str, name: str, told: str, body: str) -> str:
    """Return the line of one ranker: its name with the colour of its family, what is told of it, and the marked texts.

    ``body`` is markup of the product's own, in which a visitor's words are escaped.
    """
    head = f"<p>{chip_html(ranker)}<b>{escape(name)}</b> <small>{escape(told)}</small></p>"
    return f'<div class="el-told">{head}<div>{body}</div></div>'


def legend_html() -> str:
    """Return what the marks mean."""
    raises, lowers = (see_through(colour, DEEPEST) for colour in (POSITIVE, NEGATIVE))
    return (
        f'<p class="el-own"><mark class="el-raises" style="background:{raises}">raises</mark> or '
        f'<mark class="el-lowers" style="background:{lowers}">lowers</mark> the score; the deeper, the more, beside '
        "the strongest word of its own line. Numbers stand beside the three strongest; point at a word for its own; "
        "where one ranker is chosen, all of them are listed.</p>"
    )
