"""The list of models, read once from ``catalog.toml``; one entry there is all it takes to add a model."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from embedlab.errors import UnknownModelError
from embedlab.models.cards import ModelCard

CATALOG_FILE = Path(__file__).with_name("catalog.toml")


def read_catalog(path: Path) -> Mapping[str, ModelCard]:
    """Read a catalog file into cards by id, in the order of the file.

    Raises:
        pydantic.ValidationError: an entry has a missing, unknown or malformed field.
        ValueError: two entries share an id.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
    cards = [ModelCard.model_validate(entry) for entry in entries]
    by_id = {card.id: card for card in cards}
    if len(by_id) != len(cards):
        raise ValueError(f"{path.name} lists a model id twice")
    return MappingProxyType(by_id)


@cache
def catalog() -> Mapping[str, ModelCard]:
    """The shipped catalog, by id."""
    return read_catalog(CATALOG_FILE)


_own: dict[str, ModelCard] = {}
"""Models that were brought to this server; see ``own_models``, which bounds them."""


_apart: dict[str, ModelCard] = {}
"""Models that are found by their id and listed nowhere; see ``tuned_models``, which bounds them."""

TUNED: Final = "tuned-"
"""How the id of a model begins that a visitor has tuned."""


def own_cards() -> Mapping[str, ModelCard]:
    """The models that were brought to this server, by id."""
    return MappingProxyType(dict(_own))


def all_cards() -> Mapping[str, ModelCard]:
    """The shipped catalog and what was brought to this server, by id."""
    return MappingProxyType({**catalog(), **_own})


def enter(entry: ModelCard, *, listed: bool = True) -> None:
    """List a model that is not in the catalog, or only let it be found by its id."""
    (_own if listed else _apart)[entry.id] = entry


def leave(model_id: str) -> None:
    """Forget a model that was entered."""
    _own.pop(model_id, None)
    _apart.pop(model_id, None)


def card(model_id: str) -> ModelCard:
    """The card of a model, of the catalog, brought to this server or tuned on it.

    Raises:
        UnknownModelError: there is no such id.
    """
    try:
        return _own.get(model_id) or _apart.get(model_id) or catalog()[model_id]
    except KeyError:
        if model_id.startswith(TUNED):
            raise UnknownModelError(
                "This tuned model is no longer on this server; tune it again in lesson 10, Fine-tuning."
            ) from None
        known = ", ".join(all_cards())
        raise UnknownModelError(f"There is no model called {model_id[:80]!r}; choose one of: {known}.") from None


def source_of(card: ModelCard) -> str:
    """``bundled``, ``hub`` or ``formula``: where a model comes from."""
    if not card.has_weights:
        return "formula"
    return "bundled" if card.bundled else "hub"


def bundled_cards() -> tuple[ModelCard, ...]:
    """The models that come without a hub, enough for every lesson; of a pair, its two towers."""
    return tuple(entry for entry in catalog().values() if entry.bundled and entry.towers is None)
