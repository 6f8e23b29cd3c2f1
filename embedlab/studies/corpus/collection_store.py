"""The collections of this server: brought, listed, shared by their id, deleted, and kept within a budget.

Layout under ``EMBEDLAB_COLLECTIONS``: ``collections/<id>/`` holds ``record.json`` and the tables ``documents``,
``chunks``, ``queries`` and ``judgements``; ``indexes/<key>/`` holds what models made of the texts, shared by all
collections that have the same chunks.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from embedlab.content.gathered import ID, TEXT, Gathered
from embedlab.errors import InputError, StoreError
from embedlab.models.made_once import made_once
from embedlab.models.settings import read_settings
from embedlab.studies.corpus.arrow_files import open_table, write_table
from embedlab.studies.corpus.collection_record import ID_DIGITS, CollectionRecord
from embedlab.studies.corpus.index_folder import IndexFolder, bytes_under, key_of, write_json
from embedlab.studies.corpus.open_engine import forget_engines

if TYPE_CHECKING:
    import pyarrow as pa

Cut = Callable[[str], Sequence[tuple[int, int]]]
"""Where the chunks of a document begin and end, in characters; at least one, none empty."""

TABLES: Final = ("documents", "chunks", "queries", "judgements")
_ID: Final = re.compile(r"[0-9a-z_-]{1,60}")
_FRESH_SECONDS: Final = 60
"""A collection that was used so recently is never the one that has to go."""


def whole_text(text: str) -> Sequence[tuple[int, int]]:
    """Leave a document in one piece; a ``Cut``."""
    return ((0, len(text)),)


class Collections:
    """All collections of one folder.

    Args:
        home: the folder that holds them.
        budget: bytes that collections and indexes may take together.
    """

    def __init__(self, home: Path, budget: int) -> None:
        self._collections, self._indexes = home / "collections", home / "indexes"
        self.budget = budget

    def add(
        self, gathered: Gathered, cut: Cut = whole_text, *, source: str, chunking: str = "whole", id: str = ""
    ) -> CollectionRecord:
        """Keep a collection, and make room for it where there is none.

        Args:
            gathered: its texts, which are cut into chunks here.
            cut: says where; see ``Cut``.
            source: the file or shipped collection that it came from.
            chunking: how ``cut`` cuts, in words.
            id: for a shipped collection; others get one that nobody can guess.

        Raises:
            InputError: it is larger than the budget, or has no text.
            StoreError: it cannot be written.
        """
        chunks, texts = _cut(gathered, cut)
        if not texts:
            raise InputError("There is no text in this collection; bring at least one.")
        made = time.time()
        record = CollectionRecord(
            id or secrets.token_hex(ID_DIGITS // 2), gathered.name, source, key_of(texts), chunking,
            gathered.documents.num_rows, len(texts), _rows(gathered.queries), _rows(gathered.judgements), made, made,
            gathered.said,
        )  # fmt: skip
        self.make_room(2 * sum(map(len, texts)), keep=record.id)
        try:
            IndexFolder.make(self._indexes / record.index, texts)
            tables = (gathered.documents, chunks, gathered.queries, gathered.judgements)
            for name, table in zip(TABLES, tables, strict=True):
                if table is not None:
                    write_table(self.folder(record.id) / f"{name}.arrow", table)
            self._write(record)  # last: without it there is no collection
        except OSError as error:
            raise StoreError(
                f"The collection cannot be written ({error.strerror or error}); make room on the disk."
            ) from error
        return record

    def replace_questions(
        self, record: CollectionRecord, queries: "pa.Table", judgements: "pa.Table | None"
    ) -> CollectionRecord:
        """Give a collection other queries and judgements, in place of those that it had.

        Raises:
            StoreError: they cannot be written.
        """
        try:
            for name, table in (("queries", queries), ("judgements", judgements)):
                path = self.folder(record.id) / f"{name}.arrow"
                if table is None:
                    path.unlink(missing_ok=True)
                else:
                    write_table(path, table)
            fresh = replace(record, queries=_rows(queries), judgements=_rows(judgements), used=time.time())
            self._write(fresh)
        except OSError as error:
            raise StoreError(f"The questions cannot be written ({error.strerror or error}).") from error
        return fresh

    def get(self, id: str) -> CollectionRecord | None:
        """The collection of an id, None when there is none."""
        if not _ID.fullmatch(id):
            return None
        try:
            return CollectionRecord.of_json(json.loads((self.folder(id) / "record.json").read_text("utf-8")))
        except (OSError, ValueError, StoreError):
            return None

    def all(self) -> list[CollectionRecord]:
        """Every collection, the one used last first; for who owns the machine, never for a visitor."""
        found = [self.get(path.parent.name) for path in self._collections.glob("*/record.json")]
        return sorted(filter(None, found), key=lambda record: -record.used)

    def named(self, name: str) -> CollectionRecord | None:
        """The collection of an id or a name, the one used last where several have it; for the command line."""
        return self.get(name) or next((record for record in self.all() if record.name == name), None)

    def use(self, record: CollectionRecord) -> None:
        """Note that a collection is used, so that others go before it."""
        if time.time() - record.used > _FRESH_SECONDS and self.get(record.id) is not None:
            self._write(replace(record, used=time.time()))

    def table(self, record: CollectionRecord, name: str) -> "pa.Table | None":
        """One of ``TABLES``, mapped into memory; None where it has none.

        Raises:
            StoreError: it is damaged.
        """
        path = self.folder(record.id) / f"{name}.arrow"
        return open_table(path) if path.is_file() else None

    def index(self, record: CollectionRecord) -> IndexFolder:
        """What models made of its chunks."""
        return IndexFolder(self._indexes / record.index)

    def delete(self, record: CollectionRecord) -> None:
        """Delete a collection, and its index unless another has the same chunks."""
        shutil.rmtree(self.folder(record.id), ignore_errors=True)
        if all(other.index != record.index for other in self.all()):
            forget_engines(self.index(record))
            shutil.rmtree(self._indexes / record.index, ignore_errors=True)

    def bytes_of(self, record: CollectionRecord) -> int:
        """Bytes on the disk of a collection and its index."""
        return bytes_under(self.folder(record.id)) + self.index(record).bytes

    @property
    def bytes(self) -> int:
        """Bytes on the disk of all."""
        return bytes_under(self._collections) + bytes_under(self._indexes)

    def would_go(self, more: int, keep: str = "") -> list[CollectionRecord]:
        """The collections that have to go before so many bytes find room, the least used first; to be said before.

        Raises:
            InputError: they do not fit into the budget at all.
        """
        if more > self.budget:
            raise InputError("This is more than all collections of this server may take; bring fewer texts.")
        over, going = self.bytes + more - self.budget, list[CollectionRecord]()
        for record in reversed(self.all()):
            if over <= 0:
                break
            if record.id != keep and time.time() - record.used > _FRESH_SECONDS:
                going.append(record)
                over -= self.bytes_of(record)
        if over > 0:
            raise InputError("There is no room for more on this server now; delete a collection, or try again later.")
        return going

    def make_room(self, more: int, keep: str = "") -> list[CollectionRecord]:
        """Delete what ``would_go`` says, and return it.

        Raises:
            InputError: there is no room to be made.
        """
        going = self.would_go(more, keep)
        for record in going:
            self.delete(record)
        return going

    def folder(self, id: str) -> Path:
        """The folder of a collection."""
        return self._collections / id

    def _write(self, record: CollectionRecord) -> None:
        write_json(self.folder(record.id) / "record.json", record.as_json())


def _cut(gathered: Gathered, cut: Cut) -> tuple["pa.Table", list[str]]:
    """The chunks as a table (document, start, end), int32, and their texts."""
    import pyarrow as pa

    found = [
        (document, start, end, text[start:end])
        for document, text in enumerate(gathered.documents.column(TEXT).to_pylist())
        for start, end in cut(text)
    ]
    columns = {
        name: pa.array([row[place] for row in found], pa.int32())
        for place, name in enumerate(("document", "start", "end"))
    }
    return pa.table(columns), [row[3] for row in found]


def _rows(table: "pa.Table | None") -> int:
    return 0 if table is None else int(table.num_rows)


def ids_of(table: "pa.Table") -> list[str]:
    """The ids of documents or queries, in their order."""
    return [str(id) for id in table.column(ID).to_pylist()]


@made_once
def shared_collections() -> Collections:
    """The collections of this process.

    Raises:
        InputError: an environment variable has a value that is not allowed.
    """
    settings = read_settings()
    return Collections(settings.collections, settings.collections_bytes)
