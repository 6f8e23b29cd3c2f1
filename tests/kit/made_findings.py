"""Findings made by hand, for what reads them: quality a query, costs and tests that a reader can work out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from embedlab.studies.corpus.findings import (
    MAIN_METRIC,
    METRICS,
    CorpusFound,
    Estimate,
    Findings,
    ModelFound,
    PairedTest,
    QueryFound,
    SetUpFound,
)

QUERIES = 60
E5 = ModelFound("e5-small-v2", "E5-small-v2", "MIT", "ab" * 32, ("English",), 512, 133_000_000)
BM25 = ModelFound("bm25", "BM25", "none", "", (), None, 0)
CROSS = ModelFound(
    "ms-marco-minilm-l12-v2", "MS MARCO MiniLM-L12", "Apache-2.0", "cd" * 32, ("English",), 512, 134_000_000
)
CORPUS = CorpusFound(
    name="Tickets", checksum="0123456789abcdef" * 4, documents=1_000, chunks=1_200, chunking="by paragraph",
    queries=QUERIES, judged=QUERIES, judgements=90, judged_by="file", pooled_from=(), duplicates=0.0,
    languages=("English", "German"), query_languages=("English", "German"),
)  # fmt: skip


def made_set_up(set_up: str, mean: float, **changed: Any) -> SetUpFound:
    """A set-up whose every query has the mean, 0.02 to either side of it."""
    family = "cross-encoder" if ">" in set_up else {"bm25": "lexical", "hybrid-rrf": "hybrid"}.get(set_up, "dense")
    found = SetUpFound(
        set_up=set_up, name=set_up.upper(), family=family,
        metrics={name: Estimate(mean, mean - 0.02, mean + 0.02) for name in METRICS},
        per_query=(mean,) * QUERIES, p50_seconds=0.004, p95_seconds=0.01, bytes_per_document=1_536.0,
        index_seconds=20.0, cut=0.0, models=(set_up.partition(">")[0],),
    )  # fmt: skip
    return replace(found, **changed)


def made_test(first: str, second: str, difference: float, adjusted: float) -> PairedTest:
    """A paired test with this outcome."""
    return PairedTest(first, second, difference, difference - 0.02, difference + 0.02, 10, 20, adjusted / 3, adjusted)


def made_findings(**changed: Any) -> Findings:
    """BM25 is fast and worse, E5 is not told apart from the best, the cross-encoder is best and slow."""
    cross = "bm25>ms-marco-minilm-l12-v2"
    findings = Findings(
        corpus=CORPUS,
        set_ups=(
            made_set_up("bm25", 0.50, p50_seconds=0.001, p95_seconds=0.002, bytes_per_document=200.0),
            made_set_up("e5-small-v2", 0.62),
            made_set_up("hybrid-rrf", 0.63, p50_seconds=0.006, p95_seconds=0.013, bytes_per_document=1_736.0),
            made_set_up(
                cross, 0.64, p50_seconds=0.3, p95_seconds=0.5, bytes_per_document=200.0, models=("bm25", CROSS.id)
            ),
        ),
        against_best=(
            made_test("bm25", cross, -0.14, 0.001),
            made_test("e5-small-v2", cross, -0.02, 0.40),
            made_test("hybrid-rrf", cross, -0.01, 0.60),
        ),
        against_bm25=(
            made_test("e5-small-v2", "bm25", 0.12, 0.002),
            made_test("hybrid-rrf", "bm25", 0.13, 0.001),
            made_test(cross, "bm25", 0.14, 0.001),
        ),
        queries=tuple(QueryFound(f"q{number}", f"query number {number}") for number in range(QUERIES)),
        models=(BM25, E5, CROSS),
        settings={"depth of the first stage": "50", "k1": "1.2"},
        versions={"EmbedLab": "1.0", "numpy": "2.4.6"},
        machine="2 cores, onnxruntime",
        made="2026-11-27T22:00:00+00:00",
    )  # fmt: skip
    return replace(findings, **changed)


def unjudged(set_ups: Sequence[SetUpFound]) -> tuple[SetUpFound, ...]:
    """The same set-ups where nobody has judged a query."""
    return tuple(replace(found, metrics={}, per_query=()) for found in set_ups)


def with_mean(found: SetUpFound, mean: float) -> SetUpFound:
    """The same set-up with another quality."""
    metrics = {name: Estimate(mean, mean - 0.02, mean + 0.02) for name in (*METRICS,)}
    assert MAIN_METRIC in metrics
    return replace(found, metrics=metrics, per_query=(mean,) * QUERIES)
