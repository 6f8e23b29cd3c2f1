"""Where a word stands in a text, as a reader would find it; tokens and vectors are not known here."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from embedlab.words import fold, plain_spelling, shape, splits_a_word

_VOWELS: Final = "aeiou"
_UNIT: Final = re.compile(r".~*", re.DOTALL)


@dataclass(frozen=True)
class Occurrence:
    """One appearance of a word: ``text[start:end]`` is the word; ``sense`` is "" where nobody named it."""

    text: str
    sense: str
    start: int
    end: int


def find_occurrences(text: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Return the spans (start, end) of every form in ``text``, in order, whole words only, whatever the case.

    Offsets count characters of ``text`` as it is. Both sides are compared ``folded``, so a form is found however its
    accents, ligatures and letters that fold to two are spelt; a letter that carries a further mark is another letter.
    """
    # Longest first: "ice" would hide "ice cream".
    wanted = sorted({_folded(form.strip()) for form in forms} - {""}, key=len, reverse=True)
    if not wanted:
        return []
    units = _units(text)
    # By place in the folded text: a form may begin only where a unit begins and end where one ends.
    begins, ends, place = {}, {}, 0
    for start, end, folded in units:
        begins[place], ends[place + len(folded)] = start, end
        place += len(folded)
    seen, whole = shape(text), "".join(folded for _, _, folded in units)

    def stop_at(place: int) -> int | None:
        """Where in the folded text a form ends that begins here and is a whole word; None for none."""
        if splits_a_word(seen, begins[place]):
            return None
        stops = (place + len(form) for form in wanted if whole.startswith(form, place))
        return next((stop for stop in stops if stop in ends and not splits_a_word(seen, ends[stop])), None)

    found, after = [], 0
    for match in re.finditer(f"(?={'|'.join(map(re.escape, wanted))})", whole):
        if match.start() < after or match.start() not in begins or (stop := stop_at(match.start())) is None:
            continue
        found.append((begins[match.start()], ends[stop]))
        after = stop
    return found


def _units(text: str) -> list[tuple[int, int, str]]:
    """Each character of a text with the marks on it: where it stands (start, end), and what it folds to."""
    spans = [match.span() for match in _UNIT.finditer(shape(text))]
    return [(start, end, _folded(text[start:end])) for start, end in spans]


def _folded(text: str) -> str:
    # Taken apart (NFKD) and not composed, so that what a text folds to is what its characters fold to, in a row.
    return unicodedata.normalize("NFKD", plain_spelling(fold(text)))


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
