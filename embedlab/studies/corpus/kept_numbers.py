"""How the numbers of a vector are written and compared, for each way to keep them."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Float64
from embedlab.compute.compression import ByteRanges, Kept, bits_alike, from_bytes, to_bits, to_bytes

NO_RANGES: Final = ByteRanges(np.zeros(0, np.float32), np.zeros(0, np.float32))


@dataclass(frozen=True, eq=False)
class KeptNumbers:
    """Vectors of one length, kept in one way.

    Attributes:
        width: numbers of a vector, d.
        kept: how each is kept.
        ranges: what bytes stand for; of no use for others.
    """

    width: int
    kept: Kept
    ranges: ByteRanges

    def written(self, rows: Float32) -> NDArray[Any]:
        """Write vectors (m, d) float32 as they are kept, m rows."""
        if self.kept == "binary":
            return to_bits(rows, self._middle)
        if self.kept == "int8":
            return to_bytes(rows, self.ranges)
        return rows.astype(self.kept)

    def scores(self, written: NDArray[Any], queries: Float32) -> Float64:
        """Compare queries (Q, d) float32 with what was written, (Q, m) float64: dot products, or bits alike."""
        if self.kept == "binary":
            asked = to_bits(queries, self._middle)
            return np.stack([bits_alike(written, query, self.width) for query in asked]).astype(np.float64)
        if self.kept == "int8":
            return (queries @ from_bytes(written, self.ranges).T).astype(np.float64)
        return (queries @ written.astype(np.float32, copy=False).T).astype(np.float64)

    @property
    def _middle(self) -> Float32:
        # The sign of a number: about the mean of all vectors bits tell apart a little less (measured on MiniLM).
        return np.zeros(self.width, dtype=np.float32)
