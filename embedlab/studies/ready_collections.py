"""The collections that are ready to be chosen: those that ship, and those that the store fetches when wanted."""

from pathlib import Path
from threading import Lock
from typing import Final

from embedlab.content.gathered import Gathered
from embedlab.content.labelled_texts import gather_labelled
from embedlab.content.shipped_collections import (
    DICTIONARY,
    FAQ,
    CollectionCard,
    collection_cards,
    gather_dictionary,
    gather_faq,
)
from embedlab.errors import InputError
from embedlab.models.settings import read_settings
from embedlab.models.store.progress import Progress, silent
from embedlab.models.store.text_sets import TEXT_SETS, TextSets
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections

_SHIPPED = {FAQ: gather_faq, DICTIONARY: gather_dictionary}


def ready_card(id: str) -> CollectionCard:
    """The card of a collection.

    Raises:
        InputError: there is none of this id.
    """
    for card in collection_cards():
        if card.id == id:
            return card
    raise InputError(f"There is no collection {id[:60]!r}; choose one of the list.")


def is_here(id: str) -> bool:
    """Whether a collection can be had without a network.

    Raises:
        InputError: there is none of this id.
    """
    return ready_card(id).ships or _sets().is_here(TEXT_SETS[id])


def gathered(id: str, progress: Progress = silent) -> Gathered:
    """The texts of a collection, fetched first where they are neither shipped nor in the store.

    Args:
        id: that of a card.
        progress: called with each step of a fetch.

    Raises:
        InputError: there is none of this id.
        StoreError: it cannot be fetched; the message is one sentence that says why.
        EmbedLabError: a shipped file cannot be read.
    """
    card = ready_card(id)
    if card.ships:
        return _SHIPPED[id]()
    folder = _sets().ensure(TEXT_SETS[id], progress)
    return gather_labelled(card.name, card.labels, {part: _bytes(folder, part) for part in ("train", "test")})


def ready_record(collections: Collections, id: str, progress: Progress = silent) -> CollectionRecord:
    """What the store has of a collection; it is put there when it is first asked for, once however many ask at once.

    Raises:
        As ``gathered`` does; and StoreError where it cannot be written.
    """
    if (here := collections.get(id)) is not None:
        return here
    with _BRINGING:  # who comes second finds what the first has brought
        return collections.get(id) or collections.add(gathered(id, progress), source=ready_card(id).source, id=id)


_BRINGING: Final = Lock()


def _bytes(folder: Path, part: str) -> bytes:
    return (folder / f"{part}.tab").read_bytes()


def _sets() -> TextSets:
    settings = read_settings()
    return TextSets(settings.home, offline=settings.offline)
