"""Late interaction of one query with one document, with everything that its matrix shows: tokens, masks, winners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.maxsim import MaxSim, TwoReadings, as_cosines, maxsim, two_readings
from embedlab.compute.parts import Part
from embedlab.lessons.single_or_late.examples import Models
from embedlab.models.encoders.encoded import TokenVectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.rank.by_tokens import late_vectors
from embedlab.studies.searches import Result, Search
from embedlab.words import Span

MASK = "[MASK]"


@dataclass(frozen=True, eq=False)
class Side:
    """The T tokens of a query or a document, as the model reads them.

    Attributes:
        tokens: their text.
        special: (T,) bool, True for what the model adds: markers, masks, prompts.
        compared: (T,) bool, True for what takes part in MaxSim.
        spans: (T, 2) int64, characters of each token in the text; (0, 0) for special ones.
        cut_at: character where the model stopped reading; None when it read everything.
    """

    tokens: tuple[str, ...]
    special: NDArray[np.bool_]
    compared: NDArray[np.bool_]
    spans: NDArray[np.int64]
    cut_at: int | None

    @property
    def words(self) -> NDArray[np.int64]:
        """Numbers of the tokens that belong to the text and are compared."""
        return np.flatnonzero(self.compared & ~self.special)

    @property
    def added(self) -> NDArray[np.int64]:
        """Numbers of the tokens that the model added and compares all the same."""
        return np.flatnonzero(self.compared & self.special)

    @property
    def masks(self) -> NDArray[np.int64]:
        """Numbers of the [MASK] tokens that are compared."""
        return np.array([row for row in self.added if self.tokens[row] == MASK], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class TokenMatrix:
    """One query against one document: s query tokens, t document tokens, all of unit length.

    Attributes:
        query: the query's tokens.
        document: the document's tokens.
        scored: cosines (s, t), the winner and the maximum of each row, and their sum.
        readings: the mean of all cells of compared tokens, and the dot product of the two mean vectors, which is
            computed from the vectors and not from the cells.
    """

    query: Side
    document: Side
    scored: MaxSim
    readings: TwoReadings

    @property
    def cells(self) -> int:
        """Number of cells of compared tokens."""
        return int(self.query.compared.sum() * self.document.compared.sum())

    def share(self, rows: Sequence[int] | NDArray[np.int64]) -> float:
        """What these query tokens add to the score."""
        return float(self.scored.row_maxima[np.asarray(rows, dtype=np.int64)].sum(dtype=np.float64))

    def parts(self) -> tuple[Part, ...]:
        """What each compared query token adds, named by itself and its winner; they sum to the score."""
        rows = np.flatnonzero(self.query.compared)
        winners = self.scored.winners
        names = (f"{self.query.tokens[row]} → {self.document.tokens[winners[row]]}" for row in rows)
        return tuple(Part(n, float(self.scored.row_maxima[row])) for n, row in zip(names, rows, strict=True))


def token_matrices(
    runtime: Runtime, model: str, query: str, documents: Sequence[str], options: RankOptions | None = None
) -> tuple[TokenMatrix, ...]:
    """Compare a query with every document token by token.

    Args:
        runtime: holds the model.
        model: a late-interaction model, or a plain encoder followed by ``+maxsim``.
        query: what is looked for.
        documents: none of them empty.
        options: prefixes for models with roles.

    Raises:
        InputError: the model is unknown or has no token vectors.
        StoreError: the model cannot be fetched or read.
    """
    one, many = late_vectors(runtime, RankerId.parse(model).card, query, documents, options or RankOptions())
    return tuple(_compare(one, document) for document in many)


def _compare(query: TokenVectors, document: TokenVectors) -> TokenMatrix:
    masks = {"query_mask": query.compared, "doc_mask": document.compared}
    return TokenMatrix(
        side_of(query),
        side_of(document),
        as_cosines(maxsim(query.vectors, document.vectors, **masks)),
        two_readings(query.vectors, document.vectors, **masks),
    )


def side_of(item: TokenVectors) -> Side:
    """The tokens of a text without their vectors."""
    spans: Sequence[Span] = item.tokens.offsets
    return Side(
        tokens=item.tokens.tokens,
        special=np.array(item.tokens.special, dtype=np.bool_),
        compared=np.asarray(item.compared, dtype=np.bool_),
        spans=np.array(spans, dtype=np.int64).reshape(-1, 2),
        cut_at=item.tokens.cut_at,
    )


@dataclass(frozen=True, eq=False)
class Late:
    """What the page has found.

    Attributes:
        search: query and documents.
        models: the rankers.
        results: rankings by ranker; those that could be had.
        matrices: by late ranker, one matrix a document.
        document: number of the document that is looked at.
    """

    search: Search
    models: Models
    results: Mapping[str, Result]
    matrices: Mapping[str, tuple[TokenMatrix, ...]]
    document: int

    @property
    def shown(self) -> tuple[TokenMatrix, ...]:
        """The matrices of the ranker that is shown; empty while its model is not here."""
        return self.matrices.get(self.models.shown, ())

    @property
    def matrix(self) -> TokenMatrix | None:
        """The matrix of the document that is looked at."""
        return self.shown[self.document] if self.shown else None
