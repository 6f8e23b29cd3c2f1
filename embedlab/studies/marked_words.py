"""Words of a text marked by what each brings to a score, safe whatever was typed."""

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.numbers_text import change
from embedlab.palette import NEGATIVE, POSITIVE, see_through
from embedlab.words import Span

NUMBERED: Final = 3
"""Words of a text that have their number beside them, those with the largest; the others say it when pointed at."""
FAINT: Final = 0.1
"""A word below this share of the strongest is not marked: a text in which every word is marked shows none."""
DEEPEST: Final = 0.5
"""Opacity of the strongest mark; the words on it keep a contrast of 4.5:1 in both themes."""


def words_html(
    text: str,
    words: Sequence[Span],
    values: NDArray[np.float64],
    start: int = 0,
    end: int | None = None,
    *,
    numbered: int = NUMBERED,
) -> str:
    """Return a text, escaped, its words (w,) marked by their values (w,); nan leaves a word as it is.

    Underlined words raise the score and those with a dotted line lower it; the deeper, the more, beside the strongest.

    Args:
        text: as it was typed.
        words: where its words stand, in order of reading.
        values: what each brings.
        start: the first character that is shown; a word that is not shown whole is not marked.
        end: the one behind the last; None for the end of the text.
        numbered: how many words that are shown have their number beside them.
    """
    end = len(text) if end is None else end
    strongest = float(np.nanmax(np.abs(values), initial=0.0))
    digits = digits_of(strongest)
    shown = [start <= first and last <= end for first, last in words]
    told = set([place for place in order_of(values) if shown[place]][:numbered])
    pieces, done = [], start
    for place, ((first, last), value) in enumerate(zip(words, values.tolist(), strict=True)):
        if shown[place]:
            pieces.append(escape(text[done:first]))
            pieces.append(_word(text[first:last], value, strongest, digits, number=place in told))
            done = last
    return "".join([*pieces, escape(text[done:end])])


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


def signs_html() -> str:
    """Return the two marks, each named by what it says, to be put into a sentence: "raises or lowers"."""
    raises, lowers = (see_through(colour, DEEPEST) for colour in (POSITIVE, NEGATIVE))
    return (
        f'<mark class="el-raises" style="background:{raises}">raises</mark> or '
        f'<mark class="el-lowers" style="background:{lowers}">lowers</mark>'
    )
