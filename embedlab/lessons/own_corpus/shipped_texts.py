"""The texts of the collections that come with EmbedLab, as this page takes them."""

from dataclasses import dataclass

from embedlab.content.gathered import Gathered
from embedlab.studies import ready_collections


@dataclass(frozen=True)
class Card:
    """A ready collection: its name, where it comes from, and whether it can be had without fetching it."""

    name: str
    source: str
    here: bool


def card_of(id: str) -> Card:
    """The card of a ready collection.

    Raises:
        InputError: there is none of this id.
    """
    card = ready_collections.ready_card(id)
    return Card(card.name, card.source, ready_collections.is_here(id))


def gathered(id: str) -> Gathered:
    """Its texts.

    Raises:
        EmbedLabError: they cannot be had; the message is one sentence.
    """
    return ready_collections.gathered(id)
