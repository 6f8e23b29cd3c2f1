"""Results for every preset, computed beforehand and shipped, so that the first figure of a page needs no model.

``scripts/precompute.py`` writes them; a test computes each again with the live model and fails on drift. Plain
arrays and texts only: nothing is unpickled.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.senses import LayerScores
from embedlab.lessons.table import ASSETS
from embedlab.lessons.words import SenseWord
from embedlab.ui.study import SenseStudy, WordAttention
from embedlab.ui.words import Spot

FOLDER = ASSETS / "precomputed"


def sense_file(model: str, word: str) -> Path:
    """Where the study of a shipped word by a model lies."""
    return FOLDER / "senses" / model / f"{word}.npz"


def save_study(path: Path, study: SenseStudy, attention: WordAttention) -> None:
    """Write a study of a shipped word, all of whose occurrences were read, and the attention of its first one."""
    assert study.scores is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        pieces=np.array([" ".join(pieces) for pieces in study.pieces]),
        coordinates=study.coordinates,
        explained=np.array(np.nan if study.explained is None else study.explained),
        kept=study.kept,
        # Four decimals of a cosine are more than any figure shows, and half the bytes.
        similarity=study.similarity.astype(np.float16),
        accuracy=study.scores.accuracy,
        silhouette=study.scores.silhouette,
        mean_cosine=study.scores.mean_cosine,
        chance=np.array(study.scores.chance),
        tokens=np.array(attention.tokens),
        special=np.array(attention.special),
        target=np.array(attention.target),
        heads=attention.heads.astype(np.float16),
    )


def load_study(model: str, word: SenseWord) -> tuple[SenseStudy, WordAttention] | None:
    """The shipped study of a word and the attention of its first occurrence; None when there is none."""
    path = sense_file(model, word.word)
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as data:
        explained = float(data["explained"])
        study = SenseStudy(
            occurrences=word.occurrences,
            unread=(),
            pieces=tuple(tuple(str(pieces).split(" ")) for pieces in data["pieces"]),
            coordinates=data["coordinates"],
            explained=None if np.isnan(explained) else explained,
            method="pca",
            kept=data["kept"],
            similarity=data["similarity"].astype(np.float32),
            scores=LayerScores(data["accuracy"], data["silhouette"], data["mean_cosine"], float(data["chance"])),
        )
        attention = WordAttention(
            tokens=tuple(map(str, data["tokens"])),
            special=tuple(map(int, data["special"])),
            target=tuple(map(int, data["target"])),
            heads=data["heads"].astype(np.float32),
        )
    return study, attention


def spot_file(model: str) -> Path:
    """Where the static neighbourhoods of all shipped words lie."""
    return FOLDER / "spots" / f"{model}.npz"


def save_spots(model: str, spots: dict[str, Spot]) -> None:
    """Write the neighbourhoods of the shipped words in a static model."""
    spot_file(model).parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        spot_file(model),
        words=np.array(list(spots)),
        labels=np.array([spot.labels for spot in spots.values()]),
        similarities=np.array([spot.similarities for spot in spots.values()], dtype=np.float32),
        coordinates=np.array([spot.coordinates for spot in spots.values()], dtype=np.float32),
    )


def load_spot(model: str, word: str) -> Spot | None:
    """The shipped neighbourhood of a word; None when there is none."""
    if not spot_file(model).is_file():
        return None
    with np.load(spot_file(model), allow_pickle=False) as data:
        rows = np.flatnonzero(data["words"] == word)
        if not len(rows):
            return None
        row = int(rows[0])
        labels = tuple(map(str, data["labels"][row]))
        return Spot(labels, tuple(map(float, data["similarities"][row])), data["coordinates"][row])


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
    return FOLDER / "home" / f"{model}.npz"


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
