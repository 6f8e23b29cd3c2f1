"""What lesson 6 ships: rankings of its examples, the triples by every model and prompt, and both tasks over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.collections import load_collections
from embedlab.content.toml_records import ASSETS
from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import (
    COMPARED,
    LIGHT,
    ONE_TOWER,
    PREFIXED,
    SYMMETRIC,
    TWO_TOWERS,
)
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, TripleScores, score_triples
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import TaskRanks, task_ranks
from embedlab.lessons.symmetric_or_asymmetric.study_tied import ARRANGED, definition_ranks
from embedlab.models.runtime import Runtime
from embedlab.models.training.term_pairs import read_pairs
from embedlab.studies.rank.ranker import Prefixes, RankOptions
from embedlab.studies.shipped_ranks import ShippedRanks, compute_ranks, load_scores
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON = "symmetric_or_asymmetric"
RANKED: tuple[tuple[str, Prefixes], ...] = (
    *((model, "right") for model in COMPARED),
    (PREFIXED, "none"),
    (PREFIXED, "swapped"),
    (PREFIXED, "same"),
    (PREFIXED, "passage"),
)
TASKED: Final = (
    Asked(SYMMETRIC),
    Asked("all-minilm-l6-v2"),
    Asked(PREFIXED, "same"),
    Asked(PREFIXED),
    Asked(LIGHT),
    Asked(ONE_TOWER),
    Asked(TWO_TOWERS),
    Asked("answerai-colbert-small-v1"),
)
"""What is put to both tasks: like with like first, then what was made for answers."""
PAIRS: Final = ASSETS / "dictionary" / "pairs.tsv.gz"


@dataclass(frozen=True, eq=False)
class ShippedTriples:
    """The scores of the shipped triples, by ``Asked.key``."""

    scores: dict[str, TripleScores]


@dataclass(frozen=True, eq=False)
class ShippedTasks:
    """What was measured beside the triples' scores.

    Attributes:
        tasks: what came first in both tasks, by ``Asked.key``.
        definitions: the rank of each held-out definition, by model.
        seen: triples whose topic is among the terms that the towers were trained on.
    """

    tasks: dict[str, TaskRanks]
    definitions: dict[str, NDArray[np.int64]]
    seen: int


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {"ranks": ShippedRanks, "triples": ShippedTriples, "tasks": ShippedTasks}


def load_triple_scores() -> dict[str, TripleScores]:
    """The shipped scores of the triples, by the key of what was asked; empty when none ship."""
    found = load_shipped(LESSON, "triples", ShippedTriples)
    return {} if found is None else found.scores


def load_task_ranks() -> Mapping[str, TaskRanks]:
    """The shipped ranks of both tasks, by the key of what was asked; empty when none ship."""
    found = load_shipped(LESSON, "tasks", ShippedTasks)
    return {} if found is None else found.tasks


def load_definition_ranks() -> Mapping[str, NDArray[np.int64]]:
    """The shipped rank of each held-out definition by the two towers and by the one; empty when none ship."""
    found = load_shipped(LESSON, "tasks", ShippedTasks)
    return {} if found is None else found.definitions


def answers_first(model: str) -> int | None:
    """In how many of the page's examples a model puts an answer first, from what ships; None when one is missing."""
    count = 0
    for example in load_collections(LESSON):
        if (found := load_scores(LESSON, example.name, model, RankOptions())) is None:
            return None
        count += example.docs[int(found[0].argmax())].kind == "answer"
    return count


def load_seen() -> int | None:
    """The shipped number of triples whose topic the towers have met in training; None when it does not ship."""
    found = load_shipped(LESSON, "tasks", ShippedTasks)
    return None if found is None else found.seen


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_shipped(LESSON, "ranks", compute_ranks(runtime, LESSON, RANKED))
    triples = load_triples()
    scores = {asked.key: score_triples(runtime, asked, triples) for asked in ASKED}
    save_shipped(LESSON, "triples", ShippedTriples(scores))
    pairs = read_pairs(PAIRS)
    terms = {term.lower() for term, _ in pairs.train}
    seen = sum(triple.topic.lower() in terms for triple in triples)
    tasks = {asked.key: task_ranks(runtime, asked, triples) for asked in TASKED}
    definitions = {model: definition_ranks(runtime, model, pairs.held_out) for model in ARRANGED}
    save_shipped(LESSON, "tasks", ShippedTasks(tasks, definitions, seen))
