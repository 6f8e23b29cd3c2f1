"""From the id of a labelled set to its texts: one that ships, one of the store, or a collection with labels."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from embedlab.content.gathered import TEXT
from embedlab.content.labelled_set import GLOSSES, LabelledSet, labelled_cards, labelled_set, read_glosses
from embedlab.errors import InputError
from embedlab.limits import LABELLED_CHARS, LABELLED_CLASSES
from embedlab.models.store.progress import Progress, silent
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.ready_collections import gathered, is_here

DRAWN: Final[Mapping[str, tuple[int, int]]] = {"20newsgroups": (64, 36), "reuters-r8": (100, 75)}
"""Texts of a class to learn from and to test on, at most."""
_PART: Final = "part"


def is_ready_set(id: str) -> bool:
    """Whether it is one of the sets that nobody has to bring."""
    return any(card.id == id for card in labelled_cards())


def set_is_here(id: str) -> bool:
    """Whether a ready set can be had without a network."""
    return id == GLOSSES or is_here(id)


def ready_set(id: str, progress: Progress = silent) -> LabelledSet:
    """A ready set, fetched first where it is not here.

    Raises:
        InputError: there is none of this id.
        StoreError: it cannot be fetched; the message is one sentence that says why.
    """
    if id == GLOSSES:
        return read_glosses()
    if id not in DRAWN:
        raise InputError(f"There is no set {id[:60]!r}; choose one of the list.")
    if not is_here(id):
        gathered(id, progress)  # to have it fetched; what is remembered below is the set that is drawn from it
    return _stored_set(id)


@lru_cache(maxsize=len(DRAWN))
def _stored_set(id: str) -> LabelledSet:
    found, (learn, test) = gathered(id), DRAWN[id]
    label = next(name for name in found.columns if name != _PART)
    parts = found.documents.column(_PART).to_pylist()
    labels = [str(each) for each in found.documents.column(label).to_pylist()]
    return labelled_set(
        id, found.name, found.texts(), labels, [part == "test" for part in parts], most_learn=learn, most_test=test
    )


def label_columns(id: str) -> tuple[str, ...]:
    """The columns of a collection that can sort its texts: two to so many different values, and some value twice.

    Raises:
        InputError: there is no such collection on this server.
    """
    corpus = _corpus(id)
    return tuple(name for name in corpus.columns if _sorts(corpus.column(name)))


def collection_set(id: str, column: str) -> LabelledSet:
    """A collection of lesson 8 as a labelled set, at most ``limits.LABELLED_TEXTS`` of its texts.

    Raises:
        InputError: there is no such collection or column, or it gives no two classes; the message says which.
    """
    corpus = _corpus(id)
    if column not in corpus.columns:
        raise InputError(f"{corpus.record.name} has no column {column[:40]!r}; choose one of the list.")
    return _collection_set(id, column, corpus.record.made)


@lru_cache(maxsize=4)
def _collection_set(id: str, column: str, _made: float) -> LabelledSet:
    corpus = _corpus(id)
    texts = [str(text)[:LABELLED_CHARS] for text in corpus.documents.column(TEXT).to_pylist()]
    return labelled_set(id, corpus.record.name, texts, corpus.column(column))


def _corpus(id: str) -> OpenCorpus:
    record = shared_collections().get(id)
    if record is None:
        raise InputError("The collection of this address is not on this server: it was deleted, or has expired.")
    return OpenCorpus(shared_collections(), record)


def _sorts(values: Sequence[str]) -> bool:
    told = [value for value in values if value.strip()]
    return 2 <= len(set(told)) <= min(LABELLED_CLASSES, len(told) // 2)
