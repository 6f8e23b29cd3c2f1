"""What lesson 4 ships: the dense and the SPLADE vector of every text, and the scores of its collections."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.content.collections import load_collections
from embedlab.content.faq import load_faq
from embedlab.lessons.dense_or_sparse.examples import CROSS, DENSE, SPARSE
from embedlab.lessons.dense_or_sparse.study import SparseView, learned_views
from embedlab.lessons.dense_or_sparse.study_faq import FaqMarks, Gain, gains, mark_all
from embedlab.lessons.dense_or_sparse.study_faq_vectors import (
    FaqIndexes,
    alone_scores,
    late_scores,
    make_indexes,
    read_whole,
)
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.remembered import remembered
from embedlab.studies.shipped_ranks import ShippedRanks, compute_ranks
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON = "dense_or_sparse"
RANKERS = ("tf-idf", "bm25", "bm42", SPARSE, DENSE, "e5-small-v2", CROSS)


@dataclass(frozen=True, eq=False)
class Shown:
    """One text: (d,) float32 of unit length, and its SPLADE terms."""

    dense: NDArray[np.float32]
    sparse: SparseView


@dataclass(frozen=True, eq=False)
class ShippedVectors:
    """The vectors of every query and document of the lesson, by their text."""

    shown: Mapping[str, Shown]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {"ranks": ShippedRanks, "vectors": ShippedVectors, "faq": FaqMarks, "faq_indexes": FaqIndexes}


def load_vectors() -> Mapping[str, Shown]:
    """Text -> its vectors; empty where none ship, so that the live models are asked."""
    found = load_shipped(LESSON, "vectors", ShippedVectors)
    return {} if found is None else found.shown


def load_faq_marks() -> FaqMarks | None:
    """How every ranker does on the questions of the FAQs; None where that does not ship."""
    return load_shipped(LESSON, "faq", FaqMarks)


@remembered
def load_gains() -> tuple[Gain, ...]:
    """The mixtures against the better of their ends, counted once: page and texts ask at every drawing."""
    found = load_faq_marks()
    return () if found is None else gains(found)


def load_faq_indexes() -> FaqIndexes | None:
    """The answers of the FAQs by both sparse models; None where they do not ship."""
    return load_shipped(LESSON, "faq_indexes", FaqIndexes)


def compute_vectors(runtime: Runtime) -> ShippedVectors:
    """The vectors of every query and document of the lesson, each text once."""
    found = (text for c in load_collections(LESSON) for text in (c.query, *(doc.text for doc in c.docs)))
    texts = list(dict.fromkeys(found))
    dense, sparse = text_vectors(runtime, card(DENSE), texts).vectors, learned_views(runtime, card(SPARSE), texts)
    return ShippedVectors({text: Shown(*both) for text, *both in zip(texts, dense, sparse, strict=True)})


def ship(runtime: Runtime) -> None:
    """Compute and write what ships; the FAQs take ten minutes of one core."""
    questions, texts = load_faq().questions, load_faq().texts
    indexes = make_indexes(runtime, texts)
    alone = alone_scores(runtime, questions, texts, indexes)
    late = late_scores(runtime, questions, texts)
    save_shipped(LESSON, "faq_indexes", indexes)
    save_shipped(LESSON, "faq", mark_all(alone, late, read_whole(runtime, texts)))
    save_shipped(LESSON, "vectors", compute_vectors(runtime))
    save_shipped(LESSON, "ranks", compute_ranks(runtime, LESSON, [(model, "right") for model in RANKERS]))
