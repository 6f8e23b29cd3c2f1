"""A blind vote: questions with two rankings each, which side each stands on, and what the votes add up to.

Nothing is drawn here. What a voter may see before the vote is a ``Sheet``, which has no name of a ranker in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.disagreement import mean_ranks
from embedlab.compute.paired import sign_test
from embedlab.compute.ranking import Ranking, rank
from embedlab.lessons.every_family.shipped import Board

QUESTIONS: Final = 10
"""Questions of a vote."""
SHOWN: Final = 5
"""Texts of each ranking that a voter reads."""
SEEDS: Final = 1_000_000

Choice = Literal["left", "right", "tie"]
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
Pair = tuple[str, str]
"""Ids of two rankers."""
_LETTERS: Final[dict[Choice | None, str]] = {"left": "l", "right": "r", "tie": "t", None: "-"}


@dataclass(frozen=True)
class Sheet:
    """What a voter reads: a question, and the texts at the first ranks of two rankings, (number, text) each.

    Whose rankings these are is in no field, so nothing that draws a sheet can give it away.
    """

    query: str
    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Question:
    """A question of a vote.

    Attributes:
        name: what a vote on it is remembered by.
        sheet: what is read before the vote.
        rankers: whose ranking stands at the left, and whose at the right.
        answer: number of the text that answers; None when nobody has said which does.
        ranks: its rank at the left and at the right, from 1, in a tie the mean of the ranks that it takes up; None with
            ``answer``.
    """

    name: str
    sheet: Sheet
    rankers: Pair
    answer: int | None
    ranks: tuple[float, float] | None


@dataclass(frozen=True)
class Deal:
    """The questions of a vote, ``QUESTIONS`` or fewer, and how many have the same first texts in both rankings."""

    questions: tuple[Question, ...]
    same: int


@dataclass(frozen=True)
class Vote:
    """A question that is done with.

    ``choice`` is None when it was revealed before this visitor had voted; ``seen``: whether the answer was in a list.
    """

    name: str
    query: str
    rankers: Pair
    ranks: tuple[float, float] | None
    choice: Choice | None
    seen: bool = True

    @property
    def judged(self) -> Choice | None:
        """The side on which the answer stands higher; None when no answer is known."""
        if self.ranks is None:
            return None
        left, right = self.ranks
        return "tie" if left == right else "left" if left < right else "right"


@dataclass(frozen=True)
class Tally:
    """Decisions for the first ranker of a pair, for the second, and for neither."""

    first: int
    second: int
    ties: int

    @property
    def decided(self) -> int:
        """Decisions for one of the two."""
        return self.first + self.second

    @property
    def p(self) -> float:
        """How often (0 to 1) a fair coin decides at least as unevenly; ties are left out."""
        return sign_test(self.first, self.second)


def drawn_pair(rankers: Sequence[str], seed: int) -> Pair:
    """Two different ones of at least two rankers, by a seed."""
    pairs = list(combinations(rankers, 2))
    first, second = pairs[int(np.random.default_rng([seed, 1]).integers(len(pairs)))]
    return first, second


def deal(board: Board, pair: Pair, seed: int) -> Deal:
    """Draw the questions of a vote: which, in which order, and by a fair coin for each what stands at the left.

    Everything follows from the seed. Questions to which both rankers put the same texts first, in the same order, are
    left out: there is nothing to choose. The same seed draws the same questions and sides for any pair, but for those.
    """
    rng = np.random.default_rng([seed, 0])
    order, coins = rng.permutation(len(board.questions)), rng.random(len(board.questions)) < 0.5
    rankings = [tuple(rank(board.scores[ranker][number]) for ranker in pair) for number in range(len(order))]
    same = [_first(left) == _first(right) for left, right in rankings]
    chosen = [number for number in order.tolist() if not same[number]][:QUESTIONS]
    questions = [
        _question(
            str(number), board.questions[number], board.texts, pair, rankings[number], bool(coins[number]), number
        )
        for number in chosen
    ]
    return Deal(tuple(questions), sum(same))


def own_question(
    query: str, texts: tuple[str, ...], pair: Pair, rankings: tuple[Ranking, Ranking], seed: int, answer: int | None
) -> Question | None:
    """A visitor's own query as a question; None when both rankings begin with the same texts."""
    if _first(rankings[0]) == _first(rankings[1]):
        return None
    digest = sha256("\x00".join((query, *texts)).encode("utf-8", "surrogatepass")).digest()
    # The coin is the query's own, so that none of the visitor's can be read from another.
    coin = np.random.default_rng([seed, int.from_bytes(digest[:8])]).random() < 0.5
    return _question(digest.hex()[:16], query, texts, pair, rankings, bool(coin), answer)


def _question(
    name: str,
    query: str,
    texts: Sequence[str],
    pair: Pair,
    rankings: tuple[Ranking, ...],
    turned: bool,
    answer: int | None,
) -> Question:
    at = (1, 0) if turned else (0, 1)
    left, right = (tuple((text, texts[text]) for text in _first(rankings[side])) for side in at)
    # The first rank of a tie would favour whoever gives one score to many texts.
    ranks = None if answer is None else (_rank_of(rankings[at[0]], answer), _rank_of(rankings[at[1]], answer))
    return Question(name, Sheet(query, left, right), (pair[at[0]], pair[at[1]]), answer, ranks)


def _first(ranking: Ranking) -> tuple[int, ...]:
    return tuple(ranking.order[:SHOWN].tolist())


def _rank_of(ranking: Ranking, text: int) -> float:
    return float(mean_ranks(ranking)[text])


def vote_on(question: Question, choice: Choice | None) -> Vote:
    """The vote on a question."""
    seen = question.answer in {number for number, _ in (*question.sheet.left, *question.sheet.right)}
    return Vote(question.name, question.sheet.query, question.rankers, question.ranks, choice, seen)


def tally(votes: Iterable[Vote], pair: Pair) -> Tally:
    """What visitors chose."""
    return _tally([(vote.rankers, vote.choice) for vote in votes], pair)


def judged_tally(votes: Iterable[Vote], pair: Pair) -> Tally:
    """What the known answers say of the same questions."""
    return _tally([(vote.rankers, vote.judged) for vote in votes], pair)


def _tally(decisions: Sequence[tuple[Pair, Choice | None]], pair: Pair) -> Tally:
    chosen = [rankers[choice == "right"] for rankers, choice in decisions if choice in ("left", "right")]
    return Tally(chosen.count(pair[0]), chosen.count(pair[1]), sum(choice == "tie" for _, choice in decisions))


def board_tally(board: Board, pair: Pair) -> Tally:
    """What the known answers say over all questions: the ranker that puts a question's answer higher wins it."""
    ranks = np.array([[_rank_of(rank(row), i) for i, row in enumerate(board.scores[ranker])] for ranker in pair])
    return Tally(int((ranks[0] < ranks[1]).sum()), int((ranks[0] > ranks[1]).sum()), int((ranks[0] == ranks[1]).sum()))


def class_tallies(
    questions: Sequence[Question], counts: NDArray[np.int64], revealed: Sequence[bool], pair: Pair
) -> tuple[Tally, Tally]:
    """What a class decided on the questions that are revealed: all of its votes, and one majority a question.

    ``counts`` (q, 3) int64: how often left, right and tie were chosen. A question without a vote decides nothing.
    """
    first = second = ties = 0
    majorities: list[tuple[Pair, Choice | None]] = []
    for question, (left, right, even), open_ in zip(questions, counts.tolist(), revealed, strict=True):
        if not open_ or not left + right + even:
            continue
        turned = question.rankers[0] != pair[0]
        first, second = first + (right if turned else left), second + (left if turned else right)
        ties += even
        majorities.append((question.rankers, "tie" if left == right else "left" if left > right else "right"))
    return Tally(first, second, ties), _tally(majorities, pair)


def as_letters(votes: Iterable[Vote]) -> str:
    """Votes as an address holds them: a letter each."""
    return "".join(_LETTERS[vote.choice] for vote in votes)


def from_letters(text: str, questions: Sequence[Question]) -> tuple[Vote, ...]:
    """Read the votes on the first questions of a deal from an address, as far as they can be read."""
    known = {letter: choice for choice, letter in _LETTERS.items()}
    votes: list[Vote] = []
    for letter, question in zip(text, questions, strict=False):
        if letter not in known:
            break
        votes.append(vote_on(question, known[letter]))
    return tuple(votes)
