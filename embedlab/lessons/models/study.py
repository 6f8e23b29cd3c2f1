"""What each model weighs: its whole, what one text uses of it, what is stored for a text, what reading one costs."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from embedlab.compute.cost import (
    FLOAT_BYTES,
    forward_multiplications,
    late_interaction,
    parameters_touched,
    single_vector,
)
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import all_cards
from embedlab.models.local import parts_of
from embedlab.models.runtime.model_runtime import State
from embedlab.numbers_text import in_bytes, quantity, whole
from embedlab.studies.touched import touched_by_pieces

QuantityName = Literal["parameters", "bytes", "stored", "work", "longest"]
QUERY_TOKENS: Final = 8
SPECIAL_TOKENS: Final = 2
"""[CLS] and [SEP], which a transformer reads around every text."""
NONE: Final = float("nan")


@dataclass(frozen=True)
class Quantity:
    """One size of a model.

    Attributes:
        title: how it is asked for.
        axis: what the axis of a figure says.
        whole: the size of a model for a text of so many tokens; nan where there is none.
        write: spells a value.
        used: what of that one text uses, nan where it is not known; None where that is no question.
    """

    title: str
    axis: str
    whole: Callable[[ModelCard, int], float]
    write: Callable[[float], str]
    used: Callable[[ModelCard, int], float] | None = None


def parameters(card: ModelCard) -> float:
    """All learnt numbers of a model; nan for a formula, which has none."""
    return float(card.parameters) if card.parameters else NONE


def touched(card: ModelCard, tokens: int) -> float:
    """The learnt numbers that one text uses; nan where that depends on the letters of its words, and for formulas."""
    one = parts_of(card)[-1]  # of two towers, a text runs through the second
    if not one.parameters or "ngram-table" in {getattr(source, "recipe", "") for source in one.sources}:
        return NONE
    if one.row.runs == "table":
        return float(parameters_touched(one.parameters, one.parameters // one.dimension, one.dimension, tokens))
    used = touched_by_pieces(one, tokens + SPECIAL_TOKENS)
    return NONE if used is None else float(used)


def disk(card: ModelCard) -> float:
    """Bytes of the weights on the disk; nan for a formula, and where the hub alone knows."""
    return float(card.bytes) if card.bytes else NONE


def stored(card: ModelCard, tokens: int) -> float:
    """Bytes that a search keeps for one text in single precision; nan where they depend on its words, or are none."""
    if not card.dimension or card.family == "sparse" or card.head == "pair":
        return NONE
    if card.axes.interaction == "late-interaction":
        return float(late_interaction(QUERY_TOKENS, tokens + SPECIAL_TOKENS, card.dimension).bytes_per_doc)
    return float(single_vector(card.dimension, bytes_per_number=FLOAT_BYTES).bytes_per_doc)


def work(card: ModelCard, tokens: int) -> float:
    """Multiplications of reading one text, of a cross-encoder with a query before it; nan where nothing multiplies."""
    one = parts_of(card)[-1]
    if not one.is_transformer or one.encoder is None:
        return NONE
    read = tokens + SPECIAL_TOKENS + (QUERY_TOKENS + 1 if one.head == "pair" else 0)
    return float(forward_multiplications(one.encoder.layers, one.encoder.hidden, read))


def longest(card: ModelCard) -> float:
    """Tokens of the longest text that a model reads whole; nan where there is no limit."""
    return float(card.max_tokens) if card.max_tokens else NONE


def _any_text(size: Callable[[ModelCard], float]) -> Callable[[ModelCard, int], float]:
    """A size that is the same for a text of any length."""
    return lambda card, _: size(card)


QUANTITIES: Final[dict[QuantityName, Quantity]] = {
    "parameters": Quantity(
        "Parameters, and what a text uses", "parameters, used and all", _any_text(parameters), quantity, touched
    ),
    "bytes": Quantity("Weights on the disk", "bytes of weights", _any_text(disk), in_bytes),
    "stored": Quantity("Stored for a text", "bytes stored for one text", stored, in_bytes),
    "work": Quantity("Work of reading a text", "multiplications for one text", work, quantity),
    "longest": Quantity("Longest text", "tokens of the longest text", _any_text(longest), whole),
}  # fmt: skip


def listed_models() -> list[ModelCard]:
    """The models of the page, shipped and brought; of a pair of towers the pair alone."""
    return [card for card in all_cards().values() if card.tower in (None, "both")]


def runs_here(card: ModelCard, states: Mapping[str, State]) -> bool:
    """Whether a model answers without the hub."""
    return card.bundled or not card.has_weights or states.get(card.id) != "absent"


@dataclass(frozen=True)
class Census:
    """The models on the page.

    Attributes:
        cards: the models that are shown, in the order of the catalog.
        states: whether each is in memory, in the store, or neither; formulas have none.
        quantity: the size that is looked at.
        tokens: length of the text that sizes are asked for.
        chosen: the model whose card is shown.
    """

    cards: tuple[ModelCard, ...]
    states: dict[str, State]
    quantity: QuantityName
    tokens: int
    chosen: ModelCard

    @property
    def sizes(self) -> list[tuple[ModelCard, float, float]]:
        """Models that have the size, the smallest first: card, what a text uses (nan where not asked), the whole."""
        asked = QUANTITIES[self.quantity]
        used = asked.used or (lambda *_: NONE)
        rows = [(card, used(card, self.tokens), asked.whole(card, self.tokens)) for card in self.cards]
        known = [row for row in rows if math.isfinite(row[2])]
        return sorted(known, key=lambda row: (row[1] if math.isfinite(row[1]) else row[2], row[2]))

    @property
    def without(self) -> list[ModelCard]:
        """Models that have no such size."""
        sized = {card.id for card, _, _ in self.sizes}
        return [card for card in self.cards if card.id not in sized]


def share_of_table(card: ModelCard) -> float:
    """The share 0..1 of a transformer's parameters that is its table of word pieces; nan without a known shape."""
    if card.encoder is None or not card.parameters:
        return NONE
    return card.encoder.vocabulary * card.encoder.hidden / card.parameters
