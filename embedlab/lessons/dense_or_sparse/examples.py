"""The rankers that lesson 4 compares, and their settings. The texts are in ``assets/lessons/dense_or_sparse``."""

from dataclasses import dataclass, replace
from typing import Final

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import cards_behind

DENSE, SPARSE, CROSS = "all-minilm-l6-v2", "splade-tiny", "ms-marco-minilm-l12-v2"
SUM, RRF, RERANK = "hybrid-weighted", "hybrid-rrf", "rerank"
MIXES: Final = frozenset((SUM, RRF, RERANK))
"""Rankers over the rankings of others."""
RANKERS: Final = {
    "tf-idf": "TF-IDF", "bm25": "BM25", "bm42": "BM42", SPARSE: "SPLADE", SUM: "Hybrid sum", RRF: "Hybrid RRF",
    "dense": "Dense", RERANK: "Rerank",
}  # fmt: skip
"""All rankers, from words to vectors."""
ALONE: Final = tuple(name for name in RANKERS if name not in MIXES)
"""Those that give scores of their own."""
FIRST: Final = ("bm25", SPARSE, "dense")
"""What the page begins with: one that counts words, one that has learnt which words to weigh, one without words."""
SPARSE_KINDS: Final = {SPARSE: "SPLADE", "tf-idf": "TF-IDF", "bm25": "BM25"}
LEXICAL: Final = {"bm25": "BM25", "tf-idf": "TF-IDF", SPARSE: "SPLADE"}
SCALES: Final = {"minmax": "min-max to 0 … 1", "zscore": "z-scores"}
"""How scores of two rankers are brought to one scale."""
DEPTH: Final = 5


@dataclass(frozen=True)
class Settings:
    """What is set beside the search.

    Attributes:
        options: the constants of every ranker, the weight of the hybrid sum among them.
        rankers: those that are shown, in the order of ``RANKERS``. Others rank too where it costs nothing.
        sparse: the sparse side of the vector pair and of the flow.
        depth: how many texts the reranker reads.
    """

    options: RankOptions
    rankers: tuple[str, ...]
    sparse: str
    depth: int

    @property
    def needed(self) -> tuple[str, ...]:
        """The rankers that give scores of their own: TF-IDF, the chosen ones, and both sides of a chosen mixture."""
        both = ("dense", self.options.lexical) if MIXES & set(self.rankers) else ()
        alone = [name for name in self.rankers if name not in MIXES]
        return tuple(dict.fromkeys(["tf-idf", *alone, *both]))

    def model(self, name: str) -> str:
        """The id of the model that ranks in a column."""
        return self.options.dense if name == "dense" else name

    def own(self, name: str) -> RankOptions:
        """The options that change this ranker's scores; all others as usual, so that shipped scores still hold."""
        usual, set_here = RankOptions(), self.options
        if name == "bm25":
            return replace(
                usual, variant=set_here.variant, k1=set_here.k1, b=set_here.b, stop_words=set_here.stop_words
            )
        return replace(usual, stop_words=set_here.stop_words) if name == "tf-idf" else usual

    @property
    def cards(self) -> tuple[ModelCard, ...]:
        """The models with weights that the page needs, each once."""
        names = [self.model(name) for name in (*self.needed, self.sparse)]
        cards = [found for name in names for found in cards_behind(name, self.options)]
        cards += [card(CROSS)] if RERANK in self.rankers else []
        return tuple({found.id: found for found in cards}.values())


USUAL: Final = Settings(RankOptions(), tuple(RANKERS), SPARSE, DEPTH)
"""What the page begins with, and what the examples are compared at."""
