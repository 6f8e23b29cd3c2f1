"""Tied or untied: one tower for both sides against two, trained with the same batches for the same number of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.asymmetry import answer_wins
from embedlab.compute.paired import McNemar, mcnemar
from embedlab.lessons.symmetric_or_asymmetric.examples import ONE_TOWER, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.study import TripleScores
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import TaskRanks
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime

ARRANGED = (TWO_TOWERS, ONE_TOWER)
"""Untied and tied."""
QUESTION = "what is {}?"
"""One of the six forms in which both were asked for a term in training."""


@dataclass(frozen=True)
class Contest:
    """What both arrangements were asked on the same items.

    Attributes:
        name: what counts as right, as the head of a row.
        two: share of the items that the two towers got right, 0 to 1.
        one: the same by the one tower.
        test: of the items that the two towers alone (``first``) or the one tower alone (``second``) got right.
    """

    name: str
    two: float
    one: float
    test: McNemar


def definition_ranks(runtime: Runtime, model: str, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    """The rank of each term's own definition among all of theirs, (n,) from 1; ``pairs`` are (term, definition).

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    asked = text_vectors(runtime, card(model), [QUESTION.format(term) for term, _ in pairs], "query").vectors
    given = text_vectors(runtime, card(model), [definition for _, definition in pairs], "document").vectors
    scores = asked @ given.T
    ranks: NDArray[np.int64] = 1 + (scores > scores.diagonal()[:, None]).sum(axis=1)
    return ranks


def contests(
    ranks: Mapping[str, NDArray[np.int64]], scores: Mapping[str, TripleScores], tasks: Mapping[str, TaskRanks]
) -> tuple[Contest, ...]:
    """Compare both arrangements in everything that was measured; each mapping holds both, by their ids."""
    two, one = ARRANGED

    def contest(name: str, first: NDArray[np.generic], second: NDArray[np.generic]) -> Contest:
        left, right = first.astype(np.float64), second.astype(np.float64)
        return Contest(name, float(left.mean()), float(right.mean()), mcnemar(left, right))

    def beats(model: str) -> NDArray[np.float64]:
        return answer_wins(scores[model].paraphrase, scores[model].answer)

    return (
        contest("definition first, unseen terms", ranks[two] == 1, ranks[one] == 1),
        contest("definition among the first ten", ranks[two] <= 10, ranks[one] <= 10),
        contest("answer above a related question", scores[two].wins, scores[one].wins),
        contest("answer above a paraphrase", beats(two), beats(one)),
        contest("the question in other words first", tasks[two].found("duplicate"), tasks[one].found("duplicate")),
    )
