"""What lesson 5 ships: scores and token matrices of its examples, and the scores of the two-stage search."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.content.collections import load_collections
from embedlab.lessons.single_or_late.examples import CROSS, DENSE, LATE
from embedlab.lessons.single_or_late.study import TokenMatrix, token_matrices
from embedlab.lessons.single_or_late.study_two_stage import coarse_scores, fine_scores, shipped_texts
from embedlab.models.runtime import Runtime
from embedlab.studies.shipped_ranks import ShippedRanks, compute_ranks
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON = "single_or_late"


@dataclass(frozen=True, eq=False)
class ShippedMatrices:
    """The query of an example against each of its documents, by one late-interaction ranker."""

    matrices: tuple[TokenMatrix, ...]


@dataclass(frozen=True, eq=False)
class ShippedPipeline:
    """Scores (Q, N) float32 of the two-stage search, by every coarse and every fine model."""

    scores: Mapping[str, NDArray[np.float32]]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    examples = range(len(load_collections(LESSON)))
    matrices = {_matrices(number, model): ShippedMatrices for number in examples for model in LATE}
    return {"ranks": ShippedRanks, "pipeline": ShippedPipeline, **matrices}


def load_matrices(number: int, model: str) -> tuple[TokenMatrix, ...] | None:
    """The shipped matrices of an example (0 is the first), one a document; None when none ship."""
    found = load_shipped(LESSON, _matrices(number, model), ShippedMatrices)
    return None if found is None else found.matrices


def load_pipeline() -> Mapping[str, NDArray[np.float32]]:
    """The shipped scores (Q, N) float32 of the two-stage search by model; empty when none ship."""
    found = load_shipped(LESSON, "pipeline", ShippedPipeline)
    return {} if found is None else found.scores


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    ranked = (*DENSE, *LATE, CROSS)
    save_shipped(LESSON, "ranks", compute_ranks(runtime, LESSON, [(model, "right") for model in ranked]))
    for number, collection in enumerate(load_collections(LESSON)):
        texts = [document.text for document in collection.docs]
        for model in LATE:
            matrices = token_matrices(runtime, model, collection.query, texts)
            save_shipped(LESSON, _matrices(number, model), ShippedMatrices(matrices))
    queries, documents = shipped_texts()
    scores = {model: coarse_scores(runtime, model, queries, documents) for model in DENSE}
    scores |= {model: fine_scores(runtime, model, queries, documents) for model in LATE}
    save_shipped(LESSON, "pipeline", ShippedPipeline(scores))


def _matrices(number: int, model: str) -> str:
    return f"matrices/{number}-{model.replace('+', '-')}"
