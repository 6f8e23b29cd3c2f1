"""What Home compares: which models give one vector for a whole text, and what their random pairs look like."""

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.calibration import random_pair_cosines
from embedlab.content.sense_words import load_sense_words
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime


def text_cards() -> list[ModelCard]:
    """Bundled models that give one vector for a whole text."""
    return [
        entry
        for entry in catalog().values()
        if entry.bundled and (entry.family == "static" or (entry.is_encoder and entry.pooling == "mean"))
    ]


def random_sample(runtime: Runtime, model: ModelCard) -> NDArray[np.float32]:
    """Sorted cosines (m,) float32 of pairs of shipped sentences about different words.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    words = load_sense_words()
    sentences = [(index, o.text) for index, word in enumerate(words.values()) for o in word.occurrences]
    vectors = text_vectors(runtime, model, [text for _, text in sentences]).vectors
    return random_pair_cosines(vectors, np.array([index for index, _ in sentences]))
