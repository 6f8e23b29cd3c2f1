"""Vectors of Home's examples and cosines of random pairs, computed beforehand, so that Home needs no model.

``scripts/precompute.py`` writes them; a test computes each again with the live model and fails on drift. Plain
arrays and texts only: nothing is unpickled.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.content.toml_table import ASSETS

FOLDER = ASSETS / "lessons" / "home" / "shipped"


def pairs_file(model: str) -> Path:
    """Where the similarities of random pairs of shipped sentences lie."""
    return FOLDER / "pairs" / f"{model}.npy"


def save_random_pairs(model: str, cosines: NDArray[np.float32]) -> None:
    """Write the sorted cosines of random pairs of unrelated sentences."""
    pairs_file(model).parent.mkdir(parents=True, exist_ok=True)
    np.save(pairs_file(model), cosines.astype(np.float16), allow_pickle=False)


def load_random_pairs(model: str) -> NDArray[np.float32] | None:
    """Sorted cosines (m,) float32 of random pairs of unrelated shipped sentences; None for an unshipped model."""
    path = pairs_file(model)
    return np.load(path, allow_pickle=False).astype(np.float32) if path.is_file() else None


def triple_file(model: str) -> Path:
    """Where the vectors of Home's examples lie."""
    return FOLDER / "texts" / f"{model}.npz"


def save_triples(model: str, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Write the vectors (n, d) of every text of Home's examples."""
    triple_file(model).parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(triple_file(model), texts=np.array(texts), vectors=vectors)


def load_triple(model: str, texts: Sequence[str]) -> NDArray[np.float32] | None:
    """The shipped vectors of these texts, (n, d) float32; None unless every one of them ships."""
    path = triple_file(model)
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as data:
        rows = {str(text): row for row, text in enumerate(data["texts"])}
        if not all(text in rows for text in texts):
            return None
        vectors: NDArray[np.float32] = data["vectors"][[rows[text] for text in texts]]
        return vectors
