"""Files that grow by whole rows and lose at most the last batch when their writer is killed.

How many rows there are is how many whole ones the file holds: nothing else has to be kept in step with it.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class DenseRows:
    """Rows of float32 of one width, one behind the other, without a header.

    Args:
        path: the file; made with the first rows.
        width: numbers in a row, 1 or more.
    """

    def __init__(self, path: Path, width: int) -> None:
        self.path, self.width = path, width

    def count(self) -> int:
        """How many whole rows there are."""
        return _size(self.path) // (4 * self.width)

    def append(self, rows: NDArray[np.float32]) -> None:
        """Add rows (n, width) float32 behind the last whole one; they are on the disk when this returns.

        Raises:
            ValueError: they have another width.
            OSError: there is no room.
        """
        if rows.ndim != 2 or rows.shape[1] != self.width:
            raise ValueError(f"rows of {self.width} numbers are kept here, not an array of shape {rows.shape}")
        _append(self.path, np.ascontiguousarray(rows, dtype=np.float32), self.count() * 4 * self.width)

    def rows(self) -> NDArray[np.float32]:
        """All whole rows, (n, width) float32, mapped into memory and read-only."""
        count = self.count()
        if not count:
            return np.zeros((0, self.width), dtype=np.float32)
        return np.memmap(self.path, dtype=np.float32, mode="r", shape=(count, self.width))


class SparseRows:
    """Rows of (column, weight) of any length: three files that grow together, the count of a row last.

    Args:
        folder: holds the three files.
        width: columns of a row.
    """

    def __init__(self, folder: Path, width: int) -> None:
        self.folder, self.width = folder, width

    def count(self) -> int:
        """How many whole rows there are: a row is whole when its count is there."""
        return _size(self.folder / "counts.i32") // 4

    def append(self, counts: Sequence[int], columns: NDArray[np.int64], weights: NDArray[np.float32]) -> None:
        """Add rows: how many entries each has, and all their columns and weights end to end.

        Raises:
            ValueError: the counts do not add up to the entries.
            OSError: there is no room.
        """
        if sum(counts) != len(columns) or len(columns) != len(weights):
            raise ValueError("the counts of a row do not add up to its entries")
        before = int(self._counts().sum())
        _append(self.folder / "columns.i32", columns.astype(np.int32), 4 * before)
        _append(self.folder / "weights.f32", weights.astype(np.float32), 4 * before)
        _append(self.folder / "counts.i32", np.asarray(counts, dtype=np.int32), 4 * self.count())

    def starts(self) -> NDArray[np.int64]:
        """Where each row begins, (n + 1,) int64."""
        return np.concatenate([[0], np.cumsum(self._counts(), dtype=np.int64)])

    def columns(self) -> NDArray[np.int32]:
        """The columns of all rows end to end, mapped into memory."""
        total = self._entries()
        return np.memmap(self.folder / "columns.i32", np.int32, "r", shape=(total,)) if total else _NONE

    def weights(self) -> NDArray[np.float32]:
        """The weights of all rows end to end, mapped into memory."""
        total = self._entries()
        if not total:
            return np.zeros(0, dtype=np.float32)
        return np.memmap(self.folder / "weights.f32", np.float32, "r", shape=(total,))

    def _counts(self) -> NDArray[np.int32]:
        return np.fromfile(self.folder / "counts.i32", dtype=np.int32, count=self.count()) if self.count() else _NONE

    def _entries(self) -> int:
        return int(self._counts().sum())


_NONE = np.zeros(0, dtype=np.int32)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _append(path: Path, rows: NDArray[np.generic], at: int) -> None:
    """Write behind ``at``, which cuts off what a killed writer has left half-written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as stream:
        stream.truncate(at)
        stream.seek(at)
        stream.write(rows.tobytes())
        stream.flush()
        os.fsync(stream.fileno())
