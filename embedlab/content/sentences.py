"""A visitor's own sentences: one a line, with or without the name of a sense, read without ever failing.

A line that cannot be used becomes a message with its number; the other lines are used. The limits are those
of ``embedlab.limits``.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from embedlab.content.sense_words import load_sense_word
from embedlab.content.word_places import Occurrence, find_occurrences, inflections
from embedlab.limits import SENTENCE_CHARS, SENTENCES, TEXT_CHARS, WORD_CHARS
from embedlab.numbers_text import whole
from embedlab.text_lines import lines_of, within

_LABEL = re.compile(r"\s*([^:\t]{1,40}?)\s*(?:\t|:\s)\s*(.*)")
_LABEL_WORDS = 3  # more words before a colon are a sentence that goes on, hardly the name of a sense


@dataclass(frozen=True)
class Problem:
    """Why a line is not used; ``line`` counts from 1, or is None where it is not about one line."""

    line: int | None
    message: str


@dataclass(frozen=True)
class ParsedSentences:
    """What was found, in the order of the text, and what could not be used."""

    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]


def word_forms(word: str) -> tuple[str, ...]:
    """Return the forms to look for: the listed ones of a shipped word, else its ``inflections``."""
    shipped = load_sense_word(word.strip().casefold())
    return shipped.forms if shipped else inflections(word)


def parse_sentences(block: str, word: str) -> ParsedSentences:
    """Find ``word`` in every line of ``block``. Never raises; what is wrong is in ``problems``.

    A line is ``sentence``, ``sense: sentence`` or ``sense<TAB>sentence``. A text before a colon is taken for a
    sense when it has at most three words and either begins with no capital letter or stands before several
    lines, so that "He said: ..." stays a sentence. A sentence may hold the word several times; each is an
    occurrence of its own.
    """
    word = word.strip()
    if not word or len(word) > WORD_CHARS:
        return ParsedSentences((), (Problem(None, f"Type one word of at most {WORD_CHARS} characters to look for."),))
    reader = _Reader(word)
    for number, sense, text in _labelled(_lines(block, reader.problems), reader.forms):
        reader.read(number, sense, text)
    return ParsedSentences(tuple(reader.occurrences), tuple(reader.problems))


class _Reader:
    """What has been found so far, and the one rule for each reason to leave a line out."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.forms = word_forms(word)
        self.occurrences: list[Occurrence] = []
        self.problems: list[Problem] = []
        self._seen: dict[str, int] = {}
        self._senses: dict[str, str] = {}
        self._full = False

    def read(self, line: int, sense: str, text: str) -> None:
        """Take one sentence, or say why not."""
        spans = find_occurrences(text, self.forms)
        first = self._seen.setdefault(text.casefold(), line)
        if self._full:
            return
        # Not a repeat first: of two equal lines that cannot be used, each is told what is wrong with it.
        if len(text) > SENTENCE_CHARS:
            self._leave(line, f"has {whole(len(text))} characters; shorten it to {whole(SENTENCE_CHARS)} or fewer.")
        elif not spans:
            self._leave(line, f"does not contain the word “{self.word}”.")
        elif first != line:
            self._leave(line, f"repeats line {first}, so it is used only once.")
        elif len(self.occurrences) + len(spans) > SENTENCES:
            # Said once: a hundred further lines would be a hundred messages alike.
            self._full = True
            self._leave(line, f"and those after it are left out: at most {SENTENCES} occurrences are compared.")
        else:
            name = self._senses.setdefault(sense.casefold(), sense)
            self.occurrences += (Occurrence(text, name, *span) for span in spans)

    def _leave(self, line: int, why: str) -> None:
        self.problems.append(Problem(line, f"Line {line} {why}"))


def _lines(block: str, problems: list[Problem]) -> list[tuple[int, str]]:
    """Return the numbered lines that hold something, up to the limit on the whole text."""
    if len(block) > TEXT_CHARS:
        message = (
            f"The text has {whole(len(block))} characters; only lines within the first {whole(TEXT_CHARS)} are used."
        )
        problems.append(Problem(None, message))
        block = within(block, TEXT_CHARS)
    lines = enumerate(lines_of(block), 1)
    return [(number, line) for number, raw in lines if (line := _printable(raw).strip())]


def _printable(line: str) -> str:
    """Put a space for every control character but the tab, which separates a sense from its sentence."""
    return "".join(" " if unicodedata.category(c) == "Cc" and c != "\t" else c for c in line)


def _labelled(lines: list[tuple[int, str]], forms: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, sense or "", sentence)."""
    labels = [_label(line, forms) for _, line in lines]
    uses = Counter(label.casefold() for label, _, _ in labels)
    for (number, line), (label, by_tab, rest) in zip(lines, labels, strict=True):
        is_sense = label and (by_tab or not label[0].isupper() or uses[label.casefold()] > 1)
        sense, text = (label, rest) if is_sense else ("", line)
        yield number, sense, text.replace("\t", " ")


def _label(line: str, forms: tuple[str, ...]) -> tuple[str, bool, str]:
    """Return what may be a sense ("" for none), whether a tab follows it, and the rest of the line."""
    match = _LABEL.fullmatch(line)
    if match is None or not match[2]:
        return "", False, line
    by_tab = "\t" in line[match.end(1) : match.start(2)]
    fits = by_tab or (len(match[1].split()) <= _LABEL_WORDS and bool(find_occurrences(match[2], forms)))
    return (match[1], by_tab, match[2]) if fits else ("", False, line)
