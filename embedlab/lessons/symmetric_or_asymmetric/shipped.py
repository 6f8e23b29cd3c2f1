"""What lesson 6 ships: rankings of its examples, and scores of the triples by every model and prompt."""

from dataclasses import dataclass

from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import COMPARED, PREFIXED
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, TripleScores, score_triples
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.shipped_ranks import ShippedRanks, compute_ranks
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON = "symmetric_or_asymmetric"
RANKED: tuple[tuple[str, Prefixes], ...] = (
    *((model, "right") for model in COMPARED),
    (PREFIXED, "none"),
    (PREFIXED, "swapped"),
    (PREFIXED, "same"),
    (PREFIXED, "passage"),
)


@dataclass(frozen=True, eq=False)
class ShippedTriples:
    """The scores of the shipped triples, by ``Asked.key``."""

    scores: dict[str, TripleScores]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {"ranks": ShippedRanks, "triples": ShippedTriples}


def load_triple_scores() -> dict[str, TripleScores]:
    """The shipped scores of the triples, by the key of what was asked; empty when none ship."""
    found = load_shipped(LESSON, "triples", ShippedTriples)
    return {} if found is None else found.scores


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_shipped(LESSON, "ranks", compute_ranks(runtime, LESSON, RANKED))
    triples = load_triples()
    scores = {asked.key: score_triples(runtime, asked, triples) for asked in ASKED}
    save_shipped(LESSON, "triples", ShippedTriples(scores))
