"""What the retrieval lessons share: a query and documents of the visitor's, their rankings, and why each score."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.parts import Part
from embedlab.compute.ranking import Ranking, rank
from embedlab.content.collections import KINDS, Collection, load_collections
from embedlab.content.collections import Doc as Document
from embedlab.content.lesson_text import load_lesson
from embedlab.errors import EmbedLabError, InputError
from embedlab.limits import DOCUMENT_CHARS, DOCUMENTS, QUERY_CHARS, TEXT_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.studies.rank import RankerId, RankOptions, rank_documents
from embedlab.studies.shipped_ranks import load_scores
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.why import parts_table
from embedlab.ui.state import bound, shareable_text
from embedlab.ui.teacher import control


@dataclass(frozen=True)
class Search:
    """A query and the documents it is put to.

    Attributes:
        collection: name of the shipped collection it began as.
        query: what is looked for.
        documents: in the order of the text area.
        shipped: True while nothing was changed, so that shipped results hold.
    """

    collection: str
    query: str
    documents: tuple[Document, ...]
    shipped: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the documents."""
        return tuple(document.text for document in self.documents)

    @property
    def grades(self) -> list[float] | None:
        """Relevance of each document, or None when any is unknown."""
        found = [document.grade for document in self.documents]
        return None if not found or None in found else [float(grade or 0) for grade in found]


@dataclass(frozen=True, eq=False)
class Result:
    """The ranking of one model: its scores (n,), the ranks they give, and a note for the reader (or "")."""

    model: str
    scores: NDArray[np.float64]
    ranking: Ranking
    note: str


def choose_search(lesson: str) -> Search | None:
    """Draw preset, query and documents; say below them what cannot be used. None when nothing can be searched."""
    collections = {collection.name: collection for collection in load_collections(lesson)}
    at = load_lesson(lesson).number  # in every key, because a bound value follows its key to other pages
    left, middle, right = st.columns([3, 5, 2], gap="small", vertical_alignment="bottom")
    with left, control("preset"):
        name = st.selectbox("Example", list(collections), **bound(f"example{at}"))
    number = list(collections).index(name)
    with middle, control("query"):
        # A key for each example: going to another one and back finds the typed text again.
        key = f"query{at}-{number}"
        query = st.text_input("Query", collections[name].query, max_chars=QUERY_CHARS, **bound(key)) or ""
    with right, control("documents"), st.popover("Documents", icon=":material/edit_note:", width="stretch"):
        st.caption(
            f"One document a line, at most {DOCUMENTS}. Begin a line with *question:*, *answer:* or *other:* "
            "to colour it."
        )
        typed = shareable_text("Documents", f"documents{at}-{number}", as_lines(collections[name]), height=380)
    return _read(collections[name], query, typed)


def as_lines(collection: Collection) -> str:
    """A collection as the text area shows it."""
    return "\n".join(f"{document.kind}: {document.text}" for document in collection.docs)


def _read(collection: Collection, query: str, typed: str) -> Search | None:
    shipped_documents = collection.docs
    shipped = typed == as_lines(collection)
    documents = shipped_documents if shipped else read_documents(typed, shipped_documents)
    if not query.strip():
        problem_box("The query is empty. Type something to search for.")
    if not documents:
        problem_box("There is no document to search. Press Documents and type some, one a line.")
    if not query.strip() or not documents:
        return None
    return Search(collection.name, query.strip(), documents, shipped and query.strip() == collection.query)


def read_documents(typed: str, known: Sequence[Document] = ()) -> tuple[Document, ...]:
    """Read the text area; lines that cannot be used are said below it. A known text keeps its grade."""
    grades = {document.text: document.grade for document in known}
    if len(typed) > TEXT_CHARS:
        problem_box(f"The text has {len(typed):,} characters; only lines within the first {TEXT_CHARS:,} are used.")
        typed = typed[:TEXT_CHARS].rpartition("\n")[0]
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > DOCUMENTS:
        problem_box(f"These are {len(lines):,} documents; only the first {DOCUMENTS} are used.")
    documents = []
    for number, line in enumerate(lines[:DOCUMENTS], start=1):
        kind, colon, text = line.partition(":")
        named = bool(colon) and kind.strip().casefold() in KINDS and bool(text.strip())
        content = text.strip() if named else line
        if len(content) > DOCUMENT_CHARS:
            problem_box(
                f"Document {number} has {len(content):,} characters; shorten it to {DOCUMENT_CHARS:,} or fewer."
            )
            continue
        documents.append(Document(content, kind.strip().casefold() if named else "other", grades.get(content)))
    return tuple(documents)


def find_results(lesson: str, search: Search, models: Sequence[str], options: RankOptions) -> list[Result]:
    """Rank the documents by every model that can answer; a model that cannot says so and is left out."""
    results = []
    for model in models:
        try:
            scores, note = _scores(lesson, search, model, options)
        except EmbedLabError as error:
            problem_box(str(error))
            continue
        if scores is not None:
            results.append(Result(model, scores, rank(scores), note))
    return results


def _scores(lesson: str, search: Search, model: str, options: RankOptions) -> tuple[NDArray[np.float64] | None, str]:
    if search.shipped and (shipped := load_scores(lesson, search.collection, model, options)) is not None:
        return shipped
    if not all(ready(card) for card in cards_behind(model, options) if not is_here(card)):
        return None, ""
    return _live(model, search.query, search.texts, options)


def cards_behind(model: str, options: RankOptions) -> list[ModelCard]:
    """The models with weights that a ranking needs."""
    card = RankerId.parse(model).card
    if card.has_weights:
        return [card]
    names = {"bm42": ["all-minilm-l6-v2"], "hybrid-rrf": [options.dense], "hybrid-weighted": [options.dense]}
    return [find_card(name) for name in names.get(card.id, [])]


@st.cache_data(max_entries=512, show_spinner=False)
def _live(model: str, query: str, texts: tuple[str, ...], options: RankOptions) -> tuple[NDArray[np.float64], str]:
    ranked = rank_documents(runtime(), model, query, texts, options)
    return ranked.scores, ranked.note


@st.cache_data(max_entries=512, show_spinner=False)
def explain(model: str, query: str, texts: tuple[str, ...], options: RankOptions, document: int) -> tuple[Part, ...]:
    """The parts of one document's score; empty where it does not split.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    return rank_documents(runtime(), model, query, texts, options).explain(document)


def why_panel(search: Search, result: Result, options: RankOptions, document: int) -> None:
    """Draw what one score is made of, down to terms that add up, or say that it does not split."""
    if not all(is_here(card) for card in cards_behind(result.model, options)):
        st.caption("Taken apart as soon as the model is here.")
        return
    try:
        parts = explain(result.model, search.query, search.texts, options, document)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    name, score = name_of(result.model), float(result.scores[document])
    if not parts:
        split = "shares nothing with the query" if score == 0 else "does not split into parts"
        st.caption(f"{name}: {score:.3f}. This score {split}.")
        return
    parts_table([part.name for part in parts], [part.value for part in parts], score, f"score by {name}")


def name_of(model: str) -> str:
    """What a reader calls a ranker."""
    return RankerId.parse(model).name


def checked_document(search: Search, number: int) -> int:
    """A document's number, brought into range.

    Raises:
        InputError: there is no document.
    """
    if not search.documents:
        raise InputError("There is no document to look at.")
    return min(max(number, 0), len(search.documents) - 1)
