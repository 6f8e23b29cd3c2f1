import numpy as np
import pytest

from embedlab.compute.arrays import as_array, norms, same_width, unit_and_lengths, unit_or_zero
from embedlab.errors import InputError


def test_half_precision_is_widened_and_double_precision_stays() -> None:
    assert as_array(np.ones((1, 2), np.float16), 2, "x").dtype == np.float32
    assert as_array([[1, 2]], 2, "x").dtype == np.float32
    assert as_array(np.ones((1, 2), np.float64), 2, "x").dtype == np.float64


def test_a_wrong_number_of_axes_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match=r"the list must have 2 axes, not shape \(2,\)"):
        as_array([1.0, 2.0], 2, "the list")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite_is_refused_by_name(bad: float) -> None:
    with pytest.raises(InputError, match="Some numbers in the list are not finite"):
        as_array([[1.0, bad]], 2, "the list")


def test_vectors_of_different_width_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="vectors of 2 and of 3 numbers"):
        same_width(np.ones((1, 2)), np.ones((4, 3)))


def test_the_length_of_a_tiny_vector_is_not_lost_to_underflow() -> None:
    tiny = np.array([[3e-30, 4e-30]], dtype=np.float32)
    assert norms(tiny) == pytest.approx([5e-30])
    np.testing.assert_allclose(unit_or_zero(tiny), [[0.6, 0.8]], rtol=1e-6)


def test_unit_vectors_come_with_the_lengths_they_had_and_nothing_stays_nothing() -> None:
    units, lengths = unit_and_lengths(np.array([[3, 4], [0, 0]], np.float32))
    assert units.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]
    assert (units.dtype, lengths.dtype, lengths.tolist()) == (np.float32, np.float64, [5, 0])


def test_rows_up_to_the_floor_become_zero_and_the_others_unit() -> None:
    rows = np.array([[0.0, 0.0], [0.3, 0.4], [3.0, 4.0]])
    np.testing.assert_allclose(unit_or_zero(rows), [[0, 0], [0.6, 0.8], [0.6, 0.8]], rtol=1e-6)
    np.testing.assert_allclose(unit_or_zero(rows, floor=0.5), [[0, 0], [0, 0], [0.6, 0.8]], rtol=1e-6)
