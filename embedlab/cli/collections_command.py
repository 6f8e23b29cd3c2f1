"""``embedlab collections``: what is in the store, and how a command finds one of it by its name."""

import json
from typing import Any

from embedlab.cli.output import write
from embedlab.errors import InputError
from embedlab.lessons.own_corpus.examples import SHIPPED
from embedlab.numbers_text import in_bytes, whole
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.ready_collections import is_here, ready_record

_HEAD = ("name", "id", "documents", "queries", "bytes", "read by")


def list_collections(*, as_json: bool) -> None:
    """Print every collection of the store, the one used last first."""
    found = [entry(record) for record in shared_collections().all()]
    if as_json:
        write(json.dumps(found, ensure_ascii=False))
        return
    cells = [
        (
            each["name"], each["id"], whole(each["documents"]), whole(each["queries"]), in_bytes(each["bytes"]),
            ", ".join(each["models"]) or "none",
        )
        for each in found
    ]  # fmt: skip
    widths = [max(len(row[place]) for row in (_HEAD, *cells)) for place in range(len(_HEAD))]
    for row in (_HEAD, *cells):
        write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def delete_collection(name: str) -> None:
    """Delete a collection and print what it was.

    Raises:
        InputError: there is none of that name or id.
    """
    record = shared_collections().named(name)
    if record is None:
        raise _unknown(name)
    told = entry(record)
    shared_collections().delete(record)
    write(json.dumps({"deleted": told}, ensure_ascii=False))


def entry(record: CollectionRecord) -> dict[str, Any]:
    """What the list says of a collection: ``models`` have read all texts, ``partly`` counts those that others have."""
    collections = shared_collections()
    index = collections.index(record)
    return {
        "name": record.name,
        "id": record.id,
        "documents": record.documents,
        "chunks": record.chunks,
        "chunking": record.chunking,
        "queries": record.queries,
        "judgements": record.judgements,
        "models": [str(reading) for reading in index.readings()],
        "partly": {str(each): index.read(each) for each in index.begun() if not index.has(each)},
        "bytes": collections.bytes_of(record),
        "source": record.source,
        "checksum": record.index,
        "said": list(record.said),
    }


def open_collection(name: str) -> OpenCorpus:
    """Open the collection of a name or id; one that ships is put into the store when it is first asked for.

    Raises:
        InputError: there is none.
        StoreError: it cannot be written.
    """
    collections = shared_collections()
    record = collections.named(name) or ship(name)
    if record is None:
        raise _unknown(name)
    collections.use(record)
    return OpenCorpus(collections, record)


def ship(name: str, *, fetch: bool = False) -> CollectionRecord | None:
    """Put a collection that EmbedLab knows into the store, by its id; None where no such one is here.

    With ``fetch`` one that does not ship is fetched first.

    Raises:
        StoreError: it cannot be fetched, or not be written.
    """
    if name not in SHIPPED or not (fetch or is_here(name)):
        return None
    return ready_record(shared_collections(), name)


def _unknown(name: str) -> InputError:
    return InputError(f"There is no collection {name!r}; `python -m embedlab collections` lists those that are here.")
