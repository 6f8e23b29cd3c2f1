"""``embedlab rank``: every family over the same documents, with the parts of each score."""

import json
from pathlib import Path
from typing import Any

from embedlab.cli.output import write
from embedlab.cli.text_files import read_lines_of
from embedlab.cli.truncation import truncated_search, warn_search
from embedlab.compute.ranking import rank
from embedlab.errors import InputError
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import Ranked, RankerId, RankOptions, rank_documents
from embedlab.studies.rank.open_ranker import DEFAULT_RANKERS
from embedlab.studies.unread import rank_stops


def rank_files(
    query: str | None, queries: Path | None, docs: Path, names: list[str], options: RankOptions, *, explain: bool
) -> None:
    """Print one JSON object a query: ``{"query", "rankings": {ID: [{"doc", "score", "parts"}]}}``, best first.

    Where a model did not read a text to its end, ``"truncated"`` says by ID how far it came; so does a warning.

    Raises:
        InputError: a file cannot be read or is empty, a model is unknown, or there is no query.
        StoreError: a model cannot be fetched or read.
    """
    if (query is None) == (queries is None):
        raise InputError("Give either a query or --queries FILE, not both and not neither.")
    asked = [query] if query is not None else read_texts(queries or docs)
    documents = read_texts(docs)
    models = names or list(DEFAULT_RANKERS)
    for name in models:
        _ = RankerId.parse(name).card  # an unknown model is said before the first line is printed
    for text in asked:
        rankings = {name: _one(name, text, documents, options, explain=explain) for name in models}
        stops = {name: rank_stops(shared_runtime(), name, text, documents, options) for name in models}
        cut = truncated_search(stops, text, documents)
        record = {"query": text, "rankings": rankings} | ({"truncated": cut} if cut else {})
        write(json.dumps(record, ensure_ascii=False))
        warn_search(stops.values())


def read_texts(path: Path) -> list[str]:
    """The lines of a UTF-8 file, one text each; blank lines at the end are dropped, so ``doc`` counts lines from 0.

    Raises:
        InputError: the file cannot be read, is not UTF-8, is empty, or has a blank line between texts.
    """
    texts = read_lines_of(path)
    while texts and not texts[-1].strip():
        texts.pop()
    if not texts:
        raise InputError(f"{path} holds no text; write one text a line.")
    if blank := [number for number, text in enumerate(texts, start=1) if not text.strip()]:
        raise InputError(f"Line {blank[0]} of {path.name} is blank; remove it, so that numbers of documents are clear.")
    return texts


def _one(name: str, query: str, documents: list[str], options: RankOptions, *, explain: bool) -> list[dict[str, Any]]:
    ranked = rank_documents(shared_runtime(), name, query, documents, options)
    return [_entry(ranked, int(doc), explain=explain) for doc in rank(ranked.scores).order]


def _entry(ranked: Ranked, doc: int, *, explain: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"doc": doc, "score": float(ranked.scores[doc])}
    if explain:
        entry["parts"] = [{"name": part.name, "value": part.value} for part in ranked.explain(doc)]
    return entry
