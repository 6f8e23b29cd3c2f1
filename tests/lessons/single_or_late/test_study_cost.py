"""The cost: formulas worked out by hand, and a measurement that is what it says."""

import numpy as np
import pytest

from embedlab.lessons.single_or_late.study_cost import LENGTHS, SIZES, WAYS, Shape, _clocks, counted
from embedlab.lessons.single_or_late.view_cost import cost_sentence
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime

SHAPE = Shape(query_tokens=4, dimension=10, layers=2, width=6)


def test_multiplications_by_hand() -> None:
    found = counted(SHAPE, "multiplications", [100], [3])
    pair = 4 + 3 + 3
    assert found["single vector"].tolist() == [100 * 10]
    assert found["late interaction"].tolist() == [100 * 4 * 3 * 10]
    assert found["cross-encoder"].tolist() == [100 * (12 * 2 * 36 * pair + 2 * 2 * 6 * pair**2)]


def test_bytes_by_hand() -> None:
    found = counted(SHAPE, "bytes", [1, 5], [3, 3])
    assert found["single vector"].tolist() == [40, 200]
    assert found["late interaction"].tolist() == [120, 600]
    assert found["cross-encoder"].tolist() == [0, 0]


def test_only_the_single_vector_does_not_care_how_long_a_document_is() -> None:
    found = counted(SHAPE, "multiplications", [100] * len(LENGTHS), LENGTHS)
    assert len(set(found["single vector"])) == 1
    assert (np.diff(found["late interaction"]) > 0).all()
    assert (np.diff(found["cross-encoder"]) > 0).all()


def test_every_way_grows_with_the_number_of_documents() -> None:
    for numbers in counted(SHAPE, "multiplications", SIZES, [16] * len(SIZES)).values():
        np.testing.assert_allclose(numbers / np.array(SIZES), numbers[0] / SIZES[0])


def test_time_beyond_what_is_held_is_scaled_and_never_zero() -> None:
    clocks = _clocks(shared_runtime(), card("ms-marco-minilm-l12-v2"), SHAPE)
    for way in WAYS[:2]:
        assert clocks[way](10, 8) > 0
    one, many = clocks[WAYS[2]](1, 8), clocks[WAYS[2]](1_000, 8)
    assert many == pytest.approx(1_000 * one)


def test_the_sentence_holds_the_numbers() -> None:
    told = cost_sentence(Shape(32, 384, 12, 384), 10_000, 128)
    assert "15.4\u00a0MB as single vectors" in told
    assert "1.97\u00a0GB as token vectors" in told
    assert f"{32 * 128:,} times the multiplications" in told
