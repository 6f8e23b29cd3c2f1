"""One search, answered by many rankers: what each says of the text that is followed, and how far it moved."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import Result, Search


@dataclass(frozen=True)
class Families:
    """What the page has found.

    Attributes:
        search: query and texts.
        options: settings of the rankers.
        rankers: ids of those that were chosen, in the order of the axes.
        results: by id, of those that have answered, in the same order; it grows while the page is drawn.
        baseline: id of the ranker that all others are compared with.
        document: number of the text that is followed, from 0.
    """

    search: Search
    options: RankOptions
    rankers: tuple[str, ...]
    results: Mapping[str, Result]
    baseline: str
    document: int

    @property
    def ranks(self) -> NDArray[np.int64]:
        """Ranks (R, n) int64 of the texts by each ranker that has answered; tied texts share the best of theirs."""
        return np.array([result.ranking.ranks for result in self.results.values()], dtype=np.int64)

    @property
    def firsts(self) -> dict[str, tuple[int, ...]]:
        """The texts at rank 1 of each ranker: several where they tie. One that gives all the same score has none."""
        leading = {
            ranker: tuple(np.flatnonzero(result.ranking.ranks == 1).tolist()) for ranker, result in self.results.items()
        }
        count = len(self.search.texts)
        return {ranker: tied for ranker, tied in leading.items() if count == 1 or len(tied) < count}

    def rank_of(self, ranker: str, document: int) -> int:
        """The rank, from 1, of a text by a ranker that has answered."""
        return int(self.results[ranker].ranking.ranks[document])

    def change(self, ranker: str, document: int) -> int | None:
        """How many ranks a text stands higher (above 0) or lower than by the baseline; None without that."""
        if self.baseline not in self.results or ranker not in self.results:
            return None
        return self.rank_of(self.baseline, document) - self.rank_of(ranker, document)
