"""Two tasks over the same questions: find the answer, and find the question asked in other words.

The texts are those of the shipped triples, all in one collection, as in a help centre that holds both. No cross-encoder
takes part: it would have to read every question with every text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.paired import McNemar, mcnemar
from embedlab.compute.wilson import wilson_interval
from embedlab.content.triples import Triple
from embedlab.lessons.symmetric_or_asymmetric.study import Asked
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.search_facts import told_rank

Task = Literal["answer", "duplicate"]
TASKS: Final[tuple[Task, ...]] = ("duplicate", "answer")


@dataclass(frozen=True, eq=False)
class TaskRanks:
    """Ranks of one model over n questions, each (n,) float64: 1 is first, tied texts have their mean rank.

    Attributes:
        answer: of a question's own answer, among the answers and the related questions of all (2n texts).
        duplicate: of the question in other words, among those, all paraphrases and all dictionary entries (4n texts).
    """

    answer: NDArray[np.float64]
    duplicate: NDArray[np.float64]

    def found(self, task: Task) -> NDArray[np.bool_]:
        """Whether what was looked for came first, (n,) bool; a tie for the first rank is not enough."""
        ranks: NDArray[np.float64] = getattr(self, task)
        first: NDArray[np.bool_] = ranks == 1
        return first

    def share(self, task: Task) -> tuple[float, float, float]:
        """How often it came first, 0 to 1, with the ends of Wilson's interval."""
        found = self.found(task)
        share = float(found.mean())
        return share, *wilson_interval(share, len(found))


def task_ranks(runtime: Runtime, asked: Asked, triples: Sequence[Triple]) -> TaskRanks:
    """Put every question to all texts by one model.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    count, options = len(triples), RankOptions(prefixes=asked.prefixes)
    texts = [
        *(t.answer for t in triples),
        *(t.related for t in triples),
        *(t.entry for t in triples),
        *(t.paraphrase for t in triples),
    ]
    answers, duplicates = [], []
    for number, triple in enumerate(triples):
        scores = rank_documents(runtime, asked.model, triple.question, texts, options).scores
        # An entry is the answer once more, so it is no wrong text: the first task leaves the entries out.
        answers.append(told_rank(scores[: 2 * count], [number]))
        duplicates.append(told_rank(scores, [3 * count + number]))
    return TaskRanks(np.array(answers, dtype=np.float64), np.array(duplicates, dtype=np.float64))


def task_test(ranks: Mapping[str, TaskRanks], task: Task, first: str, second: str) -> McNemar:
    """Compare two models, by their keys, on the same questions of one task."""
    return mcnemar(ranks[first].found(task).astype(float), ranks[second].found(task).astype(float))
