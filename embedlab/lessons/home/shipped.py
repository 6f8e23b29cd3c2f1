"""What Home ships: vectors of its examples and cosines of random pairs, so that its first figure needs no model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.home.study import random_sample, text_cards
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.record_arrays import halved
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON = "home"


@dataclass(frozen=True, eq=False)
class Vectors:
    """What ships of one model.

    Attributes:
        texts: the n texts of Home's examples.
        vectors: (n, d) float32.
        random_pairs: (m,) float32, sorted cosines of random pairs of unrelated sentences.
    """

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]
    random_pairs: NDArray[np.float32]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {card.id: Vectors for card in text_cards()}


def load_random_pairs(model: str) -> NDArray[np.float32] | None:
    """Sorted cosines (m,) float32 of random pairs of unrelated shipped sentences; None for an unshipped model."""
    found = load_shipped(LESSON, model, Vectors)
    return None if found is None else found.random_pairs


def load_vectors(model: str, texts: Sequence[str]) -> NDArray[np.float32] | None:
    """The shipped vectors of these texts, (n, d) float32; None unless every one of them ships."""
    found = load_shipped(LESSON, model, Vectors)
    if found is None or not set(texts) <= set(found.texts):
        return None
    return found.vectors[[found.texts.index(text) for text in texts]]


def compute_vectors(runtime: Runtime, model: ModelCard) -> Vectors:
    """What ships of one model, computed now."""
    texts = tuple(dict.fromkeys(text for p in load_lesson(LESSON).presets for text in (p.a, p.b, p.c)))
    return Vectors(texts, text_vectors(runtime, model, texts).vectors, halved(random_sample(runtime, model)))


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    for model in text_cards():
        save_shipped(LESSON, model.id, compute_vectors(runtime, model))
