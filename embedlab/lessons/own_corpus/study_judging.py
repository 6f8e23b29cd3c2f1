"""Judging on the page: who is asked what, what was pooled, and what the judgements say at once."""

import secrets
from collections.abc import Callable, Sequence

from embedlab import limits
from embedlab.content.gathered import ID, TEXT, Gathered, queries_of
from embedlab.errors import InputError, StoreError
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.numbers_text import duration, whole
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.corpus_search import search
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.page_judging import Judging, grades_of, keep_judging
from embedlab.studies.corpus.set_up_costs import models_of
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, SetUp
from embedlab.text_lines import lines_of

SECONDS_EACH = 8.0
"""What a judgement is thought to take until this visitor's own pace is known."""
DEPTH = 3
"""Documents of each set-up that are judged, at first."""
QUERIES = 6
"""Queries that are judged, at first."""


def ready_set_ups(corpus: OpenCorpus) -> list[str]:
    """The usual set-ups, and every reading, whose vectors are all here."""
    offered = dict.fromkeys([*DEFAULT_SET_UPS, *map(str, corpus.index.readings())])
    return [each for each in offered if all(map(corpus.index.has, SetUp.parse(each).readings))]


def models_behind(set_ups: Sequence[str]) -> list[str]:
    """The ids of the models with weights that set-ups run."""
    models = dict.fromkeys(model for each in set_ups for model in models_of(SetUp.parse(each)))
    return [model for model in models if find_card(model).has_weights]


def typed_queries(text: str) -> tuple[str, ...]:
    """Read queries that were typed, one a line; empty lines and repeats are left out.

    Raises:
        InputError: there are too many, or one is too long.
    """
    queries = tuple(dict.fromkeys(line.strip() for line in lines_of(text) if line.strip()))
    if len(queries) > limits.JUDGED_QUERIES:
        raise InputError(
            f"These are {whole(len(queries))} queries; {whole(limits.JUDGED_QUERIES)} can be judged at once."
        )
    for number, query in enumerate(queries, start=1):
        if len(query) > limits.QUERY_CHARS:
            raise InputError(
                f"Query {number} has {whole(len(query))} characters; shorten it to {whole(limits.QUERY_CHARS)}."
            )
    return queries


def with_queries(collections: Collections, record: CollectionRecord, texts: Sequence[str]) -> list[str]:
    """Return the ids of queries, which are added to the collection unless it has them; nothing it has is lost.

    Raises:
        StoreError: they cannot be written.
    """
    table = collections.table(record, "queries")
    ids = [] if table is None else [str(id) for id in table.column(ID).to_pylist()]
    known = [] if table is None else [str(text) for text in table.column(TEXT).to_pylist()]
    named = dict(zip(reversed(known), reversed(ids), strict=True))
    number, taken = 0, set(ids)
    for text in texts:
        if text in named:
            continue
        while (fresh := f"typed-{number + 1}") in taken:
            number += 1
        taken.add(fresh)
        named[text] = fresh
        ids.append(fresh)
        known.append(text)
    if len(ids) > (0 if table is None else table.num_rows):
        judgements = collections.table(record, "judgements")
        collections.replace_questions(record, queries_of(ids, known), judgements)
    return [named[text] for text in texts]


def copy_of(collections: Collections, corpus: OpenCorpus) -> CollectionRecord:
    """Bring the texts and queries of a collection once more as one's own, without its judgements; the index is shared.

    Raises:
        InputError: there is no room for it.
        StoreError: it cannot be written.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    if corpus.count > corpus.record.documents:
        for row, document in enumerate(corpus.document_of.tolist()):
            spans.setdefault(corpus.document(document), []).append(corpus.span(row))
    queries = collections.table(corpus.record, "queries")
    gathered = Gathered(f"{corpus.record.name}, judged by me", corpus.documents, queries)
    return collections.add(
        gathered, lambda text: list(dict.fromkeys(spans.get(text, [(0, len(text))]))), source=corpus.record.source,
        chunking=corpus.record.chunking,
    )  # fmt: skip


def begin(
    runtime: Runtime,
    collections: Collections,
    corpus: OpenCorpus,
    set_ups: Sequence[str],
    queries: Sequence[str],
    depth: int,
    follow: Callable[[int, int], None] = lambda _done, _of: None,
) -> Judging:
    """Search each query by each set-up, and keep what is to be judged.

    Args:
        runtime: holds the models.
        collections: where the collection is.
        corpus: what is searched.
        set_ups: whose results are pooled.
        queries: texts; those that the collection does not have are added to it.
        depth: how many of the first documents of each.
        follow: is told how many searches are done, of how many.

    Raises:
        InputError: there is no query or no set-up.
        StoreError: a reading has not read all texts, or the judging cannot be written.
    """
    if not queries or not set_ups:
        raise InputError("Judging needs a query and a set-up at least; type a query, or choose a set-up.")
    record = collections.get(corpus.id)
    if record is None:
        raise StoreError("This collection is not on this server any more; bring its texts again.")
    found: list[dict[str, tuple[str, ...]]] = []
    for place, query in enumerate(queries):
        by: dict[str, tuple[str, ...]] = {}
        for number, set_up in enumerate(set_ups):
            by[set_up] = _first_documents(runtime, corpus, set_up, query, depth)
            follow(place * len(set_ups) + number + 1, len(queries) * len(set_ups))
        found.append(by)
    ids = with_queries(collections, record, queries)
    record = collections.get(corpus.id) or record
    known = frozenset((query, document) for query, document, _ in grades_of(collections, record))
    by_id = dict(zip(ids, found, strict=True))
    judging = Judging(tuple(set_ups), depth, secrets.randbelow(2**31), tuple(by_id), by_id, known)
    keep_judging(collections, record, judging)
    return judging


def _first_documents(runtime: Runtime, corpus: OpenCorpus, set_up: str, query: str, depth: int) -> tuple[str, ...]:
    """The ids of the first documents, each where its first chunk stands."""
    limit = depth
    while True:
        hits = search(runtime, corpus, SetUp.parse(set_up), query, limit)
        documents = list(dict.fromkeys(corpus.document_of[hits.rows].tolist()))
        if len(documents) >= depth or len(hits.rows) < limit or limit >= corpus.count:
            return tuple(corpus.ids[document] for document in documents[:depth])
        limit *= 4


def plan_sentence(queries: int, set_ups: int, depth: int) -> str:
    """How many passages there may be to judge, and how long that takes."""
    most = queries * set_ups * depth
    least = queries * depth
    if not most:
        return "Nothing to judge yet: type a query, or choose a set-up."
    range_ = whole(most) if least == most else f"{whole(least)} to {whole(most)}"
    time = duration(round(most * SECONDS_EACH / 60) * 60)
    return (
        f"{range_} passages, fewer the more the set-ups agree: at {whole(SECONDS_EACH)} seconds each at most "
        f"{time}. You can stop at any time; what you judged is kept."
    )
