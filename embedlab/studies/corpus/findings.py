"""What an evaluation found on a corpus: the one record that recommendation, report, page and command line share.

Nothing is measured here; the evaluation fills it. ``embedlab.studies.record_arrays`` keeps it on disk.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Final, Literal

METRICS: Final = ("nDCG@10", "MRR@10", "recall@10", "recall@100", "MAP")
"""Measures of quality, each the mean over the judged queries, from 0 to 1 (the best)."""

MAIN_METRIC: Final = "nDCG@10"
"""What set-ups are compared by."""

LEVEL: Final = 0.95
"""How much of what luck does an interval covers."""

Judged = Literal["file", "page", "shipped", "nobody"]
"""Where judgements come from: a visitor's file, judging on the page, the collection that ships, or nowhere."""


@dataclass(frozen=True)
class Estimate:
    """A mean over queries with its bootstrap interval, in the measure's own unit."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class SetUpFound:
    """What one way to search reached and what it costs.

    Attributes:
        set_up: as it is written, ``bm25``, ``e5-small-v2+none`` or ``hybrid-rrf>ms-marco-minilm-l12-v2``.
        name: what a reader calls it.
        family: what orders its list at last, a key of ``FAMILY_COLOURS`` or ``hybrid``.
        metrics: by the names of ``METRICS``; empty where no query is judged.
        per_query: (Q,) ``MAIN_METRIC`` of each query of ``Findings.queries``, in their order; empty without judgements.
        p50_seconds: half of the warm queries were answered within so many seconds.
        p95_seconds: 95 of a hundred were.
        bytes_per_document: what is stored for a document, on average; the model and the text are not in it.
        index_seconds: what it took to index all documents; None where nobody knows.
        cut: share 0..1 of the chunks that one of its models does not read to their end.
        models: catalog ids of the models that it runs.
    """

    set_up: str
    name: str
    family: str
    metrics: Mapping[str, Estimate]
    per_query: tuple[float, ...]
    p50_seconds: float
    p95_seconds: float
    bytes_per_document: float
    index_seconds: float | None
    cut: float
    models: tuple[str, ...]

    @property
    def quality(self) -> Estimate | None:
        """``MAIN_METRIC``, or None where no query is judged."""
        return self.metrics.get(MAIN_METRIC)


@dataclass(frozen=True)
class PairedTest:
    """Two set-ups on the same queries, by ``MAIN_METRIC``.

    Attributes:
        first: a set-up, as it is written.
        second: what it is compared with.
        difference: mean of first minus second over the queries, -1 to 1.
        low: lower end of its paired bootstrap interval.
        high: upper end.
        wins: queries on which the first is better.
        losses: queries on which the second is better.
        p: p-value of the paired test, 0 to 1.
        adjusted: the same after Holm's correction for all tests of its list.
    """

    first: str
    second: str
    difference: float
    low: float
    high: float
    wins: int
    losses: int
    p: float
    adjusted: float


@dataclass(frozen=True)
class QueryFound:
    """A judged query: its id in the collection, and its text."""

    id: str
    text: str


@dataclass(frozen=True)
class ModelFound:
    """A model that an evaluation ran.

    Attributes:
        id: id of the catalog.
        name: what a reader calls it.
        licence: SPDX name.
        checksum: SHA-256 of its weights, hexadecimal; "" for a formula without weights.
        languages: what it was trained to read, in English words; empty for a formula, which reads words of any.
        max_tokens: tokens that it reads of a text; None where there is no end.
        bytes: on disk.
    """

    id: str
    name: str
    licence: str
    checksum: str
    languages: tuple[str, ...]
    max_tokens: int | None
    bytes: int


@dataclass(frozen=True)
class CorpusFound:
    """The collection that was searched; never its id, since who has that can open it.

    Attributes:
        name: as its owner calls it.
        checksum: content key of its chunks, hexadecimal.
        documents: how many.
        chunks: texts that are indexed; as many as documents where none was cut.
        chunking: how documents were cut, in words.
        queries: with or without judgements.
        judged: queries with at least one relevant document.
        judgements: pairs of query and document that were judged.
        judged_by: where the judgements come from.
        pooled_from: set-ups whose results were judged; empty where judgements do not come from any system.
        duplicates: share 0..1 of the documents whose text another one before them has.
        languages: of the documents, in English words, the most frequent first; empty where nobody can tell.
        query_languages: the same of the queries.
    """

    name: str
    checksum: str
    documents: int
    chunks: int
    chunking: str
    queries: int
    judged: int
    judgements: int
    judged_by: Judged
    pooled_from: tuple[str, ...]
    duplicates: float
    languages: tuple[str, ...]
    query_languages: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """Everything that an evaluation found.

    Attributes:
        corpus: what was searched.
        set_ups: in the order in which they are shown.
        against_best: each other set-up compared with the best by ``MAIN_METRIC``, Holm's correction over this list.
        against_bm25: each other set-up compared with BM25, corrected over this list; empty without BM25.
        queries: (Q,) those with judgements, in the order of ``SetUpFound.per_query``.
        models: all that were run.
        settings: by name, as words: depth of the first stage, k1 and b, weights of hybrids, seeds, draws.
        versions: by name, of this program and of the libraries that computed the numbers.
        machine: processor, cores and engine that the times were measured on.
        made: when, ISO 8601 with the zone.
    """

    corpus: CorpusFound
    set_ups: tuple[SetUpFound, ...]
    against_best: tuple[PairedTest, ...]
    against_bm25: tuple[PairedTest, ...]
    queries: tuple[QueryFound, ...]
    models: tuple[ModelFound, ...]
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    machine: str
    made: str

    @property
    def best(self) -> SetUpFound | None:
        """The set-up with the highest ``MAIN_METRIC``, the first of equal ones; None where no query is judged."""
        judged = [found for found in self.set_ups if found.quality is not None]
        return max(judged, key=lambda found: found.metrics[MAIN_METRIC].mean, default=None)

    def found(self, set_up: str) -> SetUpFound:
        """What a set-up reached.

        Raises:
            KeyError: it was not evaluated.
        """
        for found in self.set_ups:
            if found.set_up == set_up:
                return found
        raise KeyError(set_up)


def findings_json(findings: Findings) -> dict[str, Any]:
    """Return the record as JSON takes it: objects by the names of the fields, None for what is not a finite number."""
    plain: dict[str, Any] = _plain(asdict(findings))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
