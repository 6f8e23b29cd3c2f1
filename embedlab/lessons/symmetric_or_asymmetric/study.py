"""How often the answer beats its own question: the measurement of lesson 6 over the shipped triples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.asymmetry import Asymmetry, answer_beats, asymmetry
from embedlab.content.triples import Triple
from embedlab.models.catalog import catalog
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes

STRANGERS = 3
"""Answers to other questions that each question is scored against: the random pairs that give margins a unit."""


@dataclass(frozen=True)
class Asked:
    """A model and the prompts it gets; ``prefixes`` matter only for models that know roles."""

    model: str
    prefixes: Prefixes = "right"

    @property
    def key(self) -> str:
        """A name for files and tables."""
        return self.model if self.prefixes == "right" else f"{self.model} ({self.prefixes})"


ASKED = tuple(
    asked
    for asked in (
        Asked("paraphrase-minilm-l3-v2"),
        Asked("all-minilm-l6-v2"),
        Asked("e5-small-v2", "none"),
        Asked("e5-small-v2", "same"),
        Asked("e5-small-v2", "swapped"),
        Asked("e5-small-v2"),
        Asked("two-tower-embedlab"),
        Asked("answerai-colbert-small-v1"),
        Asked("ms-marco-minilm-l12-v2"),
    )
    if asked.model in catalog()
)


@dataclass(frozen=True, eq=False)
class TripleScores:
    """Scores of one model, each (n,) float64 over n triples, for the same question.

    Attributes:
        related: of another question about the same thing.
        answer: of the answer that names the thing.
        entry: of the same answer as a dictionary prints it, without the question's words.
        paraphrase: of the question in other words.
        strangers: (n, 3) of the answers to three other questions.
    """

    related: NDArray[np.float64]
    answer: NDArray[np.float64]
    entry: NDArray[np.float64]
    paraphrase: NDArray[np.float64]
    strangers: NDArray[np.float64]

    @property
    def deviation(self) -> float:
        """The standard deviation of this model's random pairs."""
        return float(self.strangers.std())

    def against_related(self) -> Asymmetry:
        """How often and how clearly the answer outranks the related question."""
        return asymmetry(self.related, self.answer, self.deviation)

    def against_paraphrase(self) -> tuple[float, float]:
        """Share of questions whose full paraphrase the answer outranks: the answer that names the topic, the entry."""
        return answer_beats(self.paraphrase, self.answer), answer_beats(self.paraphrase, self.entry)


def score_triples(
    runtime: Runtime, asked: Asked, triples: Sequence[Triple], on_step: Callable[[int], None] = lambda _: None
) -> TripleScores:
    """Score every triple by one model; ``on_step`` is told how many are done and may raise to stop.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    options = RankOptions(prefixes=asked.prefixes)
    rows = []
    for number, triple in enumerate(triples):
        others = [triples[(number + step) % len(triples)].answer for step in range(1, STRANGERS + 1)]
        texts = [triple.related, triple.answer, triple.entry, triple.paraphrase, *others]
        rows.append(rank_documents(runtime, asked.model, triple.question, texts, options).scores)
        on_step(number + 1)
    table = np.array(rows, dtype=np.float64).reshape(-1, 4 + STRANGERS)
    return TripleScores(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4:])
