"""The words of the field, each with one sentence that says what it means: ``assets/glossary.toml``."""

import re
from functools import cache
from typing import Final

from embedlab.content.toml_records import PlainText, Record, read_asset

_WORD: Final = r"(?<![\w-])(?:{forms})(?![\w-])"


class Term(Record):
    """A word, how it may stand in a text (the longest form first counts), and its sentence."""

    name: PlainText
    forms: tuple[PlainText, ...]
    says: PlainText


class _Glossary(Record):
    term: tuple[Term, ...]


@cache
def load_glossary() -> tuple[Term, ...]:
    """Return the terms in the order of the file.

    Raises:
        EmbedLabError: the file cannot be read.
    """
    return read_asset("glossary.toml", _Glossary).term


def split_terms(text: str) -> list[tuple[str, Term | None]]:
    """Split a text into pieces that add up to it; a piece that is the first use of a term comes with that term.

    Where two terms could begin, the longer one is taken.
    """
    by_form = {form.casefold(): term for term in load_glossary() for form in term.forms}
    forms = "|".join(re.escape(form) for form in sorted(by_form, key=len, reverse=True))
    pieces: list[tuple[str, Term | None]] = []
    told: set[str] = set()
    done = 0
    for match in re.finditer(_WORD.format(forms=forms), text, re.IGNORECASE):
        term = by_form[match[0].casefold()]
        if term.name in told:
            continue
        told.add(term.name)
        pieces += [(text[done : match.start()], None), (match[0], term)]
        done = match.end()
    pieces.append((text[done:], None))
    return [(piece, term) for piece, term in pieces if piece]
