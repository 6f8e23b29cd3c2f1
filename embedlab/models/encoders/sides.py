"""Which network reads a text: of a two-tower pair the one for its role, else the model itself."""

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.local import parts_of


def one_side(card: ModelCard, role: Role | None) -> ModelCard:
    """The card whose weights read texts of this role.

    Raises:
        InputError: the model is a pair and no role is given: no tower may stand for both.
    """
    if card.towers is None:
        return card
    if role is None:
        raise InputError(f"{card.name} has one encoder for queries and one for documents; say which of them a text is.")
    query, document = parts_of(card)
    return query if role == "query" else document
