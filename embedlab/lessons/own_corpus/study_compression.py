"""Smaller vectors of a collection, one length at a time and remembered, and what is said of them."""

from collections.abc import Sequence

from embedlab.errors import StoreError
from embedlab.models.runtime import shared_runtime
from embedlab.numbers_text import in_bytes, percent, times, whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.compression_study import Basis, Compressed, basis_of, compressed_to
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import Rows

ENOUGH = 0.95
"""Share of neighbours above which hardly anybody sees a difference: what is recommended keeps so many."""
WAYS = {"float32": "float32", "float16": "float16", "int8": "int8", "binary": "1 bit"}


def way_name(found: Compressed) -> str:
    """What a reader calls a way to keep numbers."""
    return f"{WAYS[found.kept]}, {whole(found.rescored)} rescored" if found.rescored else WAYS[found.kept]


def dense_readings(corpus: OpenCorpus) -> list[str]:
    """The dense readings that have read all texts."""
    return [str(reading) for reading in corpus.index.readings() if reading.kind == "dense"]


def questions_stamp(corpus: OpenCorpus) -> int:
    """What changes whenever the questions of a collection or their judgements do."""
    folder = shared_collections().folder(corpus.id)
    stamps = [
        path.stat().st_mtime_ns for name in ("queries", "judgements") if (path := folder / f"{name}.arrow").is_file()
    ]
    return max(stamps, default=0)


@remembered
def basis(collection: str, index: str, reading: str, stamp: int) -> Basis:
    """The exact search that all lengths are compared with; see ``questions_stamp`` for the last.

    Raises:
        EmbedLabError: the collection is gone, or its model cannot be had.
    """
    del index, stamp  # parts of the key: other texts or other questions are another result
    return basis_of(shared_runtime(), _open(collection), Reading.parse(reading))


@remembered
def compressed(collection: str, index: str, reading: str, stamp: int, width: int) -> tuple[Compressed, ...]:
    """What vectors of so many numbers lose; see ``basis``."""
    return compressed_to(basis(collection, index, reading, stamp), width)


def _open(collection: str) -> OpenCorpus:
    record = shared_collections().get(collection)
    if record is None:
        raise StoreError("This collection is not on this server any more; bring its texts again.")
    return OpenCorpus(shared_collections(), record)


def kept_sentence(found: Sequence[Compressed]) -> str:
    """What bytes keep, and the smallest way that still keeps nearly all neighbours."""
    whole_ = found[0]
    byte = next(each for each in found if each.kept == "int8" and each.width == whole_.width)
    told = (
        f"One byte a number keeps {percent(byte.recall.mean)} of the ten nearest at "
        f"{in_bytes(byte.bytes)} a document instead of {in_bytes(whole_.bytes)}."
    )
    good = [each for each in found if each.recall.mean >= ENOUGH]
    least = min(good, key=lambda each: (each.bytes, -each.recall.mean))
    if least.bytes >= byte.bytes:
        return f"{told} Nothing smaller keeps {percent(ENOUGH)}."
    return (
        f"{told} The smallest that keeps {percent(ENOUGH)} is {whole(least.width)} numbers as {way_name(least)}: "
        f"{in_bytes(least.bytes)}, {times(whole_.bytes / least.bytes)} smaller."
    )


def compression_rows(found: Sequence[Compressed], reading: str) -> Rows:
    """A row for each way to keep the vectors, as it is drawn."""
    return [
        {
            "reading": reading, "numbers": each.width, "kept": each.kept, "rescored": each.rescored,
            "bytes_per_document": each.bytes, "recall": each.recall.mean, "recall_low": each.recall.low,
            "recall_high": each.recall.high,
            "ndcg": None if each.quality is None else each.quality.mean,
            "ndcg_low": None if each.quality is None else each.quality.low,
            "ndcg_high": None if each.quality is None else each.quality.high,
            "seconds": each.seconds,
        }
        for each in found
    ]  # fmt: skip
