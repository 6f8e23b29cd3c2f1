"""Late interaction: every query token looks for its best document token, and the best are added up.

MaxSim (Khattab and Zaharia 2020, ColBERT) on token vectors that are given. Markers, [MASK] expansion and
which tokens count is the encoder's business and arrives here as masks. Similarity is the dot product: the
cosine, where token vectors have length 1, as ColBERT's have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, Float64, as_array
from embedlab.compute.parts import Part
from embedlab.compute.similarity import dot_product
from embedlab.errors import InputError

NO_WINNER = -1
"""Stands for the winner of a query token that is masked out."""


@dataclass(frozen=True, eq=False)
class MaxSim:
    """One query against one document: s query tokens, t document tokens.

    ``score``: the sum of ``row_maxima``. ``matrix`` (s, t) float32: every similarity, masked tokens too, for
    pictures. ``winners`` (s,) int64: the column with the largest similarity of each row, the first of equals,
    ``NO_WINNER`` for a masked row. ``row_maxima`` (s,) float32: what each query token adds, 0 for a masked row.
    """

    score: float
    matrix: Float32
    winners: NDArray[np.int64]
    row_maxima: Float32


@dataclass(frozen=True)
class TwoReadings:
    """One token-pair matrix read twice.

    ``mean_of_cells`` and ``dot_of_means`` are the same number by two ways: averaging all pairs *is* comparing the
    mean vectors, as mean pooling without normalisation does. ``sum_of_maxima`` is late interaction.
    """

    mean_of_cells: float
    dot_of_means: float
    sum_of_maxima: float


def maxsim(
    query: ArrayLike, document: ArrayLike, *, query_mask: ArrayLike | None = None, doc_mask: ArrayLike | None = None
) -> MaxSim:
    """Score a document by MaxSim, (s, d) and (t, d) -> ``MaxSim``: sum over i of max over j of q_i . d_j.

    Masks (s,) and (t,) are true where a token counts; without one all count. Masked document tokens are minus
    infinity *before* the maximum: as zeros they would win wherever all real similarities are negative.

    Raises:
        InputError: no token is left on a side.
        ValueError: the shapes disagree.
    """
    matrix = dot_product(query, document)
    rows = _kept(query_mask, matrix.shape[0], "query")
    columns = _kept(doc_mask, matrix.shape[1], "document")
    candidates = np.where(columns, matrix, np.float32(-np.inf))
    winners = np.where(rows, candidates.argmax(axis=1), NO_WINNER).astype(np.int64)
    maxima = np.where(rows, candidates.max(axis=1), np.float32(0))
    # In float64: a page adds up the same terms and says that they sum to the score.
    return MaxSim(float(maxima.sum(dtype=np.float64)), matrix, winners, maxima)


def as_cosines(scored: MaxSim) -> MaxSim:
    """Return the comparison of vectors of length 1 with its cells in [-1, 1], which rounding can carry them past."""
    cells, maxima = (np.clip(values, -1, 1) for values in (scored.matrix, scored.row_maxima))
    return MaxSim(float(maxima.sum(dtype=np.float64)), cells, scored.winners, maxima)


def maxsim_parts(scored: MaxSim, query_tokens: Sequence[str]) -> tuple[Part, ...]:
    """Return what each query token adds, named by ``query_tokens`` (s,); masked tokens add 0.

    Raises:
        ValueError: the names do not fit.
    """
    names = zip(query_tokens, scored.row_maxima.tolist(), strict=True)
    return tuple(Part(name, value) for name, value in names)


def two_readings(
    query: ArrayLike, document: ArrayLike, *, query_mask: ArrayLike | None = None, doc_mask: ArrayLike | None = None
) -> TwoReadings:
    """Read the same token-pair matrix as a pooled comparison and as late interaction; masks as in ``maxsim``.

    Raises:
        InputError, ValueError: as ``maxsim``.
    """
    scored = maxsim(query, document, query_mask=query_mask, doc_mask=doc_mask)
    rows = _kept(query_mask, scored.matrix.shape[0], "query")
    columns = _kept(doc_mask, scored.matrix.shape[1], "document")
    means = (np.asarray(query)[rows].mean(axis=0, dtype=float), np.asarray(document)[columns].mean(axis=0, dtype=float))
    return TwoReadings(
        mean_of_cells=float(scored.matrix[np.ix_(rows, columns)].mean(dtype=np.float64)),
        dot_of_means=float(means[0] @ means[1]),
        sum_of_maxima=scored.score,
    )


def pack(documents: Iterable[ArrayLike], masks: Iterable[ArrayLike] | None = None) -> tuple[Float32, NDArray[np.int64]]:
    """Lay the tokens that count end to end, N of (t_i, d) -> tokens (sum t_i, d) float32 and offsets (N + 1,).

    Document i is ``tokens[offsets[i]:offsets[i + 1]]``: without padding there is nothing to mask afterwards.

    Raises:
        InputError: a document has no token.
        ValueError: the shapes disagree.
    """
    return _packed(documents, masks, "document")


def best_in_each(query: ArrayLike, documents: ArrayLike, offsets: ArrayLike) -> Float64:
    """Return the largest dot product of each query token in each packed document, (s, d), (sum t, d) -> (s, N) float64.

    The columns sum to the MaxSim scores; one product of matrices for all documents, where one for each keeps the
    threads of a small product waiting. In float64: where a document stands among the others changes the last digit of
    a float32, and equal texts must have equal scores.

    Raises:
        InputError: a document has no token.
        ValueError: the shapes disagree.
    """
    rows, columns = as_array(query, 2, "the query tokens"), as_array(documents, 2, "the document tokens")
    starts = _offsets(offsets, len(columns))
    cells = rows.astype(np.float64) @ columns.astype(np.float64).T
    return np.asarray(np.maximum.reduceat(cells, starts[:-1], axis=1))


def maxsim_many(
    queries: Sequence[ArrayLike] | NDArray[np.floating],
    documents: NDArray[np.floating],
    offsets: ArrayLike,
    *,
    block: int = 8_000_000,
) -> Float32:
    """Score Q queries against N packed documents (see ``pack``) -> (Q, N) float32.

    ``queries``: Q of (s_i, d), or (Q, s, d), masked tokens left out. ``block`` is the number of similarities held
    at once, 4 bytes each: 32 MB by default, as smaller ones keep threads waiting for each other. The
    least is one query times one document. The packed tokens are not copied and not searched for NaN.

    Raises:
        InputError: a query or a document has no token.
        ValueError: the shapes disagree.
    """
    tokens, query_starts = _packed(queries, None, "query")
    starts = _offsets(offsets, len(documents))
    scores = np.empty((len(query_starts) - 1, len(starts) - 1), dtype=np.float32)
    for first, last in _runs(query_starts, max(1, int(block**0.5) // 2)):
        # A block holds few queries and many documents, or the other way round: the product is what fills memory.
        rows = tokens[query_starts[first] : query_starts[last]]
        for left, right in _runs(starts, max(1, block // len(rows))):
            columns = np.asarray(documents[starts[left] : starts[right]], dtype=np.float32)
            best = np.maximum.reduceat(rows @ columns.T, starts[left:right] - starts[left], axis=1)
            sums = np.add.reduceat(best, query_starts[first:last] - query_starts[first], axis=0)
            scores[first:last, left:right] = sums
    return scores


def _packed(
    items: Iterable[ArrayLike], masks: Iterable[ArrayLike] | None, side: str
) -> tuple[Float32, NDArray[np.int64]]:
    matrices = [as_array(item, 2, f"the {side} tokens") for item in items]
    kept = [None] * len(matrices) if masks is None else list(masks)
    if len(kept) != len(matrices):
        raise ValueError(f"{len(kept)} masks do not fit {len(matrices)} documents")
    rows = [matrix[_kept(mask, len(matrix), side)] for matrix, mask in zip(matrices, kept, strict=True)]
    offsets = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    return np.concatenate(rows or [np.empty((0, 0))]).astype(np.float32, copy=False), offsets


def _runs(offsets: NDArray[np.int64], tokens: int) -> Iterable[tuple[int, int]]:
    """Cut a packed list into runs of whole items of at most so many tokens, or of one item that is longer."""
    first = 0
    while first < len(offsets) - 1:
        last = max(first + 1, int(np.searchsorted(offsets, offsets[first] + tokens, side="right")) - 1)
        yield first, last
        first = last


def _offsets(offsets: ArrayLike, tokens: int) -> NDArray[np.int64]:
    starts = np.asarray(offsets, dtype=np.int64)
    if starts.ndim != 1 or not starts.size or starts[0] != 0 or starts[-1] != tokens:
        raise ValueError(f"offsets must run from 0 to the {tokens} packed tokens")
    empty = np.flatnonzero(np.diff(starts) <= 0)
    if empty.size:
        # reduceat would give such a document the first token of the next one.
        raise InputError(f"Document {empty[0] + 1} has no token to compare; remove it or type a text.")
    return starts


def _kept(mask: ArrayLike | None, tokens: int, side: str) -> NDArray[np.bool_]:
    kept = np.ones(tokens, dtype=bool) if mask is None else np.asarray(mask).astype(bool)
    if kept.shape != (tokens,):
        raise ValueError(f"a mask of shape {kept.shape} does not fit {tokens} {side} tokens")
    if not kept.any():
        raise InputError(f"The {side} has no token to compare; type a text first.")
    return kept
