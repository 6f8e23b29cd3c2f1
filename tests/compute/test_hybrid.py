"""Fusion by hand, and beside numbers that ranx 0.3.21 gave for the same scores."""

import numpy as np
import pytest

from embedlab.compute.hybrid import Normalisation, minmax, reciprocal_rank_fusion, weighted_sum, zscore
from embedlab.compute.parts import total
from embedlab.compute.ranking import rank
from embedlab.errors import InputError

FIRST, SECOND = [0.9, 0.1, 0.5, 0.3, 0.7], [2.0, 9.0, 1.0, 7.5, 0.5]


def test_normalisations_by_hand() -> None:
    np.testing.assert_allclose(minmax([2.0, 4.0, 3.0]), [0.0, 1.0, 0.5])
    np.testing.assert_allclose(zscore([2.0, 4.0, 3.0]), np.array([-1.0, 1.0, 0.0]) * 1.5**0.5)


@pytest.mark.parametrize("normalise", [minmax, zscore])
def test_equal_scores_and_none_say_nothing_and_are_not_divided(normalise) -> None:
    assert normalise([7.0, 7.0, 7.0]).tolist() == [0.0, 0.0, 0.0]
    assert normalise([0.1, 0.1 + 1e-12]).tolist() == [0.0, 0.0]  # rounding is not blown up to a whole range
    assert normalise([5.0]).tolist() == [0.0]
    assert normalise(np.array([])).tolist() == []


@pytest.mark.parametrize("normalise", [minmax, zscore])
def test_range_and_offset_of_a_ranker_do_not_matter(normalise) -> None:
    np.testing.assert_allclose(normalise(1000 + 50 * np.array(FIRST)), normalise(FIRST), atol=1e-9)


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [
        ("minmax", [0.4235294117647059, 0.7, 0.19117647058823528, 0.651470588235294, 0.22499999999999995]),
        (
            "zscore",
            [0.028284271247461912, 0.5656854249492378, -0.5939696961966999, 0.48083261120685217, -0.4808326112068523],
        ),
    ],
)
def test_the_weighted_sum_agrees_with_ranx(normalisation: Normalisation, expected: list[float]) -> None:
    np.testing.assert_allclose(weighted_sum(FIRST, SECOND, 0.3, normalisation).scores, expected, atol=1e-9)


@pytest.mark.parametrize("normalisation", ["minmax", "zscore"])
def test_the_ends_of_the_slider_are_the_two_rankers(normalisation: Normalisation) -> None:
    assert rank(weighted_sum(FIRST, SECOND, 1.0, normalisation).scores).order.tolist() == rank(FIRST).order.tolist()
    assert rank(weighted_sum(FIRST, SECOND, 0.0, normalisation).scores).order.tolist() == rank(SECOND).order.tolist()


def test_a_ranker_without_an_opinion_leaves_the_order_to_the_other() -> None:
    fused = weighted_sum(FIRST, np.zeros(5), 0.2)
    assert rank(fused.scores).order.tolist() == rank(FIRST).order.tolist()


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        (
            60,
            [0.032266458495966696, 0.03177805800756621, 0.03149801587301587, 0.031754032258064516, 0.0315136476426799],
        ),
        (10, [0.16783216783216784, 0.1575757575757576, 0.14835164835164835, 0.15476190476190477, 0.15]),
    ],
)
def test_rank_fusion_agrees_with_ranx(k: int, expected: list[float]) -> None:
    fused = reciprocal_rank_fusion({"dense": rank(FIRST), "bm25": rank(SECOND)}, k)
    np.testing.assert_allclose(fused.scores, expected, atol=1e-12)


def test_rank_fusion_by_hand_counts_ranks_from_one() -> None:
    fused = reciprocal_rank_fusion({"a": rank([2.0, 1.0]), "b": rank([5.0, 9.0]), "c": rank([0.1, 0.0])})
    assert fused.scores == pytest.approx([2 / 61 + 1 / 62, 2 / 62 + 1 / 61])


def test_rank_fusion_forgets_how_far_apart_the_scores_were() -> None:
    near, far = rank([0.51, 0.50, 0.1]), rank([9.0, 0.2, 0.1])
    other = rank([0.0, 1.0, 2.0])
    np.testing.assert_array_equal(
        reciprocal_rank_fusion({"a": near, "b": other}).scores, reciprocal_rank_fusion({"a": far, "b": other}).scores
    )


def test_tied_texts_get_the_same_from_a_ranking() -> None:
    fused = reciprocal_rank_fusion({"dense": rank(FIRST), "bm25": rank(np.zeros(5))})
    assert {parts[1].value for parts in fused.parts} == {1 / 61}
    assert rank(fused.scores).order.tolist() == rank(FIRST).order.tolist()


def test_the_parts_add_up_to_the_score_and_are_named() -> None:
    for fused, names in [
        (weighted_sum(FIRST, SECOND, 0.4, "zscore"), ["dense", "lexical"]),
        (reciprocal_rank_fusion({"x": rank(FIRST), "y": rank(SECOND), "z": rank(FIRST)}), ["x", "y", "z"]),
    ]:
        assert len(fused.parts) == 5
        for score, parts in zip(fused.scores, fused.parts, strict=True):
            assert [part.name for part in parts] == names
            assert total(parts) == pytest.approx(score, abs=1e-12)


def test_no_text_is_no_score() -> None:
    assert weighted_sum(np.array([]), np.array([]), 0.5).parts == ()


def test_bad_settings_are_refused() -> None:
    for weight in (-0.1, 1.1, float("nan")):
        with pytest.raises(InputError, match="weight of a hybrid lies between 0 and 1"):
            weighted_sum(FIRST, SECOND, weight)
    with pytest.raises(InputError, match="constant of rank fusion is 0 or more"):
        reciprocal_rank_fusion({"a": rank(FIRST)}, -1)


def test_lists_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="all of the same texts"):
        weighted_sum(FIRST, SECOND[:3], 0.5)
    with pytest.raises(ValueError, match="all of the same texts"):
        reciprocal_rank_fusion({"a": rank(FIRST), "b": rank([1.0])})
    with pytest.raises(ValueError, match="there must be rankings"):
        reciprocal_rank_fusion({})
