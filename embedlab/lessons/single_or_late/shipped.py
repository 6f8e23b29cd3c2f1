"""What lesson 5 ships: scores and token matrices of its examples, and the scores of the two-stage search.

``scripts/precompute.py`` writes them; a test computes them again with the live models and fails on drift. Plain
arrays and texts only: nothing is unpickled.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.maxsim import MaxSim, maxsim
from embedlab.content.collections import load_collections
from embedlab.content.toml_table import ASSETS
from embedlab.lessons.single_or_late.study import Side, TokenMatrix, token_matrices
from embedlab.lessons.single_or_late.study_two_stage import coarse_scores, fine_scores, shipped_texts
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankerId, RankOptions, rank_documents
from embedlab.studies.shipped_ranks import Entry, save_scores

LESSON = "single_or_late"
FOLDER = ASSETS / "lessons" / LESSON / "shipped"
DENSE = ("all-minilm-l6-v2", "e5-small-v2", "paraphrase-minilm-l3-v2")
COLBERT = "answerai-colbert-small-v1"
CROSS = "ms-marco-minilm-l12-v2"
LATE = (*(str(RankerId(model, lent=True)) for model in DENSE), COLBERT)
PIPELINE = FOLDER / "pipeline.npz"

Floats = NDArray[np.float32]


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_scores(LESSON, example_scores(runtime))
    for number, collection in enumerate(load_collections(LESSON)):
        texts = [document.text for document in collection.docs]
        for model in LATE:
            save_matrices(matrix_file(number, model), token_matrices(runtime, model, collection.query, texts))
    save_pipeline(pipeline_scores(runtime))


def example_scores(runtime: Runtime, models: Sequence[str] = (*DENSE, *LATE, CROSS)) -> dict[str, dict[str, Entry]]:
    """Scores of every example by every ranker of the page: collection -> ranker -> (scores, note)."""
    found: dict[str, dict[str, Entry]] = {}
    for collection in load_collections(LESSON):
        texts = [document.text for document in collection.docs]
        ranked = {m: rank_documents(runtime, m, collection.query, texts, RankOptions()) for m in models}
        found[collection.name] = {model: (entry.scores, entry.note) for model, entry in ranked.items()}
    return found


def pipeline_scores(runtime: Runtime) -> dict[str, Floats]:
    """Scores (Q, N) of the shipped set by every coarse and every fine model."""
    queries, documents = shipped_texts()
    coarse = {model: coarse_scores(runtime, model, queries, documents) for model in DENSE}
    return coarse | {model: fine_scores(runtime, model, queries, documents) for model in LATE}


def save_pipeline(scores: Mapping[str, Floats], path: Path = PIPELINE) -> None:
    """Write model -> (Q, N) scores."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, models=np.array(list(scores)), scores=np.stack(list(scores.values())))


@cache
def load_pipeline(path: Path = PIPELINE) -> Mapping[str, Floats]:
    """The shipped scores (Q, N) of the two-stage search by model; empty when none ship."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as data:
        return dict(zip(map(str, data["models"]), data["scores"], strict=True))


def matrix_file(number: int, model: str) -> Path:
    """Where the matrices of an example (0 is the first) by a late-interaction ranker lie."""
    return FOLDER / "matrices" / f"{number}-{model.replace('+', '-')}.npz"


def save_matrices(path: Path, matrices: Sequence[TokenMatrix]) -> None:
    """Write the matrices of one query and its documents, side by side."""
    path.parent.mkdir(parents=True, exist_ok=True)
    documents = [matrix.document for matrix in matrices]
    arrays: dict[str, Any] = {
        "cells": np.concatenate([matrix.scored.matrix for matrix in matrices], axis=1),
        "dot_of_means": np.array([matrix.dot_of_means for matrix in matrices]),
        "starts": np.cumsum([0, *(len(side.tokens) for side in documents)]),
    }
    np.savez_compressed(path, **arrays, **_packed("query", [matrices[0].query]), **_packed("document", documents))


@cache
def load_matrices(number: int, model: str) -> tuple[TokenMatrix, ...] | None:
    """The shipped matrices of an example, one a document; None when none ship."""
    path = matrix_file(number, model)
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as data:
        arrays = {name: data[name] for name in data.files}
    starts = arrays["starts"]
    query = _side(arrays, "query", 0, slice(None))
    found = []
    for row, dot in enumerate(arrays["dot_of_means"]):
        part = slice(int(starts[row]), int(starts[row + 1]))
        side = _side(arrays, "document", row, part)
        found.append(TokenMatrix(query, side, _scored(arrays["cells"][:, part], query, side), float(dot)))
    return tuple(found)


def _scored(cells: Floats, query: Side, document: Side) -> MaxSim:
    # Every cell is its own row times a unit vector: the one MaxSim there is reads shipped cells as it reads vectors.
    units = np.eye(cells.shape[1], dtype=np.float32)
    return maxsim(cells, units, query_mask=query.compared, doc_mask=document.compared)


def _packed(name: str, sides: Sequence[Side]) -> dict[str, Any]:
    return {
        f"{name}_tokens": np.array([token for side in sides for token in side.tokens]),
        f"{name}_special": np.concatenate([side.special for side in sides]),
        f"{name}_compared": np.concatenate([side.compared for side in sides]),
        f"{name}_spans": np.concatenate([side.spans for side in sides]),
        f"{name}_cut_at": np.array([-1 if side.cut_at is None else side.cut_at for side in sides]),
    }


def _side(arrays: Mapping[str, NDArray[Any]], name: str, row: int, part: slice) -> Side:
    cut_at = int(arrays[f"{name}_cut_at"][row])
    return Side(
        tokens=tuple(map(str, arrays[f"{name}_tokens"][part])),
        special=arrays[f"{name}_special"][part].astype(np.bool_),
        compared=arrays[f"{name}_compared"][part].astype(np.bool_),
        spans=arrays[f"{name}_spans"][part].astype(np.int64),
        cut_at=None if cut_at < 0 else cut_at,
    )
