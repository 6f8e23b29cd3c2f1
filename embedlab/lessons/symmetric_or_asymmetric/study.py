"""How often the answer beats its own question: the measurement of lesson 6 over the shipped triples."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.asymmetry import Asymmetry, answer_beats, answer_wins, asymmetry
from embedlab.content.triples import Triple
from embedlab.lessons.symmetric_or_asymmetric.examples import SHORT
from embedlab.models.catalog import card, catalog
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.search_facts import told_rank
from embedlab.studies.searches import Result, Search

RANDOM_NEGATIVES = 3
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
        Asked("light-e5-embedlab"),
        Asked("one-tower-embedlab"),
        Asked("two-tower-embedlab"),
        Asked("answerai-colbert-small-v1"),
        Asked("ms-marco-minilm-l12-v2"),
    )
    if asked.model in catalog()
)


def find_asked(key: str) -> Asked:
    """The model and the prompts of a key.

    Raises:
        StopIteration: nothing measured here has this key.
    """
    return next(asked for asked in ASKED if asked.key == key)


def asked_name(asked: Asked) -> str:
    """What a reader calls a model and its prompts."""
    name = SHORT[asked.model]
    if not card(asked.model).prompts.query:
        return name
    words = {"right": "right prefixes", "none": "no prefix", "same": "query twice", "swapped": "swapped"}
    return f"{name}, {words.get(asked.prefixes, asked.prefixes)}"


@dataclass(frozen=True, eq=False)
class TripleScores:
    """Scores of one model, each (n,) float64 over n triples, for the same question.

    Attributes:
        related: of another question about the same thing.
        answer: of the answer that names the thing.
        entry: of the same answer as a dictionary prints it, without the question's content words.
        paraphrase: of the question in other words.
        negatives: (n, 3) of the answers to three other questions.
    """

    related: NDArray[np.float64]
    answer: NDArray[np.float64]
    entry: NDArray[np.float64]
    paraphrase: NDArray[np.float64]
    negatives: NDArray[np.float64]

    @property
    def deviation(self) -> float:
        """The standard deviation of this model's random pairs."""
        return float(self.negatives.std())

    @property
    def wins(self) -> NDArray[np.float64]:
        """Whether the answer outranks the related question, (n,) float64: 1, 0, or a half for a tie."""
        return answer_wins(self.related, self.answer)

    @cached_property
    def against_related(self) -> Asymmetry:
        """How often and how clearly the answer outranks the related question; worked out once, it takes a bootstrap."""
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
        others = [triples[(number + step) % len(triples)].answer for step in range(1, RANDOM_NEGATIVES + 1)]
        texts = [triple.related, triple.answer, triple.entry, triple.paraphrase, *others]
        rows.append(rank_documents(runtime, asked.model, triple.question, texts, options).scores)
        on_step(number + 1)
    table = np.array(rows, dtype=np.float64).reshape(-1, 4 + RANDOM_NEGATIVES)
    return TripleScores(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4:])


@dataclass(frozen=True, eq=False)
class Asymmetric:
    """What the page has found.

    Attributes:
        search: query and documents.
        results: rankings by model; those that could be had.
        bare: the ranking of the model with prefixes when it gets none; None while it is not here.
        scores: of the shipped triples, by ``Asked.key``.
    """

    search: Search
    results: Mapping[str, Result]
    bare: Result | None
    scores: Mapping[str, TripleScores]

    @property
    def kinds(self) -> list[str]:
        """The kind of each document."""
        return [document.kind for document in self.search.documents]

    def kind_on_top(self, model: str) -> str:
        """The kind of the text that a model puts first."""
        return self.kinds[int(self.results[model].ranking.order[0])]


def best_answer(search: Search, result: Result) -> float | None:
    """The rank of the first answer, 1 is first, ties as ``told_rank`` has them; None when no text is called one."""
    answers = [index for index, document in enumerate(search.documents) if document.kind == "answer"]
    return told_rank(result.scores, answers) if answers else None
