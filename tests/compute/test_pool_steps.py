from typing import get_args

import numpy as np
import pytest

from embedlab.compute.maxsim import two_readings
from embedlab.compute.pool_steps import pool_steps, pool_weights, pool_winners
from embedlab.compute.pooling import Pooling, mean_pool, pool
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


@EVERY
def test_steps_end_at_the_pooled_vector(how: Pooling) -> None:
    np.testing.assert_array_equal(pool_steps(TOKENS, MASK, how)[-1], pool(TOKENS, MASK, how))


def test_each_step_is_the_pooling_of_the_tokens_so_far() -> None:
    steps = pool_steps([[2.0], [4.0], [99.0], [9.0]], [1, 1, 0, 1], "mean")
    np.testing.assert_array_equal(steps, [[2.0], [3.0], [3.0], [5.0]])


def test_before_the_first_real_token_there_is_no_vector() -> None:
    steps = pool_steps(TOKENS, MASK, "mean")
    assert np.isnan(steps[0]).all()
    assert np.isfinite(steps[1:]).all()


def test_the_first_token_alone_decides_cls_from_the_first_step_on() -> None:
    steps = pool_steps(TOKENS, MASK, "cls")
    assert (steps == TOKENS[0]).all()


def test_the_dot_product_of_two_means_is_the_mean_of_the_token_pair_matrix() -> None:
    other, counted = np.random.default_rng(1).normal(size=(5, 16)).astype(np.float32), np.array([1, 0, 1, 1, 1])
    both = two_readings(TOKENS, other, query_mask=MASK, doc_mask=counted)
    assert both.mean_of_cells == pytest.approx(both.dot_of_means, abs=1e-5)
    assert both.dot_of_means == pytest.approx(float(mean_pool(TOKENS, MASK) @ mean_pool(other, counted)), abs=1e-5)


@EVERY
def test_nothing_to_pool_is_refused(how: Pooling) -> None:
    for taken in (pool_weights, pool_steps):
        with pytest.raises(InputError, match="There is no token to pool"):
            taken(TOKENS, np.zeros(9), how)
