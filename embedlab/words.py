"""How a text is cut into words: once, on the text as it was typed, so that every place points into what a reader sees.

Whoever compares words cuts here first and normalises each word afterwards: a normal form may turn a sign into letters
("™" into "TM") or one letter into two ("ﬁ" into "fi"), and would move the borders. How a ranker or a word table spells
a word it was given is its own business; which characters form a word is said here alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]
"""First character and the one after the last, in the text as it was typed."""

_WORD: Final = re.compile(r"[a0][a0~]*(?:'[a0][a0~]*)*")
_SIGN: Final = re.compile(r"[^a0 ]~*")
_WORD_OR_SIGN: Final = re.compile(f"{_WORD.pattern}|{_SIGN.pattern}")
_TERM: Final = re.compile(r"[a0][a0~]*")
_APOSTROPHES: Final = "'\u2019\u02bc\uff07"
_STRAIGHT: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_JOINING: Final = ("Mn", "Mc", "Me", "Cf", "Cc")


def words_and_signs(text: str) -> list[Span]:
    """Return where each word and each sign that is no part of a word stands, in order; together all but the spaces.

    A word is a run of letters, digits and underscores, with apostrophes between them ("isn't"). What only marks or
    joins the character before it belongs to that one: accents, vowel signs, joiners, soft hyphens, control characters.
    """
    return [match.span() for match in _WORD_OR_SIGN.finditer(shape(text))]


def words_in(text: str) -> list[Span]:
    """Return where each word stands, in order, without the signs between them."""
    return [match.span() for match in _WORD.finditer(shape(text))]


def terms_in(text: str) -> list[Span]:
    """Return where each part of a word stands that has no apostrophe in it, in order: "isn't" has two."""
    return [match.span() for match in _TERM.finditer(shape(text))]


def folded_terms(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the terms of a text as they are compared, whatever their case and spelling, each with its place.

    A character that stands for several terms ("½" for 1 and 2) gives all of them one place.
    """
    for start, end in terms_in(text):
        whole = fold(text[start:end])
        # What was one run may have become several: the folded form is cut by the same rule.
        for first, last in terms_in(whole):
            yield whole[first:last], (start, end)


def without(text: str, span: Span) -> str:
    """Return a text without the characters of a span and without one space beside them, the one behind if there is."""
    start, end = span
    if text[end : end + 1].isspace():
        end += 1
    elif text[max(start - 1, 0) : start].isspace():
        start -= 1
    return text[:start] + text[end:]


def fold(text: str) -> str:
    """Return a text in the form in which case, ligatures and ways of writing an accent make no difference.

    NFKC and case folding (Unicode's NFKC_Casefold), without what is not to be seen.
    """
    # Folding can undo the normal form (and the other way round), so it is normalised again.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible(text)).casefold())


def plain_spelling(text: str) -> str:
    """Return a text with composed letters (NFC) and straight apostrophes, without what is not to be seen."""
    return with_straight_apostrophes(unicodedata.normalize("NFC", visible(text)))


def with_straight_apostrophes(text: str) -> str:
    """Return a text of the same length in which every apostrophe is that of a typewriter."""
    return text.translate(_STRAIGHT)


def visible(text: str) -> str:
    """Return a text without joiners, soft hyphens, variation selectors and control characters; spaces stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c.isspace() or not _is_invisible(c))


def splits_a_word(seen: str, place: int) -> bool:
    """Return whether a place between two characters lies within a word; ``seen`` is the ``shape`` of the text.

    An apostrophe ends a word here: "bank's" has the word "bank".
    """
    if not 0 < place < len(seen):
        return False
    if seen[place] == "~":
        return True
    # At the beginning of a text a mark has nothing to belong to, and no letter before it either.
    return seen[place] in "a0" and (seen[:place].rstrip("~") or "a")[-1] in "a0"


def shape(text: str) -> str:
    """Return a text of the same length with a sign for what each character is to a word.

    ``a`` letter, ``0`` digit or underscore, ``~`` belongs to the character before it, ``'`` apostrophe, a space, and
    ``.`` for all else.
    """
    return text.translate(_SHAPES)


class _Shapes(dict[int, str]):
    """The shape of each character: the common ones remembered, the others looked at, so that it cannot grow."""

    def __missing__(self, code: int) -> str:
        return _shape_of(chr(code))


def _shape_of(character: str) -> str:
    if character.isspace():
        return " "
    if character in _APOSTROPHES:
        return "'"
    if character.isalpha():
        return "a"
    if character.isalnum():
        # A Roman numeral of one character is written with letters.
        return "a" if unicodedata.normalize("NFKC", character).isalpha() else "0"
    if character == "_":
        return "0"
    return "~" if unicodedata.category(character) in _JOINING else "."


def _is_invisible(character: str) -> bool:
    """Return whether a character is never drawn: controls, formats, variation selectors, the grapheme joiner."""
    return (
        unicodedata.category(character) in ("Cc", "Cf")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
        or character == "\u034f"
    )


_SHAPES: Final = _Shapes({code: _shape_of(chr(code)) for code in range(0x250)})
