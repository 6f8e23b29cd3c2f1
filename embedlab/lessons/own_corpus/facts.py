"""What lesson 8 computes and its texts may speak of."""

from dataclasses import dataclass, replace
from typing import Literal

from embedlab.content.facts import Facts
from embedlab.lessons.own_corpus.study import LUCK, Chosen, Kind, kind_of, level_with_best
from embedlab.studies.corpus.findings import Findings, SetUpFound
from embedlab.studies.corpus.set_ups import short_name

Level = Literal["none", "one", "several"]
Against = Literal["more", "luck", "bm25"]


@dataclass(frozen=True)
class CorpusFacts(Facts):
    """The facts of one evaluation.

    Attributes:
        documents: of the collection.
        queries: with a judgement.
        set_ups: that were compared.
        best_name: the set-up with the highest nDCG@10.
        best: its nDCG@10, 0 to 1.
        best_low: lower end of its 95 % interval.
        best_high: upper end.
        bm25: nDCG@10 of BM25.
        cheapest_name: of the best and all that cannot be told from it, the one that answers soonest.
        cheapest_seconds: how long it takes for half of the queries.
        level: how many others cannot be told from the best by a paired test with Holm's correction.
        difference: nDCG@10 of the best less that of BM25.
        difference_p: the corrected p-value of that difference.
        slowest_name: the set-up that takes longest.
        slowest_seconds: how long, for half of the queries.
        quickest_name: the set-up that answers soonest.
        quickest_seconds: how long, for half of the queries.
        best_kind: what kind of search the best is.
        level_choice: how many others are level with it, in three steps.
        bm25_choice: whether the best is better than BM25 by more than luck.
        slowest_kind: what kind of search the slowest is.
    """

    documents: int | None = None
    queries: int | None = None
    set_ups: int | None = None
    best_name: str | None = None
    best: float | None = None
    best_low: float | None = None
    best_high: float | None = None
    bm25: float | None = None
    cheapest_name: str | None = None
    cheapest_seconds: float | None = None
    level: int | None = None
    difference: float | None = None
    difference_p: float | None = None
    slowest_name: str | None = None
    slowest_seconds: float | None = None
    quickest_name: str | None = None
    quickest_seconds: float | None = None
    best_kind: Kind | None = None
    level_choice: Level | None = None
    bm25_choice: Against | None = None
    slowest_kind: Kind | None = None


def facts(chosen: Chosen) -> CorpusFacts:
    """Return what is known of a collection; nothing where nobody has judged it, or BM25 was not measured."""
    found = chosen.findings
    if found is None or found.best is None or found.best.quality is None:
        return CorpusFacts()
    level = level_with_best(found)
    soonest = min([found.best, *level], key=_typical)
    slowest, quickest = max(found.set_ups, key=_typical), min(found.set_ups, key=_typical)
    told = CorpusFacts(
        documents=found.corpus.documents,
        queries=len(found.queries),
        set_ups=len(found.set_ups),
        best_name=short_name(found.best.set_up),
        best=found.best.quality.mean,
        best_low=found.best.quality.low,
        best_high=found.best.quality.high,
        cheapest_name=short_name(soonest.set_up),
        cheapest_seconds=soonest.p50_seconds,
        level=len(level),
        slowest_name=short_name(slowest.set_up),
        slowest_seconds=slowest.p50_seconds,
        quickest_name=short_name(quickest.set_up),
        quickest_seconds=quickest.p50_seconds,
        best_kind=kind_of(found.best.set_up),
        level_choice=level_choice(len(level)),
        slowest_kind=kind_of(slowest.set_up),
    )
    compared = _against_bm25(told, found)
    # All that is asked and told sets the best beside BM25: where nobody has measured it there is nothing to guess.
    return compared if compared.bm25 is not None else CorpusFacts()


def _typical(found: SetUpFound) -> float:
    return found.p50_seconds


def _against_bm25(told: CorpusFacts, found: Findings) -> CorpusFacts:
    """Add what is known of the best beside BM25."""
    lexical = next((each for each in found.set_ups if each.set_up == "bm25"), None)
    if found.best is None or told.best is None or lexical is None or lexical.quality is None:
        return told
    bm25, best = lexical.quality.mean, found.best.set_up
    if best == "bm25":
        return replace(told, bm25=bm25, bm25_choice=bm25_choice(best, 1.0))
    test = next((each for each in found.against_bm25 if best in (each.first, each.second)), None)
    if test is None:
        return replace(told, bm25=bm25)
    return replace(
        told,
        bm25=bm25,
        difference=told.best - bm25,
        difference_p=test.adjusted,
        bm25_choice=bm25_choice(best, test.adjusted),
    )


def level_choice(others: int) -> Level:
    """How many other set-ups cannot be told from the best, in words."""
    return "none" if not others else "one" if others == 1 else "several"


def bm25_choice(best: str, adjusted: float) -> Against:
    """Whether the best set-up is BM25, or is better than BM25 by more than luck."""
    if best == "bm25":
        return "bm25"
    return "more" if adjusted < LUCK else "luck"
