"""Studies of the shipped words, computed beforehand, so that the first figures of lesson 1 need no model.

``scripts/precompute.py`` writes them; a test computes each again with the live model and fails on drift. Plain
arrays and texts only: nothing is unpickled.
"""

from pathlib import Path

import numpy as np

from embedlab.compute.sense_scores import LayerScores
from embedlab.content.sense_words import SenseWord
from embedlab.content.toml_table import ASSETS
from embedlab.lessons.static_or_contextual.study import SenseStudy, WordAttention
from embedlab.studies.word_tables import Spot

FOLDER = ASSETS / "lessons" / "static_or_contextual" / "shipped"


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
