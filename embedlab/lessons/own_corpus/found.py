"""From the address to the collection, its texts and what was found on them."""

from dataclasses import replace
from functools import lru_cache

from embedlab.lessons.own_corpus.examples import FIRST, SHIPPED
from embedlab.lessons.own_corpus.inputs import chosen_id, chosen_metric, open_collection
from embedlab.lessons.own_corpus.shipped import load_faq_findings
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.findings import Findings
from embedlab.studies.corpus.findings_file import load_findings
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.ready_collections import is_here, ready_card, ready_record
from embedlab.ui.state import own_collections

GONE = "The collection of this address is not on this server: it was deleted, or the address is not whole."


def find_chosen() -> tuple[Chosen, str]:
    """Return the collection that the address names, and a sentence where another stands in for it, else ""."""
    asked, said = chosen_id(), ""
    record = find_record(asked)
    if record is None and asked not in SHIPPED:
        asked, said = FIRST, GONE
        record = find_record(asked)
    elif asked not in SHIPPED and asked not in own_collections():
        open_collection(asked)  # given by its link
    corpus = None
    if record is not None:
        shared_collections().use(record)
        corpus = _opened(replace(record, used=0.0))
    name = record.name if record is not None else ready_card(asked).name
    return Chosen(asked, name, corpus, find_findings(asked, record), chosen_metric()), said


def find_findings(id: str, record: CollectionRecord | None) -> Findings | None:
    """Return what was found on a collection on this server, else what ships of it; None where there is neither."""
    found = load_findings(shared_collections().folder(id))
    if found is None and id == FIRST:
        return load_faq_findings(record.index if record is not None else None)
    return found


def find_record(id: str) -> CollectionRecord | None:
    """Return what the store has of a collection; a shipped one is put there when it is first asked for.

    None where it is not here and cannot be brought: an id that nobody has, or one that has to be fetched first.
    """
    if id in SHIPPED and is_here(id):
        return ready_record(shared_collections(), id)
    return shared_collections().get(id)


def names_offered() -> dict[str, str]:
    """Return the collections that this visitor can choose, by id, with what a reader calls them."""
    ready = {id: ready_card(id).name for id in SHIPPED if is_here(id)}
    own: dict[str, str] = {}
    for id in own_collections():
        if (record := shared_collections().get(id)) is not None:
            taken = record.name in {*own.values(), *ready.values()}  # of two alike only one could be chosen
            own[id] = f"{record.name} ({id[:4]})" if taken else record.name
    return own | ready


@lru_cache(maxsize=8)
def _opened(record: CollectionRecord) -> OpenCorpus:
    return OpenCorpus(shared_collections(), record)


def forget_opened() -> None:
    """Open collections anew: one of them has other queries now."""
    _opened.cache_clear()
