"""What lesson 1 ships: studies of its words by every model, so that its first figures need none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from embedlab.content.sense_words import load_sense_words, sense_word_names
from embedlab.content.word_places import Occurrence
from embedlab.lessons.static_or_contextual.study import SenseStudy, WordAttention, attend, study_senses
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.runtime import Runtime
from embedlab.studies.record_arrays import halved
from embedlab.studies.shipped_store import load_shipped, save_shipped
from embedlab.studies.word_tables import Spot, spot

LESSON = "static_or_contextual"


@dataclass(frozen=True, eq=False)
class ShippedSenses:
    """A shipped word through a model, mapped by PCA, and the attention of its first occurrence."""

    study: SenseStudy
    attention: WordAttention


@dataclass(frozen=True, eq=False)
class ShippedSpots:
    """The neighbourhoods of all shipped words in one static table."""

    spots: Mapping[str, Spot]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    senses = {_senses(model.id, word): ShippedSenses for model in _encoders() for word in sense_word_names()}
    return senses | {_spots(table.id): ShippedSpots for table in _tables()}


def load_study(model: str, word: str, occurrences: tuple[Occurrence, ...]) -> ShippedSenses | None:
    """The shipped study of a word; None when there is none of exactly these occurrences."""
    # The word may be a visitor's: only a name that ships becomes part of a path.
    found = load_shipped(LESSON, _senses(model, word), ShippedSenses) if word in sense_word_names() else None
    return found if found and found.study.occurrences == occurrences else None


def load_spot(table: str, word: str) -> Spot | None:
    """The shipped neighbourhood of a word in a static table; None when there is none."""
    found = load_shipped(LESSON, _spots(table), ShippedSpots)
    return None if found is None else found.spots.get(word)


def compute_senses(runtime: Runtime, model: ModelCard, occurrences: tuple[Occurrence, ...]) -> ShippedSenses:
    """What ships of one word and one model, computed now."""
    study, attention = study_senses(runtime, model, occurrences), attend(runtime, model, occurrences[0])
    return ShippedSenses(
        replace(study, similarity=halved(study.similarity)), replace(attention, heads=halved(attention.heads))
    )


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    words = load_sense_words()
    for model in _encoders():
        for name, word in words.items():
            save_shipped(LESSON, _senses(model.id, name), compute_senses(runtime, model, word.occurrences))
    for card in _tables():
        table = runtime.table(card)
        save_shipped(LESSON, _spots(card.id), ShippedSpots({word: spot(table, word) for word in words}))


def _encoders() -> list[ModelCard]:
    return [card for card in bundled_cards() if card.is_encoder]


def _tables() -> list[ModelCard]:
    return [card for card in bundled_cards() if card.family == "static"]


def _senses(model: str, word: str) -> str:
    return f"senses/{model}/{word}"


def _spots(table: str) -> str:
    return f"spots/{table}"
