"""What Home finds out before it draws: vectors of three texts, shipped or live."""

import numpy as np
from numpy.typing import NDArray

from embedlab.lessons.home.shipped import load_random_pairs, load_vectors
from embedlab.lessons.home.study import Triple, checked, compare, random_sample
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.studies.remembered import remembered
from embedlab.ui.model_access import ready, runtime


def find_triple(model: str, texts: tuple[str, str, str]) -> Triple | None:
    """Compare three texts; None while the model is being fetched.

    Raises:
        EmbedLabError: a text is empty or too long, or the model cannot answer.
    """
    vectors = load_vectors(model, checked(texts))
    if vectors is None and not ready(card(model)):
        return None
    return compare(model, texts, find_vectors(model, texts) if vectors is None else vectors, find_random_pairs(model))


@remembered
def find_vectors(model: str, texts: tuple[str, ...]) -> NDArray[np.float32]:
    """Vectors (n, d) float32 of texts by a model, live."""
    return text_vectors(runtime(), card(model), texts).vectors


@remembered
def find_random_pairs(model: str) -> NDArray[np.float32]:
    """Sorted cosines (m,) float32 of random pairs, shipped or live."""
    shipped = load_random_pairs(model)
    return random_sample(runtime(), card(model)) if shipped is None else shipped
