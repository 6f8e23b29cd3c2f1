"""A text cut into chunks, the pieces that are embedded and found: by paragraph, or by tokens with overlap.

A chunk is a span of characters, so that it can be marked in its text. Where tokens begin and end is given, as whoever
reads a text into tokens is no part of this.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, get_args

Span = tuple[int, int]
"""First character, and the one behind the last."""

Way = Literal["none", "paragraphs", "tokens"]
WAYS: Final = get_args(Way)

SHORT_PARAGRAPH: Final = 60
"""Characters below which a paragraph, most likely a heading, goes with the one that follows it."""

_BLANK: Final = re.compile(r"(?>\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)\s*")


@dataclass(frozen=True)
class Chunking:
    """How texts are cut.

    Attributes:
        way: ``none``: a text is one chunk. ``paragraphs``: at blank lines, however long a paragraph is; one of fewer
            than ``SHORT_PARAGRAPH`` characters goes with the next. ``tokens``: windows that share tokens.
        tokens: of one chunk, at most; a word is cut only where it alone is longer.
        overlap: tokens that a chunk repeats of the one before it, at most.

    Raises:
        ValueError: a way that is none of these, no token in a chunk, or an overlap that leaves no way forward.
    """

    way: Way = "none"
    tokens: int = 128
    overlap: int = 16

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise ValueError(f"there is no way {self.way!r} to cut a text")
        if self.tokens < 1 or not 0 <= self.overlap < self.tokens:
            raise ValueError("a chunk has at least one token, and fewer of them overlap")


_EASTERN: Final = "\u2e80"
"""The first of the characters of East Asia, as Unicode orders scripts; emoji come behind it too."""


def chunk(text: str, chunking: Chunking, offsets: Sequence[Span] = ()) -> list[Span]:
    """Return the chunks of a text, as spans of characters in their order.

    Args:
        text: any length.
        chunking: how it is cut.
        offsets: (T, 2) characters of each token in their order, special tokens not among them; needed for ``tokens``
            alone.

    Returns:
        At least one span for a text that is more than white space, which never stands at the ends of a span. Together
        they hold every character that is no white space (for ``tokens``: every token).
    """
    if chunking.way == "paragraphs":
        return _joined([span for part in _parts(text) if (span := _bare(text, part))])
    if chunking.way == "tokens":
        return [(units[0][0], units[-1][1]) for units in _windows(_units(text, offsets, chunking.tokens), chunking)]
    whole = _bare(text, (0, len(text)))
    return [whole] if whole else []


def _parts(text: str) -> Iterator[Span]:
    """The paragraphs, with the white space at their ends."""
    start = 0
    for match in _BLANK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _bare(text: str, span: Span) -> Span | None:
    """A span without the white space at its ends; None where there is nothing else."""
    part = text[slice(*span)]
    bare = part.strip()
    if not bare:
        return None
    start = span[0] + len(part) - len(part.lstrip())
    return start, start + len(bare)


def _joined(paragraphs: Sequence[Span]) -> list[Span]:
    """Paragraphs with the short ones before them, and the last one with a short one behind it."""
    found: list[Span] = []
    begun: int | None = None
    for start, end in paragraphs:
        begun = start if begun is None else begun
        if end - start >= SHORT_PARAGRAPH:
            found.append((begun, end))
            begun = None
    if begun is not None:  # nothing follows the last one
        first = found.pop()[0] if found else begun
        found.append((first, paragraphs[-1][1]))
    return found


def _units(text: str, offsets: Sequence[Span], most: int) -> list[tuple[int, int, int]]:
    """What a cut must not go through, as first character, end and tokens: tokens without white space between them.

    Chinese, Japanese and Korean set no white space between words, so there a cut may go between any two tokens.
    """
    units: list[tuple[int, int, int]] = []
    for start, end in offsets:
        touches = bool(units) and units[-1][1] >= start and max(text[max(0, start - 1) : start + 1]) < _EASTERN
        if touches and units[-1][2] < most:
            first, before, count = units[-1]
            units[-1] = (first, max(end, before), count + 1)
        else:
            units.append((start, end, 1))
    return units


def _windows(units: Sequence[tuple[int, int, int]], chunking: Chunking) -> Iterator[Sequence[tuple[int, int, int]]]:
    """Runs of units within the tokens of a chunk; each begins within the overlap with the one before it."""
    first = 0
    while first < len(units):
        last, room = first, chunking.tokens
        while last < len(units) and units[last][2] <= room:
            room -= units[last][2]
            last += 1
        yield units[first:last]
        if last == len(units):
            return
        # Back as far as the overlap goes, but always forward from where this one began, and with room for what is new.
        back, held = last, 0
        while back - 1 > first and held + units[back - 1][2] <= chunking.overlap:
            if held + units[back - 1][2] + units[last][2] > chunking.tokens:
                break
            back -= 1
            held += units[back][2]
        first = back


def long_paragraphs(spans: Sequence[Span], counts: Sequence[int], most: int) -> list[int]:
    """Return which chunks have more than ``most`` tokens, of which each has ``counts``: they stay whole.

    Raises:
        ValueError: not as many counts as spans.
    """
    return [number for number, (_, count) in enumerate(zip(spans, counts, strict=True)) if count > most]


def shared(spans: Sequence[Span]) -> list[Span]:
    """Return the characters that two neighbouring chunks share, in their order."""
    return [(after[0], before[1]) for before, after in pairwise(spans) if after[0] < before[1]]
