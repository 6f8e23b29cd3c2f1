import numpy as np
import pytest

from embedlab.compute.attention import attention_from, mean_heads


def softmax_rows(seed: int, *shape: int) -> np.ndarray:
    raw = np.exp(np.random.default_rng(seed).normal(size=shape))
    return (raw / raw.sum(axis=-1, keepdims=True)).astype(np.float32)


def test_values_by_hand() -> None:
    heads = [[[1.0, 0.0], [0.5, 0.5]], [[0.0, 1.0], [0.5, 0.5]]]
    np.testing.assert_allclose(mean_heads(heads), [[0.5, 0.5], [0.5, 0.5]])
    np.testing.assert_allclose(attention_from([[1.0, 0.0], [0.5, 0.5]], [0, 1]), [0.75, 0.25])


def test_averages_of_distributions_are_distributions() -> None:
    heads = softmax_rows(0, 12, 30, 30)
    matrix = mean_heads(heads)
    np.testing.assert_allclose(matrix.sum(axis=1), 1.0, atol=1e-6)
    assert attention_from(matrix, [3, 4, 5]).sum() == pytest.approx(1.0, abs=1e-6)


def test_columns_are_what_a_row_looks_at() -> None:
    matrix = softmax_rows(1, 5, 5)
    np.testing.assert_array_equal(attention_from(matrix, [2]), matrix[2])


@pytest.mark.parametrize("rows", [[], [-1], [2]])
def test_rows_outside_the_matrix_are_refused(rows: list[int]) -> None:
    with pytest.raises(ValueError, match="do not fit 2 tokens"):
        attention_from([[1.0, 0.0], [0.5, 0.5]], rows)


def test_shapes_that_cannot_be_attention_are_refused() -> None:
    with pytest.raises(ValueError, match=r"attention must be \(heads, T, T\)"):
        mean_heads(np.ones((2, 3, 4)))
    with pytest.raises(ValueError, match=r"attention must be \(heads, T, T\)"):
        mean_heads(np.ones((0, 3, 3)))
