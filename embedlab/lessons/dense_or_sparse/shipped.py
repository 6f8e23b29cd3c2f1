"""The vectors of every shipped text of lesson 4, and the scores of its collections, computed beforehand.

``scripts/precompute.py`` writes them; a test computes each again with the live models and fails on drift.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from embedlab.content.collections import load_collections
from embedlab.content.toml_table import ASSETS
from embedlab.lessons.dense_or_sparse.study import SparseView, Weighted, learned_views
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents
from embedlab.studies.shipped_ranks import save_scores

LESSON = "dense_or_sparse"
DENSE, SPARSE = "all-minilm-l6-v2", "splade-tiny"
RANKERS = ("tf-idf", "bm25", "bm42", SPARSE, DENSE, "e5-small-v2", "ms-marco-minilm-l12-v2")


@dataclass(frozen=True, eq=False)
class Shown:
    """One text: (d,) float32 of unit length, and its SPLADE terms."""

    dense: NDArray[np.float32]
    sparse: SparseView


def vectors_file() -> Path:
    """Where the vectors of the shipped texts lie."""
    return ASSETS / "lessons" / LESSON / "shipped" / "vectors.npz"


def shipped_texts() -> list[str]:
    """Every query and document of the lesson, each once."""
    found = (text for c in load_collections(LESSON) for text in (c.query, *(doc.text for doc in c.docs)))
    return list(dict.fromkeys(found))


@cache
def load_vectors() -> Mapping[str, Shown]:
    """Text -> its vectors; empty where the file is missing or damaged, so that the live models are asked."""
    try:
        with vectors_file().open("rb") as file, np.load(file, allow_pickle=False) as data:
            held = {name: data[name] for name in data.files}
    except (OSError, ValueError, zipfile.BadZipFile):
        return MappingProxyType({})
    held["dense"].setflags(write=False)
    return MappingProxyType({str(text): _shown(held, row) for row, text in enumerate(held["texts"])})


def _shown(held: Mapping[str, NDArray[np.generic]], row: int) -> Shown:
    part = slice(int(held["starts"][row]), int(held["starts"][row + 1]))
    columns = [held[name][part].tolist() for name in ("terms", "weights", "words", "positions", "tokens")]
    terms = tuple(Weighted(*fields) for fields in zip(*columns, strict=True))
    words = tuple(str(held["reading"][row]).split("\n"))
    return Shown(held["dense"][row], SparseView(terms, int(held["vocabulary"]), words))


def save_vectors(texts: list[str], dense: NDArray[np.float32], views: list[SparseView]) -> None:
    """Write the (n, d) float32 vectors and the SPLADE terms of n texts, none of which was cut."""
    terms = [item for view in views for item in view.terms]
    vectors_file().parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        vectors_file(),
        texts=np.array(texts),
        dense=dense.astype(np.float32),
        starts=np.cumsum([0, *(len(view.terms) for view in views)]),
        terms=np.array([item.term for item in terms]),
        weights=np.array([item.weight for item in terms], dtype=np.float32),
        words=np.array([item.word for item in terms]),
        positions=np.array([item.position for item in terms], dtype=np.int16),
        tokens=np.array([item.token for item in terms]),
        reading=np.array(["\n".join(view.words) for view in views]),
        vocabulary=np.array(views[0].vocabulary),
    )


def precompute(runtime: Runtime) -> None:
    """Write the vectors of every shipped text and the scores of every collection by every ranker."""
    texts = shipped_texts()
    dense = text_vectors(runtime, card(DENSE), texts).vectors
    save_vectors(texts, dense, learned_views(runtime, card(SPARSE), texts))
    save_scores(
        LESSON,
        {
            c.name: {
                model: (ranked.scores, ranked.note)
                for model in RANKERS
                for ranked in [rank_documents(runtime, model, c.query, [doc.text for doc in c.docs])]
            }
            for c in load_collections(LESSON)
        },
    )
