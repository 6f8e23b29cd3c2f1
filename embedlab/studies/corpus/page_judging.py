"""Judging on a page: what is judged, in which order, and the file that loses no judgement.

Pooling as TREC does it (Sparck Jones and van Rijsbergen 1975): the first documents of several set-ups together are
judged, whoever found them. What none of them found counts as not relevant, which is unfair to a set-up that was not
among them (Zobel 1998).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Any, Final, Self

from embedlab.content.gathered import DOCUMENT, GRADE, QUERY, Judgement, judgements_of
from embedlab.errors import StoreError
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.index_folder import write_json

Pair = tuple[str, str]
"""The id of a query and the id of a document."""
GRADES: Final = (0, 1, 2)
"""Does not answer, answers in part, answers."""
_FILE: Final = "judging.json"
_LOCK: Final = RLock()
"""Two windows on one collection write one after the other, each on what the other has written."""


def pooled(found: Mapping[str, Sequence[str]], depth: int) -> frozenset[str]:
    """Return the documents that any set-up has among its first ``depth``, from their lists by set-up, best first.

    Raises:
        ValueError: ``depth`` is below 1.
    """
    if depth < 1:
        raise ValueError(f"the first {depth} documents are none")
    return frozenset(document for ranked in found.values() for document in ranked[:depth])


def blind_order(query: str, documents: Iterable[str], seed: int) -> tuple[str, ...]:
    """Return the documents of a query in an order that says nothing of who found them, nor at which rank.

    By a SHA-256 of seed, query and document: the same for the same seed whatever else is in the pool, so that another
    set-up adds documents and moves none.
    """
    return tuple(
        sorted(documents, key=lambda document: hashlib.sha256(f"{seed}\0{query}\0{document}".encode()).digest())
    )


@dataclass(frozen=True)
class Judging:
    """What is judged on a collection, and what was judged so far.

    Attributes:
        set_ups: whose results are pooled, as they are written.
        depth: how many of the first documents of each.
        seed: of the order.
        queries: ids, in the order in which they are judged.
        found: by query, by set-up, the ids of the documents, best first.
        known: pairs that had a grade before; they are not judged again.
        trail: what was judged, in that order; the grade is None where it was skipped.
    """

    set_ups: tuple[str, ...]
    depth: int
    seed: int
    queries: tuple[str, ...]
    found: Mapping[str, Mapping[str, tuple[str, ...]]]
    known: frozenset[Pair] = frozenset()
    trail: tuple[tuple[str, str, int | None], ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All that is to be judged, query by query, in an order that is blind."""
        return tuple(
            (query, document)
            for query in self.queries
            for document in blind_order(query, pooled(self.found[query], self.depth), self.seed)
            if (query, document) not in self.known
        )

    @property
    def next(self) -> Pair | None:
        """What is judged next; None when nothing is left."""
        done = {(query, document) for query, document, _ in self.trail}
        return next((pair for pair in self.pairs if pair not in done), None)

    @property
    def judged(self) -> Mapping[Pair, int]:
        """The grades that were given."""
        return {(query, document): grade for query, document, grade in self.trail if grade is not None}

    def with_grade(self, pair: Pair, grade: int | None) -> Self:
        """Return the judging with one more grade, or None for a pair that is skipped; only what is next is taken."""
        return self if pair != self.next else replace(self, trail=(*self.trail, (*pair, grade)))

    def back(self) -> Self:
        """Return the judging without its last judgement."""
        return replace(self, trail=self.trail[:-1])

    def unskipped(self) -> Self:
        """Return the judging with what was skipped to be judged again."""
        return replace(self, trail=tuple(each for each in self.trail if each[2] is not None))

    def as_json(self) -> dict[str, Any]:
        """The judging as its file has it."""
        return {
            "set_ups": self.set_ups, "depth": self.depth, "seed": self.seed, "queries": self.queries,
            "found": self.found, "known": sorted(self.known), "trail": self.trail,
        }  # fmt: skip

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """Read what ``as_json`` wrote.

        Raises:
            StoreError: it is no such record.
        """
        try:
            found = {
                str(query): {str(name): tuple(map(str, ranked)) for name, ranked in by.items()}
                for query, by in told["found"].items()
            }
            queries = tuple(str(query) for query in told["queries"] if query in found)
            trail = tuple((str(q), str(d), None if grade is None else int(grade)) for q, d, grade in told["trail"])
            known = frozenset((str(query), str(document)) for query, document in told["known"])
            set_ups = tuple(map(str, told["set_ups"]))
            return cls(set_ups, max(1, int(told["depth"])), int(told["seed"]), queries, found, known, trail)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StoreError("What was pooled for judging is damaged; begin the judging anew.") from error


def load_judging(folder: Path) -> Judging | None:
    """Return the judging of the collection in a folder; None where there is none that can be read."""
    try:
        return Judging.of_json(json.loads((folder / _FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError, StoreError):
        return None


def keep_judging(collections: Collections, record: CollectionRecord, judging: Judging) -> None:
    """Keep how far a judging is.

    Raises:
        StoreError: it cannot be written.
    """
    with _LOCK:
        _write(collections.folder(record.id), judging)


def judge(collections: Collections, id: str, pair: Pair, grade: int | None) -> Judging | None:
    """Take a judgement of what is next, None to skip it, and keep it in the collection at once.

    Returns the judging as it is then; None where there is none. What is not next (pressed twice, or in another window)
    is left alone.

    Raises:
        StoreError: it cannot be written.
    """
    with _LOCK:
        record, judging = collections.get(id), load_judging(collections.folder(id))
        if record is None or judging is None or judging.next != pair:
            return judging
        fresh = judging.with_grade(pair, grade)
        # The grade first: what is noted as judged is then in the collection for sure.
        _set_grade(collections, record, pair, grade)
        _write(collections.folder(id), fresh)
        return fresh


def take_back(collections: Collections, id: str) -> Judging | None:
    """Take the last judgement back, so that its pair is next again; see ``judge``.

    Raises:
        StoreError: it cannot be written.
    """
    with _LOCK:
        record, judging = collections.get(id), load_judging(collections.folder(id))
        if record is None or judging is None or not judging.trail:
            return judging
        query, document, grade = judging.trail[-1]
        if grade is not None:
            _set_grade(collections, record, (query, document), None)
        _write(collections.folder(id), judging.back())
        return judging.back()


def grades_of(collections: Collections, record: CollectionRecord) -> list[Judgement]:
    """Return all judgements that a collection has, in their order."""
    table = collections.table(record, "judgements")
    if table is None:
        return []
    columns = (table.column(name).to_pylist() for name in (QUERY, DOCUMENT, GRADE))
    return [(str(query), str(document), int(grade)) for query, document, grade in zip(*columns, strict=True)]


def _set_grade(collections: Collections, record: CollectionRecord, pair: Pair, grade: int | None) -> None:
    queries = collections.table(record, "queries")
    if queries is None:
        raise StoreError("The queries of this collection are not on this server any more; begin the judging anew.")
    grades = [each for each in grades_of(collections, record) if each[:2] != pair]
    if grade is not None:
        grades.append((*pair, grade))
    collections.replace_questions(record, queries, judgements_of(grades) if grades else None)


def _write(folder: Path, judging: Judging) -> None:
    try:
        write_json(folder / _FILE, judging.as_json())
    except OSError as error:
        raise StoreError(
            f"The judging cannot be written ({error.strerror or error}); make room on the disk."
        ) from error
