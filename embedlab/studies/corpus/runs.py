"""What each set-up put first for each judged query: the runs, in the words of TREC.

Measures, comparisons and exported run files are all made of these, so that whoever reads an exported run with
trec_eval gets the numbers of the page. trec_eval goes by scores alone and reads them as float32; so scores are kept
as it reads them, and fall strictly: of documents that a set-up cannot tell apart, the first of the collection stands
first, here as on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

DEPTH_OF_RUNS: Final = 100
"""Documents that are kept of each ranking."""


@dataclass(frozen=True, eq=False)
class Runs:
    """Rankings of S set-ups for Q queries, the first K documents of each.

    Attributes:
        set_ups: (S,) as they are written.
        queries: (Q,) ids, in the order of ``Findings.queries``.
        documents: (S, Q, K) numbers of documents, counted from 0, best first; -1 behind the last that was found.
        scores: (S, Q, K) strictly falling; 0 behind the last.

    Raises:
        ValueError: the shapes do not fit.
    """

    set_ups: tuple[str, ...]
    queries: tuple[str, ...]
    documents: NDArray[np.int32]
    scores: NDArray[np.float32]

    def __post_init__(self) -> None:
        wanted = (len(self.set_ups), len(self.queries))
        if self.documents.shape[:2] != wanted or self.documents.shape != self.scores.shape or self.documents.ndim != 3:
            raise ValueError(f"rankings of shape {self.documents.shape} do not fit {wanted} set-ups and queries")

    @property
    def depth(self) -> int:
        """Documents that are kept of each ranking at most, K."""
        return int(self.documents.shape[2])

    def of(self, set_up: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The rankings of a set-up: documents and scores, each (Q, K).

        Raises:
            KeyError: it did not run.
        """
        if set_up not in self.set_ups:
            raise KeyError(set_up)
        place = self.set_ups.index(set_up)
        return self.documents[place], self.scores[place]

    def rank_of(self, set_up: str, query: int, document: int) -> int | None:
        """The rank of a document, counted from 1, or None where it is not among those kept.

        Raises:
            KeyError: the set-up did not run.
        """
        found = np.flatnonzero(self.of(set_up)[0][query] == document)
        return int(found[0]) + 1 if len(found) else None

    def first(self, count: int) -> Self:
        """The same rankings, cut after so many documents: to ship less."""
        return type(self)(self.set_ups, self.queries, self.documents[..., :count], self.scores[..., :count])


def falling(scores: Sequence[float] | NDArray[np.floating]) -> NDArray[np.float32]:
    """Scores as trec_eval reads them, (K,) -> (K,) float32: each the nearest below the one before, where it is not.

    The order of the ranking is the order of the arguments; a score that is not below the one before it loses at most
    what parts two neighbouring float32.
    """
    found = np.array(scores, dtype=np.float32)
    for place in range(1, len(found)):
        found[place] = min(found[place], np.nextafter(found[place - 1], np.float32(-np.inf)))
    return found
