"""How the text was cut that a table of word vectors was trained on, told from its vocabulary, and a text cut so.

A table knows the words that its own texts were cut into and no others: in GloVe's "don't" is "do" and "n't", in the
tables trained here it is one word, and these know no digit. Which characters form a word is said in ``embedlab.words``.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import Final, Literal, NamedTuple

from embedlab.words import Span, plain_spelling, shape, with_straight_apostrophes, words_in

Cutting = Literal["letters", "treebank", "words"]
"""``letters``: runs of letters, with one apostrophe at most. ``treebank``: as the Penn Treebank (Marcus, Santorini and
Marcinkiewicz 1993) has it, endings such as "n't" and "'s" apart. ``words``: neither."""

_LETTERS: Final = re.compile(r"a[a~]*(?:'a[a~]*)?")
_CHUNK: Final = re.compile(r"[^ ]+")
_BARE: Final = re.compile(r"[a0].*[a0]~*", re.DOTALL)
_ENDING: Final = re.compile(r"(?<=.)(?:n't|'(?:s|m|d|re|ve|ll))$", re.IGNORECASE | re.DOTALL)


class Read(NamedTuple):
    """A word as a table looks it up, and where it stands in the text that was typed."""

    name: str
    span: Span


def cutting_of(vocabulary: Collection[str]) -> Cutting:
    """Return how the text behind a vocabulary was cut."""
    if "n't" in vocabulary and "don't" not in vocabulary:
        return "treebank"
    return "letters" if all(_LETTERS.fullmatch(shape(word)) for word in vocabulary) else "words"


def read_letters(text: str) -> Iterator[Read]:
    """Yield the runs of letters of a text, in their own case, after NFKC: the words that are trained on here."""
    if text.isascii() and text.isprintable():
        # Nothing to normalise, and trainings read millions of words: letters never reach over the end of a word.
        yield from (Read(text[slice(*match.span())], match.span()) for match in _LETTERS.finditer(shape(text)))
        return
    for start, end in words_in(text):
        # Straight once more: the normal form of "ŉ" begins with an apostrophe of another kind.
        whole = with_straight_apostrophes(unicodedata.normalize("NFKC", plain_spelling(text[start:end])))
        # A place within the word is known only while each character is still one.
        exact = len(whole) == end - start
        for match in _LETTERS.finditer(shape(whole)):
            span = (start + match.start(), start + match.end()) if exact else (start, end)
            yield Read(whole[match.start() : match.end()], span)


def read_text(text: str, cutting: Cutting, known: Callable[[str], bool]) -> Iterator[Read]:
    """Yield the words of a text as a table looks them up, in order; ``known`` says whether it has a row for a word.

    A word with a sign in it ("well-known", "u.s.", "1,000") is one word where the table has it as one.
    """
    if cutting == "letters":
        yield from _read_letters_and_numbers(text)
        return
    seen = shape(text)
    for chunk in _CHUNK.finditer(seen):
        bare = _BARE.search(seen, *chunk.span())
        if bare and (whole := _known_whole(text, bare.span(), chunk.end(), known)):
            yield whole
            continue
        for start, end in words_in(text[slice(*chunk.span())]):
            span = (chunk.start() + start, chunk.start() + end)
            yield from _apart(text, span, known) if cutting == "treebank" else [_read(text, span)]


def _read_letters_and_numbers(text: str) -> Iterator[Read]:
    """The runs of letters, and each word without a letter: no such table has it, and a reader must see that."""
    for start, end in words_in(text):
        letters = [Read(name, (start + a, start + b)) for name, (a, b) in read_letters(text[start:end])]
        yield from letters or [_read(text, (start, end))]


def _known_whole(text: str, span: Span, last: int, known: Callable[[str], bool]) -> Read | None:
    """What stands between two spaces as one word, without the signs around it, where a table has it."""
    start, end = span
    # The full stop of an abbreviation is part of it; that of a sentence is not.
    if end < last and text[end] == "." in text[start:end] and known(text[start : end + 1]):
        return _read(text, (start, end + 1))
    return _read(text, span) if known(text[start:end]) else None


def _apart(text: str, span: Span, known: Callable[[str], bool]) -> Iterator[Read]:
    """A word and its endings, as the Penn Treebank parts them: "couldn't've" is "could", "n't" and "'ve"."""
    start, end = span
    # An apostrophe is one character in every spelling, so places in the plain spelling are places in the text.
    straight = with_straight_apostrophes(text[start:end])
    cuts: list[int] = []
    while not known(straight[: cuts[0] if cuts else None]):
        match = _ENDING.search(straight, 0, cuts[0] if cuts else len(straight))
        if match is None:
            break
        cuts.insert(0, match.start())
    for first, last in zip([0, *cuts], [*cuts, len(straight)], strict=True):
        yield _read(text, (start + first, start + last))


def _read(text: str, span: Span) -> Read:
    return Read(plain_spelling(text[slice(*span)]), span)
