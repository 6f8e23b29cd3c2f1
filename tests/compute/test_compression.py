import numpy as np
import pytest

from embedlab.compute.compression import (
    ByteRanges,
    bits_alike,
    byte_ranges,
    bytes_of_vector,
    from_bytes,
    principal_directions,
    rescored,
    shortened,
    to_bits,
    to_bytes,
)
from embedlab.errors import InputError

RNG = np.random.default_rng(0)
CLOUD = (RNG.normal(size=(400, 6)) * [1, 5, 2, 0.5, 3, 0.1] + 2).astype(np.float32)


def test_bytes_by_hand() -> None:
    assert [bytes_of_vector(384, kept) for kept in ("float32", "float16", "int8", "binary")] == [1536, 768, 384, 48]
    assert bytes_of_vector(50, "binary") == 7
    with pytest.raises(ValueError, match="0 numbers"):
        bytes_of_vector(0, "int8")


def test_directions_of_points_on_a_line_by_hand() -> None:
    # (1, 1), (3, 3), (5, 5) spread along the diagonal alone, wherever their mean is.
    directions = principal_directions([[[1, 1], [3, 3]], [[5, 5]]])
    assert directions[:, 0] == pytest.approx([0.5**0.5, 0.5**0.5])
    assert np.abs(directions[:, 1]) == pytest.approx([0.5**0.5, 0.5**0.5])


def test_directions_are_those_of_an_independent_reference() -> None:
    from sklearn.decomposition import PCA

    found, reference = principal_directions([CLOUD[:150], CLOUD[150:]]), PCA().fit(CLOUD).components_.T
    assert np.abs((found * reference).sum(axis=0)) == pytest.approx(np.ones(6), abs=1e-5)


def test_all_directions_keep_every_dot_product_and_the_first_hold_the_most_spread() -> None:
    directions = principal_directions([CLOUD])
    whole = shortened(CLOUD, directions, 6)
    assert whole @ whole.T == pytest.approx(CLOUD @ CLOUD.T, rel=1e-3, abs=1e-2)
    spread = whole.var(axis=0)
    assert (np.diff(spread) < 0).all()
    assert shortened(CLOUD, directions, 2) == pytest.approx(whole[:, :2])


@pytest.mark.parametrize("width", [0, 7])
def test_no_more_directions_than_there_are(width: int) -> None:
    with pytest.raises(ValueError, match=f"{width} of 6"):
        shortened(CLOUD, principal_directions([CLOUD]), width)


def test_no_vectors_have_no_directions_and_infinite_ones_are_refused() -> None:
    with pytest.raises(ValueError, match="without vectors"):
        principal_directions([])
    with pytest.raises(InputError, match="not finite"):
        principal_directions([[[np.inf, 1]]])


def test_one_vector_is_kept_whole() -> None:
    one = np.array([[0.6, 0.8]], dtype=np.float32)
    assert np.linalg.norm(shortened(one, principal_directions([one]), 2)) == pytest.approx(1)


def test_bytes_stand_for_even_steps_by_hand() -> None:
    ranges = byte_ranges([[[0.0, -1.0]], [[2.55, -1.0]]])
    assert ranges.step == pytest.approx([0.01, 0.0])
    values = to_bytes([[1.004, -1.0], [9.0, -1.0], [-9.0, 5.0]], ranges)
    assert values.tolist() == [[100, 0], [255, 0], [0, 0]]
    assert from_bytes(values, ranges)[0] == pytest.approx([1.0, -1.0])


def test_what_bytes_stand_for_is_within_half_a_step() -> None:
    ranges = byte_ranges([CLOUD])
    error = np.abs(from_bytes(to_bytes(CLOUD, ranges), ranges) - CLOUD)
    assert (error <= ranges.step * 0.501).all()


def test_a_range_needs_rows() -> None:
    with pytest.raises(ValueError, match="without vectors"):
        byte_ranges([])


def test_bits_by_hand() -> None:
    middle = np.array([0, 0, 1], dtype=np.float32)
    documents = to_bits([[1, -1, 2], [1, 1, 1], [-1, 0, 0]], middle)
    assert documents.tolist() == [[0b10100000], [0b11000000], [0]]
    assert bits_alike(documents, documents[0], 3).tolist() == [3, 1, 1]


@pytest.mark.parametrize("width", [5, 64, 100])
def test_bits_order_as_the_dot_products_of_signs(width: int) -> None:
    rows, query = RNG.normal(size=(30, width)), RNG.normal(size=(1, width))
    middle = np.zeros(width, dtype=np.float32)
    alike = bits_alike(to_bits(rows, middle), to_bits(query, middle)[0], width)
    assert alike.tolist() == ((np.sign(rows) @ np.sign(query[0]) + width) / 2).astype(int).tolist()


def test_bits_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="9 bits"):
        bits_alike(np.zeros((2, 1), np.uint8), np.zeros(1, np.uint8), 9)


def test_rescoring_is_the_dot_product() -> None:
    assert rescored([[1, 2], [3, 4]], [10, 1]).tolist() == [12, 34]


def test_vectors_of_another_width_are_refused() -> None:
    ranges = ByteRanges(np.zeros(3, np.float32), np.ones(3, np.float32))
    with pytest.raises(ValueError, match="cannot be compared"):
        to_bytes([[1.0, 2.0]], ranges)
