"""What lesson 7 computes and its texts may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from embedlab.content.facts import Facts
from embedlab.lessons.every_family.examples import colour_family, short_name
from embedlab.lessons.every_family.study import Families
from embedlab.models.families import Family
from embedlab.numbers_text import short
from embedlab.studies.search_facts import told_rank

Count = Literal["one", "two_or_three", "four_or_more"]
Inside = Literal["more", "as_much", "less"]
Winner = Literal["words", "vectors", "luck"]
Fused = Literal["above_both", "between", "below_both"]
_GUESSED: Final[Mapping[str, tuple[Family, ...]]] = {
    "counts words": ("lexical",),
    "has a single vector for each text": ("static", "contextual", "dense"),
    "compares tokens or reads both at once": ("late-interaction", "cross-encoder"),
}
"""What the guess offers, as the text of the page says it. Terms learnt and mixtures are none of the three."""


@dataclass(frozen=True)
class FamilyFacts(Facts):
    """The facts of one search; the quiz has more, of the board that ships and of a mixture (``facts_board``).

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
        best_by_kind: the best rank of that text by each kind of ranker that can be guessed, in words; "" where only
            others are chosen.
        questions: of the board, each put to as many texts.
        inside: mean tau-b of two rankers of one family over the board, -1 to 1.
        inside_low: lower end of its 95 % interval.
        inside_high: upper end.
        across: the same of two rankers of different families.
        across_low: lower end of its 95 % interval.
        across_high: upper end.
        inside_choice: which of both is the higher; as much where the intervals meet.
        words_first: questions that BM25 alone has right at rank 1.
        vectors_first: questions that MiniLM alone has right at rank 1.
        duel_p: how often a coin would split them as unevenly, 0 to 1.
        duel_choice: which of both has more, or luck where a coin would do it often enough.
        rank_words: rank of the text that answers the visitor's query by BM25, the mean over tied orders.
        rank_dense: the same by MiniLM.
        rank_fused: the same by reciprocal rank fusion of both.
        fused_choice: where the fusion puts it, compared with both.
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
    best_by_kind: str | None = None
    questions: int | None = None
    inside: float | None = None
    inside_low: float | None = None
    inside_high: float | None = None
    across: float | None = None
    across_low: float | None = None
    across_high: float | None = None
    inside_choice: Inside | None = None
    words_first: int | None = None
    vectors_first: int | None = None
    duel_p: float | None = None
    duel_choice: Winner | None = None
    rank_words: float | None = None
    rank_dense: float | None = None
    rank_fused: float | None = None
    fused_choice: Fused | None = None


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
        best_by_kind=kinds_sentence(ranks),
    )


def kinds_sentence(ranks: Mapping[str, float]) -> str:
    """Return the best of ``ranks``, by ranker, for each kind that the guess offers; empty where none is among them."""
    best: list[str] = []
    for said, kinds in _GUESSED.items():
        of_kind = [rank for ranker, rank in ranks.items() if colour_family(ranker) in kinds]
        if of_kind:
            best.append(f"{short(min(of_kind))} by the best {'' if best else 'ranker '}that {said}")
    return f"It has rank {', '.join(best)}." if best else ""


def firsts_choice(count: int) -> Count:
    """Return how many different texts stand at rank 1, in three steps."""
    return "one" if count <= 1 else "two_or_three" if count <= 3 else "four_or_more"
