"""Where two rankers differ most over many queries, and who of them has the answer first; nothing is ranked here.

The measure is ``embedlab.compute.disagreement``; ``study_differ_cases`` says where queries and scores come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.disagreement import Side, credit_at_first, mean_ranks, rank_doublings, widest
from embedlab.compute.paired import LUCK, McNemar, mcnemar
from embedlab.compute.ranking import Ranking, rank
from embedlab.compute.wilson import wilson_interval
from embedlab.numbers_text import between, p_value, percent, signed, whole
from embedlab.studies.rows import Rows

PAIRS = 10
"""Most pairs of query and text that are shown."""


@dataclass(frozen=True, eq=False)
class Case:
    """A query that both rankers have put to the same texts.

    Attributes:
        query: what is looked for.
        texts: n of them.
        scores: (n,) float64 of the first ranker and of the second.
        answers: numbers of the texts that answer, perhaps none of them; None where nobody has judged.
    """

    query: str
    texts: tuple[str, ...]
    scores: tuple[NDArray[np.float64], NDArray[np.float64]]
    answers: tuple[int, ...] | None = None

    @cached_property
    def rankings(self) -> tuple[Ranking, Ranking]:
        """Both orders of the texts."""
        first, second = map(rank, self.scores)
        return first, second

    @cached_property
    def ranks(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Both ranks (n,) of each text, tied texts at the mean of theirs."""
        first, second = map(mean_ranks, self.rankings)
        return first, second

    @cached_property
    def doublings(self) -> NDArray[np.float64]:
        """How far the ranks of each text stand apart, (n,): see ``rank_doublings``."""
        return rank_doublings(*self.ranks)

    def has_order(self, side: int) -> bool:
        """Whether a ranker tells the texts apart: equal scores for all of them are no order to compare."""
        return len(self.texts) > 1 and int(self.rankings[side].ranks.max()) > 1

    def rank_text(self, side: int, text: int) -> str:
        """The rank of a text: one number, or the first and the last of those that tied texts share."""
        ranks = self.rankings[side].ranks
        first = int(ranks[text])
        last = first + int((ranks == first).sum()) - 1
        return whole(first) if first == last else between((first, last), whole)


@dataclass(frozen=True)
class Pair:
    """A text on which the rankers differ under a query.

    Attributes:
        case: number of the query among all.
        text: number of the text among those of the query.
        doublings: above 0 where the first ranker puts it higher, below where the second does.
    """

    case: int
    text: int
    doublings: float

    @property
    def higher(self) -> int:
        """Which ranker puts the text higher, 0 or 1."""
        return int(self.doublings < 0)


def find_pairs(cases: Sequence[Case], side: Side, most: int = PAIRS) -> tuple[Pair, ...]:
    """The pairs of query and text that differ most, at most one a query; queries without two orders are left out."""
    ordered = [number for number, case in enumerate(cases) if case.has_order(0) and case.has_order(1)]
    found = widest([cases[number].doublings for number in ordered], side, most)
    return tuple(Pair(ordered[at], text, float(cases[ordered[at]].doublings[text])) for at, text in found)


def no_order_sentence(cases: Sequence[Case], names: tuple[str, str]) -> str:
    """Under how many queries a ranker gives all texts one score; empty where none does."""
    counts = [sum(not case.has_order(side) for case in cases if len(case.texts) > 1) for side in (0, 1)]
    told = [
        f"{name} gives all texts one score under {counted_queries(count)}"
        for name, count in zip(names, counts, strict=True)
        if count
    ]
    return f"{' and '.join(told)}, which is no order: left out here." if told else ""


def counted_queries(count: int) -> str:
    """How many queries, in words."""
    return "1 query" if count == 1 else f"{whole(count)} queries"


def measure_sentence(case: Case, pair: Pair, names: tuple[str, str]) -> str:
    """How far apart the ranks of a pair are, in the measure's own words."""
    first, second = (case.rank_text(side, pair.text) for side in (0, 1))
    return (
        f"Rank {first} by {names[0]}, {second} by {names[1]}: {signed(abs(pair.doublings), 1)} doublings apart, of "
        f"{signed(np.log2(len(case.texts)), 1)} at most."
    )


def right_sentence(case: Case, pair: Pair, names: tuple[str, str]) -> str:
    """Who is right about the text of a pair, where it is known what answers; else that nobody knows."""
    if case.answers is None:
        return "Nobody has judged which text answers this query, so who is right is for you to say."
    if not case.answers:
        return "No text here answers this query, so a high rank is no merit."
    high, low = names[pair.higher], names[1 - pair.higher]
    if pair.text in case.answers:
        top = case.rank_text(pair.higher, pair.text)
        right = f"{high} is right" if top == "1" else f"{high} is nearer"
        return f"This text answers the query: {right}, {low} misses it."
    answers = list(case.answers)
    best = [answers[int(np.argmin(case.ranks[side][answers]))] for side in (0, 1)]
    ranks = [case.rank_text(side, best[side]) for side in (0, 1)]
    return (
        f"Another text answers this query: {low}, which puts this one lower, is right about it. The answer stands at "
        f"rank {ranks[0]} by {names[0]} and {ranks[1]} by {names[1]}."
    )


@dataclass(frozen=True)
class Duel:
    """Who has the answer first where the two do not put the same text first.

    Attributes:
        judged: queries of which it is known what answers.
        test: over those of them with different texts at rank 1; ``first`` and ``second`` count the queries in which
            that ranker has the answer there and the other not, or with fewer texts tied to it.
    """

    judged: int
    test: McNemar


def duel(cases: Sequence[Case]) -> Duel | None:
    """Compare what stands first; None where no judged query has different texts there."""
    judged = [case for case in cases if case.answers and len(case.texts) > 1]
    apart = [case for case in judged if not np.array_equal(*(ranking.ranks == 1 for ranking in case.rankings))]
    if not apart:
        return None
    credits = [[credit_at_first(case.rankings[side], case.answers or ()) for case in apart] for side in (0, 1)]
    return Duel(len(judged), mcnemar(*credits))


def duel_sentence(found: Duel, names: tuple[str, str]) -> str:
    """The duel in words: shares with Wilson's intervals, and whether chance would do as much."""
    test = found.test
    sides = [
        f"{name} alone has the answer first in {whole(wins)} ({percent(wins / test.items)}, interval "
        f"{between(wilson_interval(wins / test.items, test.items), percent)})"
        for name, wins in zip(names, (test.first, test.second), strict=True)
    ]
    neither = test.items - test.first - test.second
    luck = "hardly luck" if test.p < LUCK else "which can be luck"
    return (
        f"On {whole(test.items)} of {counted_queries(found.judged)} they put different texts first. Of these "
        f"{sides[0]}, {sides[1]}, and neither is ahead in {whole(neither)}: {luck} ({p_value(test.p)})."
    )


def pair_rows(cases: Sequence[Case], pairs: Sequence[Pair], names: tuple[str, str]) -> Rows:
    """The pairs as a table: query, text, rank and score by both, and whether the text answers."""
    return [
        {
            "query": case.query,
            "text": case.texts[pair.text],
            **{f"rank by {name}": float(case.ranks[side][pair.text]) for side, name in enumerate(names)},
            **{f"score by {name}": float(case.scores[side][pair.text]) for side, name in enumerate(names)},
            "doublings": pair.doublings,
            "answers": None if case.answers is None else pair.text in case.answers,
        }
        for pair in pairs
        for case in [cases[pair.case]]
    ]


def duel_rows(cases: Sequence[Case], names: tuple[str, str]) -> Rows:
    """For each judged query the rank of the answer by both, and the text that each puts first."""
    return [
        {
            "query": case.query,
            **{
                f"{what} by {name}": value
                for side, name in enumerate(names)
                for what, value in (
                    ("rank of the answer", float(min(case.ranks[side][list(case.answers)]))),
                    ("first text", int(case.rankings[side].order[0]) + 1),
                )
            },
        }
        for case in cases
        if case.answers
    ]
