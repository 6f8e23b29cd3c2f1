"""The rankers that lesson 7 compares, in the order of the axes. Its queries are in ``assets/lessons/every_family``."""

from collections.abc import Sequence
from typing import Final

from embedlab.models.cards import ModelCard
from embedlab.models.families import Family
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.searches import name_of

SHORT: Final = {
    "tf-idf": "TF-IDF",
    "bm25": "BM25",
    "glove-6b-50d": "GloVe",
    "word2vec-embedlab": "Word2Vec",
    "fasttext-embedlab": "FastText",
    "mlm-embedlab+cls": "MLM [CLS]",
    "mlm-embedlab+mean": "MLM mean",
    "all-minilm-l6-v2+cls": "MiniLM [CLS]",
    "all-minilm-l6-v2": "MiniLM",
    "paraphrase-minilm-l3-v2": "Paraphrase",
    "one-tower-embedlab": "One tower",
    "e5-small-v2": "E5",
    "two-tower-embedlab": "Two towers",
    "splade-tiny": "SPLADE",
    "bm42": "BM42",
    "all-minilm-l6-v2+maxsim": "MiniLM late",
    "answerai-colbert-small-v1": "ColBERT",
    "hybrid-weighted": "Sum",
    "hybrid-rrf": "RRF",
    "ms-marco-minilm-l12-v2": "Cross-enc.",
}
"""What heads a column, for every ranker that ships: words counted, words averaged, texts read by a model that was never
told what is alike, by one that was, by one that tells question from answer, terms learnt, tokens compared, mixtures,
both texts read at once."""

RANKERS: Final = tuple(SHORT)
DEFAULT: Final = (
    "bm25", "glove-6b-50d", "mlm-embedlab+mean", "all-minilm-l6-v2", "e5-small-v2", "splade-tiny",
    "answerai-colbert-small-v1", "hybrid-rrf", "ms-marco-minilm-l12-v2",
)  # fmt: skip
"""One of each family; of dense models one that treats both sides alike and one that does not."""

_ORDER: Final[tuple[Family, ...]] = (
    "lexical", "static", "contextual", "dense", "sparse", "late-interaction", "hybrid", "cross-encoder",
)  # fmt: skip
_WORK: Final[dict[Family, int]] = {
    "lexical": 0, "static": 1, "sparse": 2, "contextual": 3, "dense": 4, "hybrid": 5, "late-interaction": 6,
    "cross-encoder": 7,
}  # fmt: skip


OPTIONS: Final = RankOptions()
"""The settings of all rankings of the page."""


def short_name(ranker: str) -> str:
    """What heads the column of a ranker."""
    return SHORT.get(ranker) or name_of(ranker)


def colour_family(ranker: str) -> Family:
    """The family that gives a ranker its colour: of what compares, so a plain encoder read late is late interaction."""
    parsed = RankerId.parse(ranker)
    return "late-interaction" if parsed.is_late else "sparse" if ranker == "bm42" else parsed.card.family


def ranker_colour(ranker: str) -> str:
    """The colour of a ranker; a mixture of families has none of its own."""
    return FAMILY_COLOURS.get(colour_family(ranker), NEUTRAL)


def with_others(cards: Sequence[ModelCard]) -> tuple[str, ...]:
    """Every ranker that can be chosen: those that ship, and any other card that ranks, where its family stands.

    One side of a pair of towers is left out: its vectors are made to be compared with the other side's.
    """
    sides = {side for card in cards if card.towers for side in (card.towers.query, card.towers.document)}
    known = {RankerId.parse(ranker).model for ranker in RANKERS} | sides
    places = {ranker: _ORDER.index(colour_family(ranker)) for ranker in RANKERS}
    places |= {card.id: _ORDER.index(card.family) for card in cards if card.id not in known}
    # By family alone, as the sort is stable: within a family those that ship come first, as they stand.
    return tuple(sorted(places, key=places.__getitem__))


def fastest_first(rankers: Sequence[str]) -> tuple[str, ...]:
    """The rankers in the order in which they answer: by what their family has to read for a query."""
    return tuple(sorted(rankers, key=lambda ranker: _WORK[colour_family(ranker)]))
