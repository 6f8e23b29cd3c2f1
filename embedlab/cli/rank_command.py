"""``embedlab rank``: every family over the same documents, with the parts of each score."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embedlab.cli.output import write
from embedlab.cli.stopping import say
from embedlab.cli.text_files import read_lines_of
from embedlab.cli.truncation import truncated_search, warn_search
from embedlab.compute.ranking import rank
from embedlab.errors import EmbedLabError, InputError
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import Ranked, RankerId, RankOptions, rank_documents
from embedlab.studies.rank.open_ranker import DEFAULT_RANKERS
from embedlab.studies.rank.ranker import faults_of
from embedlab.studies.unread import rank_stops


def rank_files(
    query: str | None, queries: Path | None, docs: Path, names: list[str], options: RankOptions, *, explain: bool
) -> None:
    """Print one JSON object a query: ``{"query", "rankings": {ID: [{"doc", "score", "parts"}]}}``, best first.

    A ranker that cannot answer is left out; it says why on standard error, as does one that has something to tell.
    Where a model did not read a text to its end, ``"truncated"`` says by ID how far it came; so does a warning.

    Raises:
        InputError: a file cannot be read or is empty, a model is unknown, or there is no query.
        EmbedLabError: a ranker could not answer; raised when the others have, or at once where none can.
    """
    if (query is None) == (queries is None):
        raise InputError("Give either a query or --queries FILE, not both and not neither.")
    asked = [query] if query is not None else read_texts(queries or docs)
    documents = read_texts(docs)
    models = list(dict.fromkeys(names or DEFAULT_RANKERS))
    for name in models:
        _ = RankerId.parse(name).card  # an unknown model is said before the first line is printed
    said: set[str] = set()
    failed: set[str] = set()
    for number, text in enumerate(asked):
        answers = {name: _one(name, text, documents, options, explain=explain) for name in models}
        errors = {name: answer for name, answer in answers.items() if isinstance(answer, EmbedLabError)}
        if number == 0 and len(errors) == len(models):
            raise errors[models[0]]
        failed |= errors.keys()
        for name, answer in answers.items():
            _tell(name, str(answer) if isinstance(answer, EmbedLabError) else answer.note, said)
        rankings = {name: answer.entries for name, answer in answers.items() if isinstance(answer, _Answer)}
        stops = {name: rank_stops(shared_runtime(), name, text, documents, options) for name in rankings}
        cut = truncated_search(stops, text, documents)
        record = {"query": text, "rankings": rankings} | ({"truncated": cut} if cut else {})
        write(json.dumps(record, ensure_ascii=False))
        warn_search(stops.values())
    if failed:
        raise EmbedLabError(f"{len(failed)} of {len(models)} rankers could not answer and were left out.")


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


@dataclass(frozen=True)
class _Answer:
    """A ranking, best first, and what the ranker has to tell a reader, or ""."""

    entries: list[dict[str, Any]]
    note: str


def _one(
    name: str, query: str, documents: list[str], options: RankOptions, *, explain: bool
) -> _Answer | EmbedLabError:
    try:
        ranked = rank_documents(shared_runtime(), name, query, documents, options)
        with faults_of(name):
            entries = [_entry(ranked, int(doc), explain=explain) for doc in rank(ranked.scores).order]
    except EmbedLabError as error:
        return error
    return _Answer(entries, ranked.note)


def _tell(name: str, note: str, said: set[str]) -> None:
    """Say what a ranker has to tell, once however many queries it is true of."""
    line = f"{name}: {note}"
    if note and line not in said:
        said.add(line)
        say(line)


def _entry(ranked: Ranked, doc: int, *, explain: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"doc": doc, "score": float(ranked.scores[doc])}
    if explain:
        entry["parts"] = [{"name": part.name, "value": part.value} for part in ranked.explain(doc)]
    return entry
