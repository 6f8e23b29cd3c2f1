from typing import get_args

import numpy as np
import pytest

from embedlab.compute.maxsim import two_readings
from embedlab.compute.pool_shares import pool_weights, pool_winners
from embedlab.compute.pooling import Pooling, mean_pool
from embedlab.errors import InputError

TOKENS = np.random.default_rng(0).normal(size=(9, 16)).astype(np.float32)
MASK = np.array([0, 1, 1, 0, 1, 1, 1, 0, 0])
EVERY = pytest.mark.parametrize("how", get_args(Pooling))


@EVERY
def test_shares_add_up_to_one(how: Pooling) -> None:
    assert pool_weights(TOKENS, MASK, how).sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("how", ["mean", "weighted", "max"])
def test_a_token_left_out_gives_nothing(how: Pooling) -> None:
    out = np.flatnonzero(MASK == 0)
    assert not pool_weights(TOKENS, MASK, how)[out].any()


def test_shares_by_hand() -> None:
    tokens = [[5.0, 0.0, 3.0], [1.0, 2.0, 2.0], [9.0, 9.0, 9.0]]
    assert pool_weights(tokens, [1, 1, 0], "cls").tolist() == [1, 0, 0]
    assert pool_weights(tokens, [1, 1, 0], "mean").tolist() == [0.5, 0.5, 0]
    assert pool_weights(tokens, [1, 1, 0], "weighted").tolist() == pytest.approx([1 / 3, 2 / 3, 0])
    assert pool_weights(tokens, [1, 1, 0], "max").tolist() == pytest.approx([2 / 3, 1 / 3, 0])


def test_the_winner_of_a_dimension_is_the_first_largest_real_token() -> None:
    assert pool_winners([[1.0, -3.0], [1.0, -2.0], [7.0, 0.0]], [1, 1, 0]).tolist() == [0, 1]


def test_the_dot_product_of_two_means_is_the_mean_of_the_token_pair_matrix() -> None:
    other, counted = np.random.default_rng(1).normal(size=(5, 16)).astype(np.float32), np.array([1, 0, 1, 1, 1])
    both = two_readings(TOKENS, other, query_mask=MASK, doc_mask=counted)
    assert both.mean_of_cells == pytest.approx(both.dot_of_means, abs=1e-5)
    assert both.dot_of_means == pytest.approx(float(mean_pool(TOKENS, MASK) @ mean_pool(other, counted)), abs=1e-5)


@EVERY
def test_nothing_to_pool_is_refused(how: Pooling) -> None:
    with pytest.raises(InputError, match="There is no token to pool"):
        pool_weights(TOKENS, np.zeros(9), how)
