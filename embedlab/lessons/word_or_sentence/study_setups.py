"""Which models and poolings lesson 2 compares: every model of the catalog whose word or token vectors can be pooled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embedlab.compute.pooling import Pooling
from embedlab.models.cards import ModelCard, Role
from embedlab.models.catalog import card as card_of
from embedlab.models.catalog import catalog

SPELT: Mapping[Pooling, str] = {"mean": "mean", "cls": "[CLS]", "max": "max", "weighted": "weighted"}
"""What a reader calls a pooling, the most used first."""

_SHORT = {
    "all-minilm-l6-v2": "MiniLM",
    "paraphrase-minilm-l3-v2": "paraphrase",
    "e5-small-v2": "E5",
    "glove-6b-50d": "GloVe",
    "word2vec-embedlab": "Word2Vec",
    "fasttext-embedlab": "FastText",
    "mlm-embedlab": "masked LM",
}


@dataclass(frozen=True)
class Setup:
    """A model and a pooling."""

    model: str
    pooling: Pooling

    @property
    def key(self) -> str:
        """A name for files and tables."""
        return f"{self.model}/{self.pooling}"

    @classmethod
    def of(cls, key: str) -> "Setup":
        """The setup behind a key."""
        model, _, how = key.rpartition("/")
        return next(cls(model, known) for known in SPELT if known == how)

    @property
    def name(self) -> str:
        """What a reader calls it, short enough for the head of a row."""
        return f"{_SHORT.get(self.model) or card_of(self.model).name}, {SPELT[self.pooling]}"


def poolable(card: ModelCard) -> bool:
    """Whether one vector a text can be had by pooling the vectors of its words or tokens.

    Left out: models whose tokens are compared one by one or name terms, and halves of a pair, which read one side each.
    """
    return card.row.encoder == "text_vectors" and (card.row.runs == "table" or card.is_encoder)


def poolable_cards() -> tuple[ModelCard, ...]:
    """Bundled models that can be pooled, in the order of the catalog."""
    return tuple(card for card in catalog().values() if card.bundled and poolable(card))


def poolings_of(card: ModelCard) -> tuple[Pooling, ...]:
    """The poolings that make sense for a model: a table of words has no [CLS]."""
    return tuple(how for how in SPELT if how != "cls" or card.family != "static")


def setups_of(cards: Sequence[ModelCard]) -> tuple[Setup, ...]:
    """Every pooling of every model, model by model."""
    return tuple(Setup(card.id, how) for card in cards for how in poolings_of(card))


def role_of(card: ModelCard) -> Role | None:
    """The prompt for texts that are compared with their like: E5's authors put "query: " before both sides."""
    return "query" if card.prompts.query else None
