"""The typefaces of the report's PDF, and which of a text's characters they have."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from embedlab.content.toml_records import ASSETS

PLAIN: Final = "EmbedLab"
BOLD: Final = "EmbedLab-Bold"
OTHER: Final = "EmbedLab-Other"
"""Greek, Cyrillic, Armenian, Georgian and the signs of mathematics."""
MISSING: Final = "□"
"""What stands for characters that none of them has."""

_FILES: Final = {PLAIN: "report-regular.ttf", BOLD: "report-bold.ttf", OTHER: "report-other-scripts.ttf"}
_ODD: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]+")


@cache
def glyphs() -> dict[str, frozenset[int]]:
    """Register the typefaces and return by name the characters that each has; once in a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    found = {}
    for name, file in _FILES.items():
        font = TTFont(name, str(ASSETS / "fonts" / file))
        pdfmetrics.registerFont(font)
        found[name] = frozenset(font.face.charToGlyph)
    pdfmetrics.registerFontFamily(PLAIN, PLAIN, BOLD, PLAIN, BOLD)
    return found


def runs_of(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into runs of one typeface, (name, run); a run of what none of them has becomes one ``MISSING``.

    ``PLAIN`` stands for bold as well, which has the same characters.
    """
    known, run, last = glyphs(), "", ""
    for sign in _ODD.sub(" ", text):
        font = next((name for name in (PLAIN, OTHER) if ord(sign) in known[name]), "")
        if font != last and run:
            yield (last or OTHER, run if last else MISSING)
            run = ""
        run, last = run + sign, font
    if run:
        yield (last or OTHER, run if last else MISSING)


def is_shown(text: str) -> bool:
    """Whether the typefaces have every character of a text."""
    return all(MISSING not in run or MISSING in text for _, run in runs_of(text))
