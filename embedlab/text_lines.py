"""Bytes to text and text to lines: one rule for files, standard input, uploads and what is typed on a page.

Texts are UTF-8, or UTF-16 with the mark that says so. A line ends where an editor ends it: at CR LF, LF or CR. All
else that is sometimes taken for an end, such as a form feed or U+2028, is a space within its line.
"""

import codecs
import re
from typing import Final

from embedlab.errors import InputError

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_END: Final = re.compile(r"\r\n|\r|\n")


def is_wide(content: bytes) -> bool:
    """Return whether some bytes begin with the mark of UTF-16."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def text_of(content: bytes, name: str) -> str:
    """Return the text in some bytes, without its mark; ``name`` says in a message where they are from.

    Raises:
        InputError: they are no such text.
    """
    try:
        text = content.decode("utf-16" if is_wide(content) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text; save it as UTF-8 first.") from error
    # UTF-16 without its mark is often valid UTF-8, with a NUL or another control character beside each letter.
    if len(_CONTROLS.findall(text)) * 4 > len(text):
        raise InputError(f"{name} is no plain text, or UTF-16 without its mark; save it as UTF-8 first.")
    return text


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends, blank ones included; an end at the very end begins no line."""
    lines = _END.split(text)
    return lines if lines[-1] else lines[:-1]


def within(text: str, characters: int) -> str:
    """Return the whole lines within the first characters of a text: half a line would be one that nobody wrote."""
    if len(text) <= characters:
        return text
    ends = [match.end() for match in _END.finditer(text, 0, characters)]
    return text[: ends[-1]] if ends else ""
