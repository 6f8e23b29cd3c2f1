"""What ships for Home's first figure is what the live models compute today."""

import numpy as np
import pytest

from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.home.shipped import FOLDER, load_random_pairs, load_triple
from embedlab.lessons.home.view import random_sample, text_cards
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import shared_runtime

TEXT = [c.id for c in text_cards()]


def far(shipped: object, live: object, tolerance: float) -> bool:
    one, other = np.asarray(shipped, dtype=float), np.asarray(live, dtype=float)
    return one.shape != other.shape or not np.allclose(one, other, rtol=0, atol=tolerance, equal_nan=True)


@pytest.mark.parametrize("model", TEXT)
def test_shipped_random_pairs_are_those_of_the_model(model: str) -> None:
    assert not far(load_random_pairs(model), random_sample(shared_runtime(), card(model)), 2e-3)


@pytest.mark.parametrize("model", TEXT)
def test_shipped_vectors_of_home_are_those_of_the_model(model: str) -> None:
    texts = [text for preset in load_lesson("home").presets for text in (preset.a, preset.b, preset.c)]
    shipped = load_triple(model, texts)
    assert shipped is not None
    assert not far(shipped, text_vectors(shared_runtime(), card(model), texts).vectors, 2e-3)


def test_nothing_else_ships() -> None:
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.np[yz]")}
    kinds = (("pairs", "npy"), ("texts", "npz"))
    assert found == {f"{folder}/{model}.{kind}" for model in TEXT for folder, kind in kinds}


def test_what_does_not_ship_is_none() -> None:
    assert load_random_pairs("no-such-model") is None
    assert load_triple("no-such-model", ["a"]) is None
    assert load_triple("e5-small-v2", ["How to change a tire", "Nobody shipped this."]) is None
