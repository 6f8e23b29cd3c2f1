"""What models made of the texts of a collection, on disk: one folder for each set of texts, whoever brought them.

Two collections of the same texts share it, so the second is searched at once. Layout: ``texts.arrow``; for each
reading ``dense/<reading>/rows.f32`` or ``sparse/<reading>/``; ``bm25/``; ``engine/``; ``map.arrow``; ``wanted.json``
(what was asked for, so that whoever comes after a restart can go on).
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import EmbedLabError, StoreError
from embedlab.studies.corpus.arrow_files import by_rename, open_table, write_table
from embedlab.studies.corpus.grown_files import DenseRows, SparseRows
from embedlab.studies.corpus.text_reading import Kind, Reading

if TYPE_CHECKING:
    import pyarrow as pa
    from scipy.sparse import csr_matrix

FORMAT: Final = 1
"""Part of every key: a newer layout finds no older folder."""


def key_of(texts: Iterable[str]) -> str:
    """Name a set of texts by its content: 32 hexadecimal digits of a SHA-256 over all of them, in their order."""
    digest = hashlib.sha256(f"embedlab index {FORMAT}".encode())
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()[:32]


class IndexFolder:
    """One index, finished or not.

    Args:
        path: its folder, which ``make`` has made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def make(cls, path: Path, texts: Sequence[str]) -> "IndexFolder":
        """Make the folder of some texts, or take the one that is there.

        Raises:
            OSError: there is no room.
        """
        import pyarrow as pa

        if not (path / "texts.arrow").is_file():
            path.mkdir(parents=True, exist_ok=True)
            write_table(path / "texts.arrow", pa.table({"text": pa.array(texts, type=pa.string())}))
        return cls(path)

    @property
    def key(self) -> str:
        """Its name."""
        return self.path.name

    @cached_property
    def _texts(self) -> "pa.ChunkedArray":
        return open_table(self.path / "texts.arrow").column("text")

    @property
    def count(self) -> int:
        """How many texts there are, n."""
        return len(self._texts)

    def texts(self, rows: Sequence[int] | NDArray[np.int64] | None = None) -> list[str]:
        """The texts of some rows, counted from 0, or of all."""
        if rows is None:
            return [str(text) for text in self._texts.to_pylist()]
        import pyarrow as pa

        chosen = self._texts.take(pa.array(np.asarray(rows, dtype=np.int64)))
        return [str(text) for text in chosen.to_pylist()]

    def between(self, start: int, stop: int) -> list[str]:
        """The texts of the rows from ``start`` up to before ``stop``."""
        return [str(text) for text in self._texts.slice(start, stop - start).to_pylist()]

    def folder_of(self, reading: Reading) -> Path:
        """Where the vectors of a reading are."""
        return self.path / reading.kind / file_name(str(reading))

    def dense_rows(self, reading: Reading) -> DenseRows:
        """The file of a dense reading, to read and to add to."""
        return DenseRows(self.folder_of(reading) / "rows.f32", reading.width)

    def sparse_rows(self, reading: Reading) -> SparseRows:
        """The files of a sparse reading, to read and to add to."""
        told = self.told(reading)
        return SparseRows(self.folder_of(reading), int(told.get("width", 0)))

    def read(self, reading: Reading) -> int:
        """How many texts a reading has read."""
        return (self.dense_rows(reading) if reading.kind == "dense" else self.sparse_rows(reading)).count()

    def has(self, reading: Reading) -> bool:
        """Whether a reading has read all texts."""
        return self.read(reading) == self.count

    def begun(self) -> list[Reading]:
        """The readings that have read something, by name."""
        found = [unquote(path.name) for kind in _FOLDERS for path in sorted((self.path / kind).glob("*"))]
        return [reading for reading in _known(found) if self.read(reading)]

    def readings(self) -> list[Reading]:
        """The readings that have read all texts, by name."""
        return [reading for reading in self.begun() if self.has(reading)]

    def vectors(self, reading: Reading) -> NDArray[np.float32]:
        """The vectors of a dense reading, (n, d) float32 of length 1 (or 0), mapped into memory.

        Raises:
            StoreError: it has not read all texts.
        """
        return self.dense_rows(self._whole(reading)).rows()

    def sparse(self, reading: Reading) -> "csr_matrix":
        """The weights of a sparse reading, (n, V) float32 CSR, mapped into memory.

        Raises:
            StoreError: it has not read all texts.
        """
        from scipy.sparse import csr_matrix

        rows = self.sparse_rows(self._whole(reading))
        return csr_matrix((rows.weights(), rows.columns(), rows.starts()), shape=(self.count, rows.width), copy=False)

    def _whole(self, reading: Reading) -> Reading:
        if not self.has(reading):
            raise StoreError(
                f"{reading.name} has not read all texts of this collection; index them with it, or leave it out."
            )
        return reading

    def told(self, reading: Reading) -> dict[str, Any]:
        """What is known of a reading beside its vectors: seconds that it took, texts and tokens cut."""
        return read_json(self.folder_of(reading) / "told.json")

    def tell(self, reading: Reading, **facts: Any) -> None:
        """Add to what is known of a reading."""
        write_json(self.folder_of(reading) / "told.json", self.told(reading) | facts)

    def forget(self, reading: Reading) -> None:
        """Drop what a reading has read."""
        shutil.rmtree(self.folder_of(reading), ignore_errors=True)

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for last: ``readings`` and whether it was ``paused``; empty when nothing was."""
        return read_json(self.path / "wanted.json")

    def want(self, **facts: Any) -> None:
        """Note what is asked for."""
        write_json(self.path / "wanted.json", facts)

    @property
    def bytes(self) -> int:
        """Bytes that the folder takes on the disk."""
        return bytes_under(self.path)


_BLOCK: Final = 512
_FOLDERS: Final[tuple[Kind, ...]] = ("dense", "sparse")


def bytes_under(folder: Path) -> int:
    """Bytes of the disk that all files below a folder take; files that go meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            found = path.stat()
        except OSError:
            continue
        # By blocks, where the system tells them: the files of an engine are mostly holes at first.
        total += getattr(found, "st_blocks", -(-found.st_size // _BLOCK)) * _BLOCK if path.is_file() else 0
    return total


def write_json(path: Path, facts: dict[str, Any]) -> None:
    """Write a small file by one rename, so that a reader sees the old or the new one whole.

    Raises:
        OSError: there is no room.
    """
    with by_rename(path) as fresh:
        fresh.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


def read_json(path: Path) -> dict[str, Any]:
    """Read a small file that ``write_json`` wrote; empty where there is none, or another."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def file_name(reading: str) -> str:
    """A reading as the name of a folder."""
    return quote(reading, safe="+")


def _known(names: Iterable[str]) -> Iterable[Reading]:
    for name in names:
        try:
            yield Reading.parse(name)
        except EmbedLabError:
            continue  # a model that was here and is no more
