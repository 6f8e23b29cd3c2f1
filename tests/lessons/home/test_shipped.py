"""What ships for Home's first figure is what the live models compute today."""

import pytest

from embedlab.lessons.home.shipped import LESSON, Vectors, compute_vectors, load_random_pairs, load_vectors
from embedlab.lessons.home.study import text_cards
from embedlab.models.runtime import shared_runtime
from embedlab.studies.shipped_store import load_shipped
from tests.kit.drift import drift


@pytest.mark.parametrize("model", text_cards(), ids=lambda model: model.id)
def test_what_ships_is_what_the_model_gives(model) -> None:
    shipped, live = load_shipped(LESSON, model.id, Vectors), compute_vectors(shared_runtime(), model)
    assert drift(shipped, live, {"vectors": 2e-3, "random_pairs": 2e-3}) == []


def test_what_does_not_ship_is_none() -> None:
    assert load_random_pairs("no-such-model") is None
    assert load_vectors("no-such-model", ["a"]) is None
    assert load_vectors("e5-small-v2", ["How to change a tire", "Nobody shipped this."]) is None


def test_vectors_come_in_the_order_of_the_texts() -> None:
    texts = ["How to change a password", "How to change a tire"]
    assert drift(load_vectors("e5-small-v2", texts)[::-1], load_vectors("e5-small-v2", texts[::-1])) == []
