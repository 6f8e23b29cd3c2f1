"""What the lesson ships: pairs of a domain to learn from, and the texts that are read before and after.

``scripts/tuning_pairs.py`` makes the pairs. No text ships twice: what is read, the *probe*, is put together from the
questions of three FAQs with their answers and a part of their haystack, from Lee's news stories and from the reverse
dictionary, each where another lesson has it.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar

from embedlab.content.asset_tables import read_asset_table, told_by_script
from embedlab.content.faq import load_faq
from embedlab.content.gathered import DOCUMENT, ID, QUERY, TEXT
from embedlab.content.shipped_collections import gather_dictionary, gather_faq
from embedlab.content.toml_records import asset_error
from embedlab.studies.lee_stories import load_lee

PAIRS: Final = "tuning/pairs.parquet"
FROZEN: Final = "tuning/frozen.npz"
MODEL: Final = "all-minilm-l6-v2"
"""The generalist."""

Group = Literal["query", "text", "story", "definition", "gloss"]
HAYSTACK, DEFINITIONS, GLOSSES = 1_000, 200, 1_000
"""Passages searched besides the answers, definitions that ask, and glosses besides the relevant ones."""


@dataclass(frozen=True)
class Pairs:
    """Pairs to learn from; ``negative`` counts rows: the text of that pair is what BM25 takes for an answer.

    Attributes:
        query: headings.
        text: what stands below each.
        negative: for each the row whose text ranks best and is neither its own nor a repeat of it.
        source: the package of each.
        file: the page of each.
        told: what the script counted, by name.
    """

    query: tuple[str, ...]
    text: tuple[str, ...]
    negative: tuple[int, ...]
    source: tuple[str, ...]
    file: tuple[str, ...]
    told: dict[str, Any]


@dataclass(frozen=True)
class Probe:
    """All texts that are read before and after tuning, in the order of the probe's file.

    Attributes:
        groups: the group of each text; those of a group stand together.
        texts: the texts.
        relevant: for each text of the group ``query`` the places of what answers it, counted within ``text``.
        glosses: the same for ``definition`` and ``gloss``; empty where that is not asked.
    """

    groups: tuple[Group, ...]
    texts: tuple[str, ...]
    relevant: tuple[tuple[int, ...], ...]
    glosses: tuple[tuple[int, ...], ...] = ()

    def of(self, group: Group) -> tuple[str, ...]:
        """The texts of a group."""
        return self.texts[self.rows(group)]

    def rows(self, group: Group) -> slice:
        """Where the texts of a group stand, to be cut out of vectors as well; an empty slice for none."""
        if group not in self.groups:
            return slice(0, 0)
        first = self.groups.index(group)
        return slice(first, first + self.groups.count(group))


@cache
def load_pairs() -> Pairs:
    """Return the pairs that ship.

    Raises:
        EmbedLabError: the file cannot be read, or holds no pairs; the message names it.
    """
    table = read_asset_table(PAIRS)
    try:
        columns = {name: tuple(table.column(name).to_pylist()) for name in ("query", "text", "source", "file")}
        row = {text: number for number, text in enumerate(columns["text"])}
        negative = tuple(row[text] for text in table.column("negative").to_pylist())
        told = told_by_script(table)
    except (ValueError, KeyError) as error:
        raise asset_error(PAIRS, "it holds no pairs") from error
    return Pairs(**columns, negative=negative, told=told)


@cache
def load_probe() -> Probe:
    """Return the probe that ships with other lessons.

    Raises:
        EmbedLabError: one of their files cannot be read.
    """
    faq = load_faq()
    answers = set(faq.texts)
    hay = [text for text in gather_faq().texts() if text not in answers][:HAYSTACK]  # in the order of their hashes
    asked, glosses, relevant = _dictionary()
    parts: tuple[tuple[Group, Sequence[str]], ...] = (
        ("query", faq.questions),
        ("text", (*faq.texts, *hay)),
        ("story", load_lee().texts),
        ("definition", asked),
        ("gloss", glosses),
    )
    return Probe(
        tuple(group for group, texts in parts for _ in texts),
        tuple(text for _, texts in parts for text in texts),
        tuple((number,) for number in range(len(faq.questions))),
        relevant,
    )


def _dictionary() -> tuple[list[str], list[str], tuple[tuple[int, ...], ...]]:
    """Definitions that ask, glosses that are searched, and the places of the right ones."""
    found = gather_dictionary()
    assert found.queries is not None  # it ships with both
    assert found.judgements is not None
    gloss = dict(zip(found.documents.column(ID).to_pylist(), found.documents.column(TEXT).to_pylist(), strict=True))
    right: dict[str, list[str]] = {}
    judged = (found.judgements.column(name).to_pylist() for name in (QUERY, DOCUMENT))
    for query, document in zip(*judged, strict=True):
        right.setdefault(query, []).append(document)
    rows = zip(found.queries.column(ID).to_pylist(), found.queries.column(TEXT).to_pylist(), strict=True)
    chosen = by_hash((row for row in rows if row[0] in right), DEFINITIONS, key=lambda row: row[1])
    wanted = dict.fromkeys(document for query, _ in chosen for document in right[query])
    others = by_hash((id for id in gloss if id not in wanted), GLOSSES, key=lambda id: gloss[id])
    place = {id: number for number, id in enumerate([*wanted, *others])}
    return (
        [text for _, text in chosen],
        [gloss[id] for id in place],
        tuple(tuple(place[document] for document in right[query]) for query, _ in chosen),
    )


T = TypeVar("T")


def by_hash(items: Iterable[T], most: int, key: Callable[[T], str]) -> list[T]:
    """Return so many items at most, drawn and ordered by the hash of a text of each: the same on every machine."""
    return sorted(items, key=lambda item: hashlib.sha256(key(item).encode()).digest())[:most]
