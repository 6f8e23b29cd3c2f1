"""What the explanations of lesson 6 say of the shipped measurements, whatever stands on the page."""

from dataclasses import dataclass

from embedlab.content.facts import Facts
from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import ONE_TOWER, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.shipped import (
    load_definition_ranks,
    load_seen,
    load_task_ranks,
    load_triple_scores,
)
from embedlab.lessons.symmetric_or_asymmetric.study import TripleScores
from embedlab.lessons.symmetric_or_asymmetric.study_tied import contests


@dataclass(frozen=True)
class ToldFacts(Facts):
    """Numbers of what ships.

    Attributes:
        two_named: share of the triples, 0 to 1, in which the answer stands above a full paraphrase by the two towers.
        one_named: the same by the one tower, trained with the same batches.
        held_out: terms that no training has seen.
        two_first: share of them, 0 to 1, whose definition comes first by the two towers.
        one_first: the same by the one tower.
        seen: triples whose topic was among the terms that the towers were trained on.
        triples: number of triples.
    """

    two_named: float | None = None
    one_named: float | None = None
    held_out: int | None = None
    two_first: float | None = None
    one_first: float | None = None
    seen: int | None = None
    triples: int | None = None


def told() -> ToldFacts:
    """What is known of all that ships; nothing of what cannot be read."""
    ranks, scores, tasks = load_definition_ranks(), load_triple_scores(), load_task_ranks()
    if not all({ONE_TOWER, TWO_TOWERS} <= each.keys() for each in (ranks, scores, tasks)):
        return ToldFacts()
    first, *_ = contests(ranks, scores, tasks)
    return ToldFacts(
        two_named=_named(scores[TWO_TOWERS]),
        one_named=_named(scores[ONE_TOWER]),
        held_out=first.test.items,
        two_first=first.two,
        one_first=first.one,
        seen=load_seen(),
        triples=len(load_triples()),
    )


def _named(scores: TripleScores) -> float:
    return scores.against_paraphrase()[0]
