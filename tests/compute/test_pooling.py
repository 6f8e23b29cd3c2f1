from typing import get_args

import numpy as np
import pytest

from embedlab.compute.pooling import (
    Pooling,
    cls_pool,
    max_pool,
    mean_pool,
    normalise,
    pool,
    weighted_mean_pool,
)
from embedlab.errors import InputError

TOKENS = [[1.0, -2.0], [3.0, -4.0], [0.0, 0.0]]
MASK = [1, 1, 0]


def test_mean_leaves_padding_out() -> None:
    np.testing.assert_array_equal(mean_pool(TOKENS, MASK), [2.0, -3.0])


def test_padding_zeros_never_win_the_maximum() -> None:
    np.testing.assert_array_equal(max_pool(TOKENS, MASK), [3.0, -2.0])


def test_later_tokens_weigh_more_in_the_weighted_mean() -> None:
    np.testing.assert_allclose(weighted_mean_pool(TOKENS, MASK), [(1 + 2 * 3) / 3, (-2 - 2 * 4) / 3], rtol=1e-6)


def test_a_token_left_out_leaves_the_positions_of_the_others() -> None:
    np.testing.assert_allclose(weighted_mean_pool([[1.0], [9.0], [5.0]], [1, 0, 1]), [(1 + 3 * 5) / 4])


def test_cls_is_the_first_token() -> None:
    np.testing.assert_array_equal(cls_pool(TOKENS), [1.0, -2.0])


def test_the_content_of_padding_changes_nothing() -> None:
    rng = np.random.default_rng(1)
    tokens = rng.normal(size=(9, 5))
    mask = np.array([1, 1, 0, 1, 1, 1, 0, 0, 1])
    noisy = np.where(mask[:, None] == 1, tokens, 1e6)
    for pooled in (mean_pool, max_pool, weighted_mean_pool):
        np.testing.assert_array_equal(pooled(tokens, mask), pooled(noisy, mask))


def test_the_order_of_tokens_changes_neither_mean_nor_maximum() -> None:
    rng = np.random.default_rng(2)
    tokens, order = rng.normal(size=(7, 4)), rng.permutation(7)
    ones = np.ones(7)
    np.testing.assert_allclose(mean_pool(tokens, ones), mean_pool(tokens[order], ones), rtol=1e-6)
    np.testing.assert_array_equal(max_pool(tokens, ones), max_pool(tokens[order], ones))


@pytest.mark.parametrize(
    ("how", "mode"), [("cls", "cls"), ("mean", "mean"), ("weighted", "weightedmean"), ("max", "max")]
)
@pytest.mark.parametrize("mask", [[1, 1, 1, 1, 0, 0], [1, 0, 1, 1, 1, 0]])
def test_every_way_agrees_with_sentence_transformers(how: Pooling, mode: str, mask: list[int]) -> None:
    torch = pytest.importorskip("torch")
    module = pytest.importorskip("sentence_transformers.sentence_transformer.modules").Pooling
    tokens = np.random.default_rng(3).normal(size=(6, 8)).astype(np.float32)
    features = {"token_embeddings": torch.tensor(tokens[None]), "attention_mask": torch.tensor([mask])}
    theirs = module(8, pooling_mode=mode)(features)["sentence_embedding"][0].numpy()
    np.testing.assert_allclose(pool(tokens, mask, how), theirs, atol=1e-6)


def test_all_ways_are_different() -> None:
    tokens = np.random.default_rng(5).normal(size=(6, 8))
    vectors = [pool(tokens, np.ones(6), how) for how in get_args(Pooling)]
    assert len({tuple(vector.tolist()) for vector in vectors}) == len(get_args(Pooling)) == 4


def test_all_results_are_single_precision() -> None:
    half = np.ones((2, 3), np.float16)
    for vector in (*(pool(half, [1, 1], how) for how in get_args(Pooling)), normalise(half)):
        assert vector.dtype == np.float32


@pytest.mark.parametrize("how", ["mean", "weighted", "max"])
def test_a_mask_without_a_token_is_refused(how: Pooling) -> None:
    with pytest.raises(InputError, match="There is no token to pool"):
        pool(TOKENS, [0, 0, 0], how)
    with pytest.raises(ValueError, match="does not fit 3 tokens"):
        pool(TOKENS, [1, 1], how)


def test_the_first_of_no_tokens_is_refused() -> None:
    with pytest.raises(InputError, match="There is no token to pool"):
        cls_pool(np.empty((0, 4)))


def test_normalised_rows_have_length_one_and_keep_their_direction() -> None:
    np.testing.assert_allclose(normalise([[3.0, 4.0], [0.0, -2.0]]), [[0.6, 0.8], [0.0, -1.0]], rtol=1e-6)
    rows = np.random.default_rng(4).normal(size=(50, 30)) * np.logspace(-20, 20, 50)[:, None]
    np.testing.assert_allclose(np.linalg.norm(normalise(rows), axis=1), 1.0, rtol=1e-6)


def test_a_row_of_zeros_is_named_counting_from_one() -> None:
    with pytest.raises(InputError, match="Vector 2 of the texts has no direction"):
        normalise([[1.0, 0.0], [0.0, 0.0]], "the texts")
