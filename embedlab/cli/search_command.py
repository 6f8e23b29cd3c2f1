"""``embedlab search``: what each set-up finds in a collection."""

import json
from typing import Any

from embedlab.cli.collections_command import open_collection
from embedlab.cli.output import write
from embedlab.cli.stopping import say
from embedlab.errors import EmbedLabError, InputError
from embedlab.models.runtime import shared_runtime
from embedlab.studies.corpus.corpus_search import search
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, SetUp


def search_collection(name: str, query: str, models: str, limit: int) -> None:
    """Print ``{"query", "results": {SETUP: [{"rank", "document", "chunk", "score", "text"}]}, "seconds"}``.

    ``document`` is the id that the file gave it, ``chunk`` counts the collection's chunks from 0. A set-up that cannot
    answer is left out and says why on standard error.

    Raises:
        InputError: there is no such collection or set-up, or the query is empty.
        EmbedLabError: a set-up could not answer; raised when the others have, or at once where none can.
    """
    if not query.strip():
        raise InputError("The query is empty; type something to search for.")
    corpus = open_collection(name)
    asked = set_ups_of(corpus, models)
    results: dict[str, Any] = {}
    seconds: dict[str, Any] = {}
    failed: dict[str, EmbedLabError] = {}
    for set_up in asked:
        try:
            hits = search(shared_runtime(), corpus, set_up, query, limit)
        except EmbedLabError as error:
            failed[str(set_up)] = error
            say(f"{set_up}: {error}")
            continue
        texts = corpus.texts(hits.rows)
        results[str(set_up)] = [
            {
                "rank": rank,
                "document": corpus.ids[int(corpus.document_of[row])],
                "chunk": row,
                "score": score,
                "text": text,
            }
            for rank, (row, score, text) in enumerate(
                zip(hits.rows.tolist(), hits.scores.tolist(), texts, strict=True), start=1
            )
        ]
        seconds[str(set_up)] = dict(hits.seconds)
    if not results:
        raise EmbedLabError(f"None of {len(asked)} set-ups could answer.")
    write(json.dumps({"query": query, "results": results, "seconds": seconds}, ensure_ascii=False))
    if failed:
        raise EmbedLabError(f"{len(failed)} of {len(asked)} set-ups could not answer and were left out.")


def set_ups_of(corpus: OpenCorpus, models: str) -> list[SetUp]:
    """Return the set-ups that are named, or of those that pages begin with all whose texts have been read.

    Raises:
        InputError: a set-up is none.
    """
    if named := [each for each in models.split(",") if each.strip()]:
        return list(dict.fromkeys(map(SetUp.parse, named)))
    offered = map(SetUp.parse, DEFAULT_SET_UPS)
    return [set_up for set_up in offered if all(map(corpus.index.has, set_up.readings))]
