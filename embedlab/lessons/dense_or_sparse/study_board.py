"""Every ranking of one search, side by side: each ranker alone, and what is made of two or more of them."""

from dataclasses import dataclass
from functools import cached_property

from embedlab.compute.hybrid import Fusion, weighted_sum
from embedlab.compute.ranking import Ranking, rank
from embedlab.lessons.dense_or_sparse.examples import RANKERS, RERANK, RRF, SUM, Settings
from embedlab.lessons.dense_or_sparse.study_hybrid import Sweep, sweep_weights
from embedlab.studies.searches import Result, Search


@dataclass(frozen=True, eq=False)
class Board:
    """What the page has found. What is made of it is computed once, when it is first asked for.

    Attributes:
        search: the query and its documents.
        settings: rankers and constants.
        results: by ranker; ``dense`` is the chosen dense model. Only those that could answer.
        fused: reciprocal rank fusion; None unless both sides answered.
        rerank: the order after reranking, None unless the cross-encoder answered.
        document: number of the document that is looked at.
    """

    search: Search
    settings: Settings
    results: dict[str, Result]
    fused: Fusion | None
    rerank: Ranking | None
    document: int

    @property
    def weight(self) -> float:
        """The weight of the dense side in the hybrid sum, 0 to 1."""
        return self.settings.options.weight

    @property
    def sides(self) -> tuple[Result, Result] | None:
        """The dense and the lexical side of the hybrids; None unless both answered."""
        dense, words = self.results.get("dense"), self.results.get(self.settings.options.lexical)
        return None if dense is None or words is None else (dense, words)

    @cached_property
    def mixed(self) -> Fusion | None:
        """The weighted sum of both sides."""
        if self.sides is None:
            return None
        dense, words = self.sides
        return weighted_sum(dense.scores, words.scores, self.weight, self.settings.options.normalisation)

    @cached_property
    def sweep(self) -> Sweep | None:
        """The weighted sum over the whole range of its weight."""
        if self.sides is None:
            return None
        dense, words = self.sides
        return sweep_weights(dense.scores, words.scores, self.search.grades, self.settings.options.normalisation)

    @cached_property
    def columns(self) -> dict[str, Ranking]:
        """The ranking of every ranker that could answer, from words to vectors."""
        found = {name: result.ranking for name, result in self.results.items()}
        if self.fused is not None:
            found[RRF] = rank(self.fused.scores)
        if self.mixed is not None:
            found[SUM] = rank(self.mixed.scores)
        if self.rerank is not None:
            found[RERANK] = self.rerank
        return {name: found[name] for name in RANKERS if name in found}

    @property
    def shown(self) -> dict[str, Ranking]:
        """The rankings that the first screen compares."""
        return {name: ranking for name, ranking in self.columns.items() if name in self.settings.rankers}
