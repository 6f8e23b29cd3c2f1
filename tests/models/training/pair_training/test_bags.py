"""A text as the mean of its words, there and back."""

import numpy as np
import pytest

from embedlab.models.training.pair_training.bags import Bags, encode, spread

TABLE = np.array([[1, 0], [0, 2], [4, 4]], np.float32)


def test_a_text_is_the_mean_of_its_words_and_zero_without_any() -> None:
    means = encode(TABLE, Bags.of([[0, 1], [], [2], [2, 2, 0, 0]]))
    assert means.tolist() == [[0.5, 1], [0, 0], [4, 4], [2.5, 2]]


def test_texts_without_any_known_word_are_all_zero() -> None:
    assert encode(TABLE, Bags.of([[], []])).tolist() == [[0, 0], [0, 0]]


def test_picked_texts_are_the_same_in_another_order() -> None:
    texts = [[0], [1, 2], [], [2, 2, 1]]
    picked = Bags.of(texts).pick(np.array([3, 0, 2, 1, 3]))
    assert encode(TABLE, picked).tolist() == encode(TABLE, Bags.of([texts[i] for i in (3, 0, 2, 1, 3)])).tolist()


def test_a_words_gradient_is_its_share_of_each_text_it_stands_in() -> None:
    rows, gradient = spread(Bags.of([[0, 2], [], [2, 2, 1, 0]]), np.array([[2, 4], [9, 9], [8, 0]], np.float32))
    assert rows.tolist() == [0, 1, 2]
    assert gradient.tolist() == [[1 + 2, 2], [2, 0], [1 + 4, 2]]


def test_spreading_is_the_transpose_of_encoding() -> None:
    """<encode(table), g> = <table, spread(g)> for every table, as it must be for a gradient."""
    rng = np.random.default_rng(0)
    table = rng.standard_normal((30, 4)).astype(np.float32)
    bags = Bags.of([rng.integers(0, 30, size=size).tolist() for size in rng.integers(0, 9, size=20)])
    gradient = rng.standard_normal((20, 4)).astype(np.float32)
    rows, spread_out = spread(bags, gradient)
    assert (encode(table, bags) * gradient).sum() == pytest.approx((table[rows] * spread_out).sum(), rel=1e-4)
