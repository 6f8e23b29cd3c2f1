"""Text that a visitor typed, made safe and short enough to stand in a figure.

Plotly reads labels as a small HTML, as templates (`%{...}`) and, between dollar signs, as LaTeX. Everything a
visitor can influence passes through `plain`, so that it is shown and never interpreted. Alternative texts go to
the page as they are (`tidy`): the page escapes them itself.
"""

import re
import textwrap
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ue000\ue001]")
_BOLD_ON, _BOLD_OFF = "\ue000", "\ue001"
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;"), ("%{", "%&#123;"))


_REMEMBERED_CHARS = 1_000
"""Characters of the longest text whose setting is remembered."""


def tidy(text: str) -> str:
    """Return one line without control characters, direction overrides or lone surrogates; spaces collapsed."""
    return " ".join(_UNSEEN.sub("", re.sub(r"\s+", " ", text)).split())


def plain(text: str) -> str:
    """Return tidy text with every character that Plotly would interpret written as an entity."""
    return _escaped(tidy(text))


def shorten(text: str, limit: int) -> str:
    """Return tidy text of at most `limit` characters, ended by an ellipsis where it was cut; not escaped.

    A cut never leaves half an emoji: joiners, variation signs and combining marks go with what they belong to.
    """
    whole = tidy(text)
    if len(whole) <= limit:
        return whole
    cut = max(limit - 1, 0)
    while cut > 0 and _belongs_to_previous(whole, cut):
        cut -= 1
    return whole[:cut].rstrip() + "…"


def label(text: str, limit: int = 24) -> str:
    """Return a short, escaped label: `plain(shorten(text, limit))`."""
    return plain(shorten(text, limit))


def paragraph(text: str, span: tuple[int, int] | None = None, width: int = 44, lines: int = 6) -> str:
    """Set a sentence for a hover box: wrapped at `width` characters, at most `lines` lines, escaped.

    `span` is a (start, end) range of characters of `text`, set in bold; a range outside the text is ignored.
    """
    # A long text is set anew each time: remembered ones would take the memory of a server.
    setting = _paragraph if len(text) <= _REMEMBERED_CHARS else _paragraph.__wrapped__
    return setting(text, span, width, lines)


# Wrapping 1,225 hover boxes takes a quarter of a second, and they are the same at every drawing of their figure.
@lru_cache(maxsize=2048)
def _paragraph(text: str, span: tuple[int, int] | None, width: int, lines: int) -> str:
    if span is not None and 0 <= span[0] < span[1] <= len(text):
        before, inside, after = text[: span[0]], text[span[0] : span[1]], text[span[1] :]
        parts = (_UNSEEN.sub(" ", part) for part in (before, inside, after))
        text = "{}\ue000{}\ue001{}".format(*parts)
    else:
        text = tidy(text)
    # No more of a text can show than fills one line too many, where the ellipsis stands.
    return _wrapped(" ".join(text.split())[: (lines + 1) * (width + 1)], width, lines)


def lines_of(text: str, width: int, most: int, end: int = 0) -> list[str]:
    """Return a text in at most `most` lines of `width` characters, cut with a sign; not escaped.

    After the last line, which may be empty for it, `end` characters have room, and a space before them.
    """
    whole = tidy(text)[: (most + 1) * (width + 1)]
    lines = textwrap.wrap(whole, width, max_lines=most, placeholder="…") or [""]
    left = width - end - 1
    if end and len(lines[-1]) > left:
        if len(lines) < most:
            return [*lines, ""]
        lines[-1] = shorten(lines[-1], left) if left > 0 else "…"
    return lines


def text_width(text: str, size: float = 12) -> float:
    """Estimate the width in pixels of text set at `size` pixels; East Asian wide characters and emoji are two."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return (len(text) + wide) * size * 0.56  # a letter in ems, rather too wide than too narrow


def _belongs_to_previous(text: str, index: int) -> bool:
    follower = text[index]
    joined = follower in "\u200d\ufe0f" or "\U0001f3fb" <= follower <= "\U0001f3ff"
    return joined or text[index - 1] == "\u200d" or unicodedata.combining(follower) != 0


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: int, lines: int) -> str:
    # Remembered: every rerun of a page sets the same sentences again, and a figure may hold a thousand of them.
    joined = (
        "<br>".join(_escaped(line) for line in textwrap.wrap(text, width, max_lines=lines, placeholder=" …"))
        .replace(_BOLD_ON, "<b>")
        .replace(_BOLD_OFF, "</b>")
    )
    return joined + ("</b>" if joined.count("<b>") > joined.count("</b>") else "")


def _escaped(text: str) -> str:
    for character, entity in _ENTITIES:
        text = text.replace(character, entity)
    return text
