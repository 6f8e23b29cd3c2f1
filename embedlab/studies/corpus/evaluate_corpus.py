"""A collection is measured: each judged query is searched by each set-up, exactly, and what comes first is compared.

The searches are in ``run_set_ups``, what is said of collection, models and machine in ``evaluated_facts``; here it is
put together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab import limits
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.trec_measures import measures_by_query
from embedlab.errors import InputError
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.evaluated_facts import corpus_found, family_of, model_found
from embedlab.studies.corpus.evaluated_settings import machine_words, settings_of, versions
from embedlab.studies.corpus.findings import (
    LEVEL,
    MAIN_METRIC,
    METRICS,
    Estimate,
    Findings,
    Judged,
    QueryFound,
    SetUpFound,
)
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.paired_tests import compared_with
from embedlab.studies.corpus.run_set_ups import Searched, run_set_up, units_of
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.corpus.set_up_costs import SetUpCosts, models_of
from embedlab.studies.corpus.set_ups import SetUp

Follow = Callable[[int], None]
"""Called with the units of work that are done, of ``units`` in all."""

SEED: Final = 0
"""Draws the queries where not all are asked."""


@dataclass(frozen=True)
class Wanted:
    """What an evaluation is asked for.

    Attributes:
        set_ups: what is compared, no two alike.
        queries: at most so many are asked, None for what ``most_queries`` allows.
        judged_by: where the judgements come from.
        pooled_from: set-ups whose results were judged; empty where judgements do not come from any system.
    """

    set_ups: tuple[SetUp, ...]
    queries: int | None = None
    judged_by: Judged = "file"
    pooled_from: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """At most so many queries are asked."""
        return most_queries(self.set_ups) if self.queries is None else self.queries


def most_queries(set_ups: Sequence[SetUp]) -> int:
    """How many queries are asked at most: fewer where candidates are ranked again, which takes a second each."""
    return limits.EVALUATED_RERANKED if any(each.rerank for each in set_ups) else limits.EVALUATED_QUERIES


def asked_questions(corpus: OpenCorpus, most: int) -> tuple[Question, ...]:
    """The judged queries that are asked: all, or ``most`` of them, drawn with ``SEED``; without judgements, any.

    Without judgements the times of searches can still be had, for which ``limits.TIMED_QUERIES`` are enough.
    """
    judged = corpus.judged
    questions = judged or tuple(each for each in corpus.questions if each.text.strip())
    most = most if judged else min(most, limits.TIMED_QUERIES)
    if len(questions) <= most:
        return questions
    drawn = np.sort(np.random.default_rng(SEED).choice(len(questions), most, replace=False))
    return tuple(questions[place] for place in drawn)


def units(wanted: Wanted, queries: int) -> int:
    """Units of work of an evaluation; ``follow`` counts up to them."""
    return max(1, queries * sum(map(units_of, wanted.set_ups)))


def evaluate(
    runtime: Runtime, corpus: OpenCorpus, wanted: Wanted, follow: Follow = lambda _: None
) -> tuple[Findings, Runs]:
    """Measure set-ups on the judged queries of a collection.

    Args:
        runtime: holds the models; its memory of vectors is not used.
        corpus: what is searched; the readings of all set-ups must have read it.
        wanted: what is compared, and how.
        follow: is told how many units are done.

    Returns:
        What was found, and the first hundred documents of each set-up for each query.

    Raises:
        InputError: there is no query, or no set-up.
        StoreError: a reading has not read all texts, or a model cannot be had.
    """
    questions = asked_questions(corpus, wanted.most)
    if not questions:
        raise InputError("There are no queries to measure with; bring some, or write some under judging.")
    if not wanted.set_ups:
        raise InputError("No set-up is chosen; choose at least one.")
    cold, done, searched = runtime.without_memory(), 0, list[Searched]()
    for set_up in wanted.set_ups:
        unit, before = units_of(set_up), done
        tell = _counting(follow, before, unit)
        searched.append(run_set_up(cold, corpus, set_up, [each.text for each in questions], tell))
        done = before + unit * len(questions)
    runs = Runs(
        tuple(map(str, wanted.set_ups)),
        tuple(each.id for each in questions),
        np.stack([each.documents for each in searched]),
        np.stack([each.scores for each in searched]),
    )
    return found_by(cold, corpus, wanted, runs, [each.seconds for each in searched]), runs


def found_by(
    runtime: Runtime, corpus: OpenCorpus, wanted: Wanted, runs: Runs, seconds: Sequence[NDArray[np.float64]]
) -> Findings:
    """Return what runs tell, and how long each of their searches took."""
    grades = {question.id: question for question in corpus.judged}
    asked = [grades[id] for id in runs.queries if id in grades]
    costs = SetUpCosts(runtime, corpus)
    set_ups = tuple(
        _set_up_found(costs, set_up, measured(runs, str(set_up), asked) if asked else {}, took)
        for set_up, took in zip(wanted.set_ups, seconds, strict=True)
    )
    best = max(
        (each for each in set_ups if each.quality), key=lambda each: each.metrics[MAIN_METRIC].mean, default=None
    )
    bm25 = next((each for each in set_ups if each.set_up == "bm25"), None)
    models = dict.fromkeys(id for set_up in wanted.set_ups for id in models_of(set_up))
    return Findings(
        corpus=corpus_found(corpus, wanted.judged_by if asked else "nobody", wanted.pooled_from),
        set_ups=set_ups,
        against_best=compared_with(set_ups, best) if best else (),
        against_bm25=compared_with(set_ups, bm25) if bm25 else (),
        queries=tuple(QueryFound(each.id, each.text) for each in asked),
        models=tuple(model_found(runtime, id) for id in models),
        settings=settings_of(wanted.set_ups, len(runs.queries), len(corpus.judged)),
        versions=versions(),
        machine=machine_words(runtime.settings),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _set_up_found(
    costs: SetUpCosts, set_up: SetUp, metrics: Mapping[str, NDArray[np.float64]], took: NDArray[np.float64]
) -> SetUpFound:
    p50, p95 = np.quantile(took, [0.5, 0.95])
    return SetUpFound(
        set_up=str(set_up),
        name=set_up.name,
        family=family_of(set_up),
        metrics={name: estimate(values) for name, values in metrics.items()},
        per_query=tuple(metrics[MAIN_METRIC].tolist()) if metrics else (),
        p50_seconds=float(p50),
        p95_seconds=float(p95),
        bytes_per_document=costs.bytes_per_document(set_up),
        index_seconds=costs.index_seconds(set_up),
        cut=costs.cut(set_up),
        models=models_of(set_up),
    )


def measured(runs: Runs, set_up: str, asked: Sequence[Question]) -> dict[str, NDArray[np.float64]]:
    """The measures of a set-up, each (Q,) float64 from 0 to 1, by the names of ``METRICS``."""
    documents, _ = runs.of(set_up)
    orders = [row[row >= 0].tolist() for row in documents]
    return measures_by_query(orders, [question.grades for question in asked], METRICS)


def estimate(values: NDArray[np.float64]) -> Estimate:
    """The mean of a measure over the queries, with its bootstrap interval."""
    low, high = bootstrap_interval(values, level=LEVEL)
    return Estimate(float(values.mean()), low, high)


def _counting(follow: Follow, before: int, unit: int) -> Callable[[int], None]:
    return lambda asked: follow(before + unit * asked)
