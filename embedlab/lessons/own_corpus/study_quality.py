"""What an evaluation found, put beside each other: measures, differences, two set-ups query by query, and lost ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.paired import mcnemar, mean_difference
from embedlab.compute.sign_flips import randomisation_test
from embedlab.lessons.own_corpus.study import LUCK
from embedlab.numbers_text import between, change, p_value, signed, whole
from embedlab.studies.corpus.findings import LEVEL, MAIN_METRIC, METRICS, Findings, PairedTest, SetUpFound
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.corpus.set_ups import short_name
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import Rows

BM25: Final = "bm25"
MINUS_INFINITY: Final = float("-inf")


def by_quality(findings: Findings) -> list[SetUpFound]:
    """The set-ups that were judged, the best by ``MAIN_METRIC`` first."""
    judged = [found for found in findings.set_ups if found.quality is not None]
    return sorted(judged, key=lambda found: -found.metrics[MAIN_METRIC].mean)


def highest(findings: Findings) -> set[tuple[int, str]]:
    """The row (of ``by_quality``) and measure of each value that is the highest of its measure, as it is written."""
    found = by_quality(findings)
    best = {name: max(signed(each.metrics[name].mean) for each in found) for name in METRICS}
    return {
        (row, name)
        for row, each in enumerate(found)
        for name in METRICS
        if signed(each.metrics[name].mean) == best[name]
    }


def tests_against(findings: Findings, against: str) -> list[PairedTest]:
    """The tests of all others against the best (``best``) or BM25, each as the other minus that one, best first."""
    tests = findings.against_bm25 if against == BM25 else findings.against_best
    return sorted(tests, key=lambda test: -test.difference)


def is_sure(test: PairedTest) -> bool:
    """Whether a difference is taken for more than luck, after the correction."""
    return test.adjusted < LUCK


def test_rows(findings: Findings, tests: Sequence[PairedTest]) -> list[list[str]]:
    """A row for each test: difference with its interval, who is better how often, p, and the same corrected."""
    total = len(findings.queries)
    return [
        [
            short_name(test.first),
            f"{change(test.difference, 3)} ({between((test.low, test.high), _three)})",
            whole(test.wins),
            whole(test.losses),
            whole(total - test.wins - test.losses),
            p_value(test.p),
            p_value(test.adjusted),
            "yes" if is_sure(test) else "open",
        ]
        for test in tests
    ]


TEST_HEAD: Final = ["Set-up", "Difference", "Better on", "Worse on", "Equal on", "p", "Holm", "More than luck?"]


def _three(value: object) -> str:
    return change(float(value), 3) if isinstance(value, float | int) else ""


def pair_test(first: SetUpFound, second: SetUpFound) -> PairedTest:
    """The paired test of two set-ups on the same queries, alone in its list: nothing is corrected."""
    test = _test_of(first.per_query, second.per_query)
    return replace(test, first=first.set_up, second=second.set_up)


@remembered
def _test_of(first: tuple[float, ...], second: tuple[float, ...]) -> PairedTest:
    difference, low, high = mean_difference(first, second, level=LEVEL)
    sides, p = mcnemar(first, second), randomisation_test(first, second)
    return PairedTest("", "", difference, low, high, sides.first, sides.second, p, p)


def gains(first: SetUpFound, second: SetUpFound) -> NDArray[np.float64]:
    """How much better the first is on each query, (Q,) float64 -1 to 1."""
    return np.subtract(first.per_query, second.per_query, dtype=np.float64)


@dataclass(frozen=True)
class Lost:
    """The query on which a set-up falls furthest behind the best of all others.

    Attributes:
        set_up: it.
        query: the number of the query.
        own: its ``MAIN_METRIC`` there.
        other: the set-up that does best there.
        best: what that reaches.
    """

    set_up: SetUpFound
    query: int
    own: float
    other: SetUpFound
    best: float


def most_lost(findings: Findings) -> list[Lost]:
    """For each set-up the query that it loses most; those that lose none are left out."""
    found = by_quality(findings)
    if len(found) < 2:
        return []
    marks = np.array([each.per_query for each in found])
    lost = []
    for place, each in enumerate(found):
        others = np.where(np.arange(len(found))[:, None] == place, MINUS_INFINITY, marks)
        behind = others.max(axis=0) - marks[place]
        query = int(behind.argmax())
        if behind[query] > 0:
            other = int(others[:, query].argmax())
            lost.append(Lost(each, query, float(marks[place, query]), found[other], float(marks[other, query])))
    return lost


def question_of_query(corpus: OpenCorpus, findings: Findings, query: int) -> Question | None:
    """The judged query of the collection that was asked; None where it has been changed since."""
    asked = findings.queries[query]
    return next((each for each in corpus.judged if (each.id, each.text) == (asked.id, asked.text)), None)


def answer_ranks(runs: Runs, set_up: str, query: int, question: Question) -> dict[int, int | None]:
    """The rank of each document that answers a query, None behind the last that is kept; the best grade first."""
    answers = sorted((d for d, grade in question.grades.items() if grade > 0), key=lambda d: -question.grades[d])
    return {document: runs.rank_of(set_up, query, document) for document in answers}


def rank_text(rank: int | None, depth: int) -> str:
    """A rank in words, None for one behind the ``depth`` that are kept."""
    return f"not in the first {whole(depth)}" if rank is None else whole(rank)


def best_rank(ranks: Mapping[int, int | None]) -> int | None:
    """The best of some ranks."""
    return min((rank for rank in ranks.values() if rank is not None), default=None)


def chunk_of(corpus: OpenCorpus, document: int, words: Sequence[str]) -> str:
    """The text of a document that is shown: whole where it is one chunk, else the chunk with most words of a query."""
    rows = np.flatnonzero(corpus.document_of == document)
    if len(rows) < 2:
        return corpus.document(document)
    texts = corpus.texts(rows)
    wanted = {word.casefold() for word in words}
    return max(texts, key=lambda text: len(wanted & {word.casefold() for word in text.split()}))


def quality_rows(findings: Findings) -> Rows:
    """A row for each set-up and measure, to be taken away."""
    return [
        {
            "set_up": found.set_up,
            "name": found.name,
            "measure": name,
            "mean": each.mean,
            "low": each.low,
            "high": each.high,
        }
        for found in findings.set_ups
        for name, each in found.metrics.items()
    ]


def difference_rows(findings: Findings) -> Rows:
    """A row for each paired test, to be taken away."""
    return [
        {
            "list": name,
            "first": test.first,
            "second": test.second,
            "difference": test.difference,
            "low": test.low,
            "high": test.high,
            "wins": test.wins,
            "losses": test.losses,
            "p": test.p,
            "p_holm": test.adjusted,
        }
        for name, tests in (("against the best", findings.against_best), ("against BM25", findings.against_bm25))
        for test in tests
    ]


def query_rows(findings: Findings) -> Rows:
    """A row for each query: its id, its text, and the main measure of each set-up."""
    found = [each for each in findings.set_ups if each.per_query]
    return [
        {"query": asked.id, "text": asked.text, **{each.set_up: each.per_query[place] for each in found}}
        for place, asked in enumerate(findings.queries)
    ]


def pair_sentence(first: SetUpFound, second: SetUpFound, test: PairedTest) -> str:
    """Which of two is better, on how many queries, and whether that can be luck."""
    names = short_name(first.set_up), short_name(second.set_up)
    if test.wins == test.losses == 0:
        return f"{names[0]} and {names[1]} are equal on every query."
    equal = len(first.per_query) - test.wins - test.losses
    luck = "more than luck may do" if test.p < LUCK else "which luck alone may do"
    return (
        f"{names[0]} is better on {whole(test.wins)} queries, {names[1]} on {whole(test.losses)}; on "
        f"{whole(equal)} they are equal. {MAIN_METRIC} differs by {change(test.difference, 3)} "
        f"({between((test.low, test.high), _three)}), {luck}: {p_value(test.p)}."
    )


def score_text(value: float) -> str:
    """A measure of one query."""
    return signed(value)
