"""Which collections of lesson 8 can be tuned on, and the pairs in one of them."""

import streamlit as st

from embedlab.errors import EmbedLabError, InputError
from embedlab.lessons.fine_tuning.study_pairs import Row
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus

OPENED = "own_corpus-mine"
"""Where lesson 8 notes what this session has opened; an id in the address is the only key to a collection."""


def collections_known() -> dict[str, str]:
    """What a reader calls the collections that this session has opened in lesson 8 and that have judged queries."""
    ids: list[str] = st.session_state.get(OPENED, [])
    records = [shared_collections().get(id) for id in ids]
    return {record.id: record.name for record in records if record is not None and record.queries}


def rows_of_collection(id: str) -> list[Row]:
    """Pairs out of a collection: each judged query with each text that answers it.

    Raises:
        InputError: it is gone, or nobody has judged a text of it.
    """
    record = shared_collections().get(id)
    if record is None:
        raise InputError("This collection is no longer on this server; bring it again in lesson 8.")
    try:
        corpus = OpenCorpus(shared_collections(), record)
        rows = [
            (question.text, corpus.document(document))
            for question in corpus.judged
            for document, grade in question.grades.items()
            if grade > 0
        ]
    except (OSError, EmbedLabError) as error:
        raise InputError("This collection cannot be read; bring it again in lesson 8.") from error
    if not rows:
        raise InputError("This collection has no query with a text that answers it; judge some in lesson 8 first.")
    return rows
