"""What lesson 7 computes and its texts may speak of."""

from dataclasses import dataclass
from typing import Literal

from embedlab.content.facts import Facts
from embedlab.lessons.every_family.examples import short_name
from embedlab.lessons.every_family.study import Families
from embedlab.studies.search_facts import told_rank

Count = Literal["one", "two_or_three", "four_or_more"]


@dataclass(frozen=True)
class FamilyFacts(Facts):
    """The facts of one search.

    Attributes:
        families: number of rankers that have answered.
        documents: number of texts.
        firsts: number of different texts at rank 1 of some ranker; of tied ones each counts.
        firsts_choice: the same in three steps.
        answered: rankers that have a text that answers at rank 1, alone or tied.
        best_rank: best rank of the text that answers, by any ranker; 1 to ``documents``, the mean over tied orders.
        best_ranker: what heads the column of the ranker that gives it.
        worst_rank: worst rank of that text.
        worst_ranker: what heads the column of the ranker that gives it.
    """

    families: int | None = None
    documents: int | None = None
    firsts: int | None = None
    firsts_choice: Count | None = None
    answered: int | None = None
    best_rank: float | None = None
    best_ranker: str | None = None
    worst_rank: float | None = None
    worst_ranker: str | None = None


def facts(families: Families) -> FamilyFacts:
    """Return what is known; nothing while a chosen ranker has not answered, or when no text is known to answer."""
    wanted = families.search.answering
    if wanted is None or not families.rankers or set(families.rankers) != set(families.results):
        return FamilyFacts()
    leading = families.firsts
    firsts = {text for tied in leading.values() for text in tied}
    ranks = {ranker: told_rank(result.scores, [wanted]) for ranker, result in families.results.items()}
    best, worst = min(ranks, key=ranks.__getitem__), max(ranks, key=ranks.__getitem__)
    return FamilyFacts(
        families=len(families.results),
        documents=len(families.search.texts),
        firsts=len(firsts),
        firsts_choice=firsts_choice(len(firsts)),
        answered=sum(wanted in tied for tied in leading.values()),
        best_rank=ranks[best],
        best_ranker=short_name(best),
        worst_rank=ranks[worst],
        worst_ranker=short_name(worst),
    )


def firsts_choice(count: int) -> Count:
    """Return how many different texts stand at rank 1, in three steps."""
    return "one" if count <= 1 else "two_or_three" if count <= 3 else "four_or_more"
