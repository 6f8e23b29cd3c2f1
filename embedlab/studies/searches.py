"""A query put to documents: what a visitor typed, read into records, and the ranking of each model.

Nothing is drawn and nothing is ranked here, see ``embedlab.studies.rank`` and ``embedlab.ui.search_panel``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.ranking import Ranking
from embedlab.content.collections import KINDS, Collection
from embedlab.content.collections import Doc as Document
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, DOCUMENTS
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import whole
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.rows import Rows
from embedlab.text_lines import lines_of, within

__all__ = ["Document", "Result", "Search", "as_lines", "cards_behind", "name_of", "rank_rows",
           "read_documents", "read_search"]  # fmt: skip


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

    @property
    def answering(self) -> int | None:
        """The document that answers: the first graded 2, or the first that is called an answer; None when none is."""
        graded = [number for number, document in enumerate(self.documents) if document.grade == 2]
        called = [number for number, document in enumerate(self.documents) if document.kind == "answer"]
        return next(iter(graded or called), None)


@dataclass(frozen=True, eq=False)
class Result:
    """The ranking of one model: its scores (n,) float64, the ranks they give, and a note for the reader (or "")."""

    model: str
    scores: NDArray[np.float64]
    ranking: Ranking
    note: str


def as_lines(collection: Collection) -> str:
    """A collection as the text area shows it."""
    return "\n".join(f"{document.kind}: {document.text}" for document in collection.docs)


def read_search(collection: Collection, query: str, typed: str) -> tuple[Search | None, tuple[str, ...]]:
    """Read the query and the documents of a visitor who began with a collection.

    A judgement belongs to a query and a text: under another query, what the collection says of its texts is not known.

    Returns the search, None when there is nothing to look for or in, and a sentence for each problem.
    """
    query = query.strip()
    asked, untouched = query == collection.query, typed == as_lines(collection)
    problems: tuple[str, ...]
    if untouched:
        documents, problems = collection.docs if asked else tuple(map(_unjudged, collection.docs)), ()
    else:
        documents, problems = read_documents(typed, collection.docs if asked else ())
    if not query:
        problems = (*problems, "The query is empty. Type something to search for.")
    if not documents:
        problems = (*problems, "There is no document to search. Press Documents and type some, one a line.")
    if not query or not documents:
        return None, problems
    return Search(collection.name, query, documents, untouched and asked), problems


def _unjudged(document: Document) -> Document:
    # That a text is a question can be seen from the text alone; that it answers, only beside the query.
    return replace(document, grade=None, kind="other" if document.kind == "answer" else document.kind)


def read_documents(typed: str, known: Sequence[Document] = ()) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Read documents, one a line, and say what cannot be used; a ``known`` text keeps its grade.

    Returns the documents and a sentence for each problem.
    """
    grades = {document.text: document.grade for document in known}
    problems = []
    if len(typed) > COLLECTION_CHARS:
        problems.append(
            f"The text has {whole(len(typed))} characters; only lines within the first {whole(COLLECTION_CHARS)} are "
            "used."
        )
        typed = within(typed, COLLECTION_CHARS)
    lines = [line.strip() for line in lines_of(typed) if line.strip()]
    if len(lines) > DOCUMENTS:
        problems.append(f"These are {whole(len(lines))} documents; only the first {DOCUMENTS} are used.")
    documents = []
    for number, line in enumerate(lines[:DOCUMENTS], start=1):
        kind, content = _kind_of(line)
        if len(content) > DOCUMENT_CHARS:
            problems.append(
                f"Document {number} has {whole(len(content))} characters; shorten it to "
                f"{whole(DOCUMENT_CHARS)} or fewer."
            )
            continue
        documents.append(Document(content, kind, grades.get(content)))
    return tuple(documents), tuple(problems)


def _kind_of(line: str) -> tuple[str, str]:
    kind, colon, text = line.partition(":")
    if colon and kind.strip().casefold() in KINDS and text.strip():
        return kind.strip().casefold(), text.strip()
    return "other", line


def cards_behind(model: str, options: RankOptions) -> list[ModelCard]:
    """The models with weights that a ranking needs."""
    return RankerId.parse(model).cards(options)


def name_of(model: str) -> str:
    """What a reader calls a ranker."""
    return RankerId.parse(model).name


def rank_rows(search: Search, results: Sequence[Result]) -> Rows:
    """The rankings as a table: a row for each model and text, in the order of the results."""
    return [
        {
            "model": result.model,
            "query": search.query,
            "text": document.text,
            "kind": document.kind,
            "score": float(score),
            "rank": int(rank),
        }
        for result in results
        for document, score, rank in zip(search.documents, result.scores, result.ranking.ranks, strict=True)
    ]
