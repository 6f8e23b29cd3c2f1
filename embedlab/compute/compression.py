"""Dense vectors made smaller: fewer numbers by PCA, and smaller numbers: float16, int8, one bit.

What it costs is measured in ``embedlab.studies.corpus.compression_study``. Queries are shortened as documents are, and
then stay float32, except against bits, where they are bits as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, Float64, Integers, as_array, same_width

Kept = Literal["float32", "float16", "int8", "binary"]
"""How the numbers of a vector are kept."""
KEPT: Final[tuple[Kept, ...]] = ("float32", "float16", "int8", "binary")
_BITS: Final = {"float32": 32, "float16": 16, "int8": 8, "binary": 1}
_LEVELS: Final = 255
"""Steps between the 256 values of a byte."""


def bytes_of_vector(width: int, kept: Kept) -> int:
    """Return the bytes of one vector of ``width`` numbers; bits fill whole bytes.

    Raises:
        ValueError: the width is below 1.
    """
    if width < 1:
        raise ValueError(f"a vector of {width} numbers is none")
    return -(-width * _BITS[kept] // 8)


def principal_directions(blocks: Iterable[ArrayLike]) -> Float32:
    """Return the directions in which vectors spread most, (d, d) float32: a direction a column, the widest first.

    PCA (Pearson 1901) of rows that come in blocks (m, d), so that all of them never lie in memory: the eigenvectors of
    the covariance about the mean. Each column has length 1, and its largest number is positive. No row spreads nowhere.

    Raises:
        ValueError: there is no row, or the widths differ.
        InputError: a number is not finite.
    """
    count, total, products = 0, np.zeros(0), np.zeros((0, 0))
    for block in blocks:
        rows = as_array(block, 2, "the vectors").astype(np.float64)
        if not count:
            total, products = np.zeros(rows.shape[1]), np.zeros((rows.shape[1],) * 2)
        same_width(rows, products)
        count += len(rows)
        total += rows.sum(axis=0)
        products += rows.T @ rows
    if not count:
        raise ValueError("without vectors there are no directions")
    mean = total / count
    directions = np.linalg.eigh(products / count - np.outer(mean, mean))[1][:, ::-1]
    largest = np.abs(directions).argmax(axis=0)
    signs = np.where(directions[largest, np.arange(directions.shape[1])] < 0, -1.0, 1.0)
    return np.asarray(directions * signs, dtype=np.float32)


def shortened(vectors: ArrayLike, directions: Float32, width: int) -> Float32:
    """Return the first ``width`` numbers of vectors along the directions, (n, d) -> (n, width) float32.

    Nothing is centred: the directions are found about the mean, and vectors are turned as they are. So all d numbers
    give the same dot products as before, and fewer leave out those that differ least between documents.

    Raises:
        ValueError: there are not so many directions, or the vectors have another width.
    """
    rows = as_array(vectors, 2, "the vectors")
    if not 1 <= width <= directions.shape[1]:
        raise ValueError(f"{width} of {directions.shape[1]} directions cannot be kept")
    same_width(rows, directions.T)
    return np.asarray(rows @ directions[:, :width], dtype=np.float32)


@dataclass(frozen=True, eq=False)
class ByteRanges:
    """What the 256 values of a byte stand for, for each number of a vector: ``low + step * value``, (d,) float32."""

    low: Float32
    step: Float32


def byte_ranges(blocks: Iterable[ArrayLike]) -> ByteRanges:
    """Return ranges for each number of vectors that come in blocks (m, d): from its smallest to its largest value.

    Vectors of length 1 have no outliers that would make the steps wide: leaving out the thousandth part at each end
    loses neighbours instead (measured: recall@10 0.989 for 0.997).

    Raises:
        ValueError: there is no row, or the widths differ.
        InputError: a number is not finite.
    """
    low, high = np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
    for block in blocks:
        rows = as_array(block, 2, "the vectors")
        if not low.size:
            low, high = np.full(rows.shape[1], np.inf), np.full(rows.shape[1], -np.inf)
        same_width(rows, low[None])
        low, high = np.minimum(low, rows.min(axis=0)), np.maximum(high, rows.max(axis=0))
    if not low.size:
        raise ValueError("without vectors there are no ranges")
    return ByteRanges(low.astype(np.float32), ((high - low) / _LEVELS).astype(np.float32))


def to_bytes(vectors: ArrayLike, ranges: ByteRanges) -> NDArray[np.uint8]:
    """Return vectors with a byte for each number, (n, d) uint8: the nearest value, the end of the range beyond it."""
    rows = as_array(vectors, 2, "the vectors")
    same_width(rows, ranges.low[None])
    # A number that is the same in all vectors has no step; its byte is 0.
    steps = np.divide(rows - ranges.low, ranges.step, out=np.zeros_like(rows), where=ranges.step > 0)
    return np.asarray(np.clip(np.rint(steps), 0, _LEVELS), dtype=np.uint8)


def from_bytes(values: NDArray[np.uint8], ranges: ByteRanges) -> Float32:
    """Return what bytes stand for, (n, d) float32: within half a step of what they were made from, inside the range."""
    return np.asarray(ranges.low + ranges.step * values, dtype=np.float32)


def to_bits(vectors: ArrayLike, middle: Float32) -> NDArray[np.uint8]:
    """Return a bit for each number, eight a byte, (n, ceil(d / 8)) uint8: 1 where it lies above ``middle`` (d,).

    The last byte of a row is filled with zeros.
    """
    rows = as_array(vectors, 2, "the vectors")
    same_width(rows, middle[None])
    return np.asarray(np.packbits(rows > middle, axis=1), dtype=np.uint8)


def bits_alike(documents: NDArray[np.uint8], query: NDArray[np.uint8], width: int) -> NDArray[np.int32]:
    """Return how many of ``width`` bits each document (n, b) shares with a query (b,), (n,) int32 from 0 to width.

    The width less the Hamming distance (Hamming 1950): an order by it is the order by the dot product of signs.

    Raises:
        ValueError: the rows have another number of bytes.
    """
    if documents.shape[1] != len(query) or len(query) != bytes_of_vector(width, "binary"):
        raise ValueError(f"{width} bits are not {documents.shape[1]} bytes and {len(query)} bytes")
    differing = _words(documents) ^ _words(query[None])
    return np.asarray(width - np.bitwise_count(differing).sum(axis=1, dtype=np.int32), dtype=np.int32)


def rescored(vectors: ArrayLike, query: ArrayLike) -> Float64:
    """Return the dot products of the full vectors of a few candidates (r, d) with a query (d,), (r,) float64.

    What orders candidates that bits have found (Yamada, Asai and Hajishirzi 2021).
    """
    rows = as_array(vectors, 2, "the vectors")
    return np.asarray(rows @ as_array(query, 1, "the query"), dtype=np.float64)


def _words(rows: NDArray[np.uint8]) -> Integers:
    """The same bits in words of eight bytes where they fill some, which are counted faster."""
    words: Integers = np.ascontiguousarray(rows).view(np.uint64) if rows.shape[1] % 8 == 0 else rows
    return words
