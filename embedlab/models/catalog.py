"""The list of models, read once from ``catalog.toml``; one entry there is all it takes to add a model."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

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


def own_cards() -> Mapping[str, ModelCard]:
    """The models that were brought to this server, by id."""
    return MappingProxyType(dict(_own))


def all_cards() -> Mapping[str, ModelCard]:
    """The shipped catalog and what was brought to this server, by id."""
    return MappingProxyType({**catalog(), **_own})


def enter(entry: ModelCard) -> None:
    """List a model that is not in the catalog."""
    _own[entry.id] = entry


def leave(model_id: str) -> None:
    """List a model no longer that was entered."""
    _own.pop(model_id, None)


def card(model_id: str) -> ModelCard:
    """The card of a model, of the catalog or brought to this server.

    Raises:
        UnknownModelError: there is no such id.
    """
    try:
        return _own.get(model_id) or catalog()[model_id]
    except KeyError:
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
