"""Where a word stands in a text, as a reader would find it; tokens and vectors are not known here."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_VOWELS = "aeiou"


@dataclass(frozen=True)
class Occurrence:
    """One appearance of a word: ``text[start:end]`` is the word; ``sense`` is "" where nobody named it."""

    text: str
    sense: str
    start: int
    end: int


def find_occurrences(text: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Return the spans (start, end) of every form in ``text``, in order, whole words only, whatever the case.

    Offsets count characters of ``text`` as it is. A form is found in composed and in decomposed spelling
    (Unicode NFC and NFD); a letter that carries a further mark is another letter, so it ends no word.
    """
    spellings = {unicodedata.normalize(norm, form.strip()) for form in forms if form.strip() for norm in ("NFC", "NFD")}
    if not spellings:
        return []
    # Longest first: an alternation takes the first form that fits, and "ice" would hide "ice cream".
    choices = "|".join(re.escape(form) for form in sorted(spellings, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{choices})(?!\w)", text, re.IGNORECASE)
    # To a regular expression a combining mark is no part of a word, so the borders are looked at once more.
    return [
        match.span() for match in found if not _mark_at(text, match.end()) and not _mark_at(text, match.start() - 1)
    ]


def inflections(word: str) -> tuple[str, ...]:
    """Return ``word`` and its regular English forms in -s, -ed and -ing, the word first.

    Irregular forms are not guessed. Words of other alphabets, of one or two letters, or with a space or a
    hyphen come back alone.
    """
    base = word.strip().casefold()
    if len(base) < 3 or not (base.isascii() and base.isalpha()):
        return (word.strip(),)
    return tuple(dict.fromkeys((base, _plural(base), *_verb_forms(base))))


def _plural(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    return base[:-1] + "ies" if _consonant_y(base) else base + "s"


def _verb_forms(base: str) -> tuple[str, str]:
    if base.endswith("e"):
        return base + "d", (base if base.endswith(("ee", "oe", "ye")) else base[:-1]) + "ing"
    if _consonant_y(base):
        return base[:-1] + "ied", base + "ing"
    stem = base + base[-1] if _doubles(base) else base
    return stem + "ed", stem + "ing"


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in _VOWELS


def _doubles(base: str) -> bool:
    """Return whether -ed and -ing double the last consonant: one vowel before one consonant, as in *bat*."""
    # Longer words double by their stress ("admitted", but "visited"), which letters do not tell.
    return bool(re.fullmatch(r"(?:[^aeiou]*|qu)[aeiou][^aeiouwxy]", base))


def _mark_at(text: str, place: int) -> bool:
    return 0 <= place < len(text) and unicodedata.category(text[place]).startswith("M")
