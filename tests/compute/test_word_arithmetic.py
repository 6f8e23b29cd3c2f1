import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from embedlab.compute.pooling import normalise
from embedlab.compute.similarity import cosine_similarity
from embedlab.compute.word_arithmetic import (
    Neighbour,
    analogy,
    axis_positions,
    cosine_shares,
    nearest,
    neighbours,
    odd_one_out,
)
from embedlab.errors import InputError

TABLE = normalise([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0], [-1.0, 0.0]])


def test_nearest_by_hand_best_first() -> None:
    found = nearest(TABLE, [2.0, 0.0], 3)
    assert [row for row, _ in found] == [0, 1, 2]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.8, 0.0], abs=1e-6)


def test_nearest_agrees_with_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    unit, query = normalise(rng.normal(size=(500, 20))), rng.normal(size=20)
    distances, rows = NearestNeighbors(n_neighbors=10, metric="cosine").fit(unit).kneighbors([query])
    found = nearest(unit, query, 10)
    assert [row for row, _ in found] == rows[0].tolist()
    assert [cosine for _, cosine in found] == pytest.approx((1 - distances[0]).tolist(), abs=1e-6)


def test_excluded_rows_are_left_out_and_a_short_table_gives_what_it_has() -> None:
    assert [row for row, _ in nearest(TABLE, [1.0, 0.0], 2, exclude={0, 1})] == [2, 3]
    assert [row for row, _ in nearest(TABLE, [1.0, 0.0], 99, exclude=[1])] == [0, 2, 3]
    assert nearest(TABLE, [1.0, 0.0], 3, exclude=range(4)) == []


def test_ties_go_to_the_smaller_row() -> None:
    unit = np.tile(np.array([[0.0, 1.0]], dtype=np.float32), (50, 1))
    assert [row for row, _ in nearest(unit, [0.0, 1.0], 3)] == [0, 1, 2]


def test_the_table_is_not_changed_by_a_search() -> None:
    before = TABLE.copy()
    nearest(TABLE, [1.0, 0.0], 2, exclude=[0])
    np.testing.assert_array_equal(TABLE, before)


def test_neighbours_carry_their_words() -> None:
    assert neighbours(["east", "mid", "north", "west"], TABLE, [0.0, 3.0], 1) == [Neighbour("north", 2, 1.0)]


def test_bad_queries_are_refused() -> None:
    with pytest.raises(InputError, match="Vector 1 of the query has no direction"):
        nearest(TABLE, [0.0, 0.0], 1)
    with pytest.raises(ValueError, match="asked for 0 neighbours"):
        nearest(TABLE, [1.0, 0.0], 0)
    with pytest.raises(ValueError, match="vectors of 2 and of 3 numbers"):
        nearest(TABLE, [1.0, 0.0, 0.0], 1)


def test_the_terms_of_an_analogy_are_unit_vectors_that_add_up_to_the_result() -> None:
    asked = analogy([2.0, 0.0], [0.0, 3.0], [3.0, 4.0])
    np.testing.assert_allclose(asked.terms, [[-1.0, 0.0], [0.0, 1.0], [0.6, 0.8]], atol=1e-7)
    np.testing.assert_allclose(asked.result, [-0.4, 1.8], atol=1e-6)


def test_an_analogy_finds_the_fourth_corner() -> None:
    # man, woman, king, queen, and a stranger: first axis gender, second royalty, third neither
    table = normalise([[1, 0, 1], [-1, 0, 1], [1, 2, 1], [-1, 2, 1], [0, 0, -1]])
    asked = analogy(table[0], table[1], table[2])
    assert nearest(table, asked.result, 1, exclude=[0, 1, 2])[0][0] == 3


def test_the_parts_of_an_analogy_add_up_to_the_cosine_of_the_candidate() -> None:
    rng = np.random.default_rng(1)
    a, b, c, word = rng.normal(size=(4, 50))
    asked = analogy(a, b, c)
    parts = asked.parts(word)
    assert parts.shape == (3,)
    assert parts.sum() == pytest.approx(float(cosine_similarity([asked.result], [word])[0, 0]), abs=1e-6)
    assert parts[0] * np.linalg.norm(asked.result) == pytest.approx(
        -float(cosine_similarity([a], [word])[0, 0]), abs=1e-6
    )


def test_analogies_without_a_direction_are_refused() -> None:
    with pytest.raises(InputError, match="The three words cancel out"):
        analogy([1.0, 0.0], [0.5, 3**0.5 / 2], [0.5, -(3**0.5) / 2])
    with pytest.raises(InputError, match="Vector 2 of the three words has no direction"):
        analogy([1.0, 0.0], [0.0, 0.0], [0.0, 1.0])
    with pytest.raises(ValueError, match="vectors of 2 and of 3 numbers"):
        analogy([1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0])


def test_odd_one_out_by_hand() -> None:
    index, scores = odd_one_out([[1.0, 0.0], [3.0, 0.0], [0.0, 1.0]])
    assert index == 2
    assert scores == pytest.approx([0.5, 0.5, 0.0])


def test_odd_one_out_scores_are_means_over_the_others_only() -> None:
    vectors = np.random.default_rng(2).normal(size=(9, 16))
    index, scores = odd_one_out(vectors)
    cosines = cosine_similarity(vectors, vectors)
    for i in range(9):
        assert scores[i] == pytest.approx(np.delete(cosines[i], i).mean(), abs=1e-6)
    assert index == scores.argmin()


def test_two_words_have_no_odd_one() -> None:
    with pytest.raises(InputError, match="At least three words are needed"):
        odd_one_out([[1.0, 0.0], [0.0, 1.0]])


def test_axis_positions_by_hand() -> None:
    positions = axis_positions([[-2.0, 0.0]], [[1.0, 0.0]], [[5.0, 0.0], [0.0, 1.0], [-3.0, 4.0]])
    np.testing.assert_allclose(positions, [1.0, 0.0, -0.6], atol=1e-6)


def test_swapping_the_poles_turns_the_axis_round() -> None:
    low, high, words = np.random.default_rng(3).normal(size=(3, 6, 10))
    np.testing.assert_allclose(axis_positions(low, high, words), -axis_positions(high, low, words), atol=1e-6)


def test_each_pole_word_counts_the_same_however_long_its_vector_is() -> None:
    low, high, words = np.random.default_rng(4).normal(size=(3, 6, 10))
    stretched = high * np.arange(1, 7)[:, None]
    np.testing.assert_allclose(axis_positions(low, stretched, words), axis_positions(low, high, words), atol=1e-6)


def test_an_axis_needs_two_different_ends() -> None:
    with pytest.raises(InputError, match="Both ends of the axis lie in the same place"):
        axis_positions([[1.0, 0.0]], [[2.0, 0.0]], TABLE)
    with pytest.raises(InputError, match="Each end of the axis needs at least one word"):
        axis_positions(np.empty((0, 2)), [[2.0, 0.0]], TABLE)


def test_the_shares_of_parts_by_hand() -> None:
    """(3, 4) is (3, 0) + (0, 4); its cosine with (1, 0) is 0.6, all of it from the first part."""
    assert cosine_shares([[3, 0], [0, 4]], [2, 0]).tolist() == pytest.approx([0.6, 0.0])


def test_shares_of_parts_add_up_to_the_cosine_of_their_sum() -> None:
    rng = np.random.default_rng(1)
    parts, other = rng.normal(size=(30, 8)), rng.normal(size=8)
    expected = cosine_similarity(parts.sum(axis=0)[None], other[None])[0, 0]
    assert cosine_shares(parts, other).sum() == pytest.approx(expected, abs=1e-6)


def test_parts_that_cancel_out_or_have_another_width_are_refused() -> None:
    with pytest.raises(InputError, match="cancel out and leave no direction"):
        cosine_shares([[1, 0], [-1, 0]], [1, 0])
    with pytest.raises(ValueError, match=r"\d"):
        cosine_shares([[1, 0]], [1, 0, 0])
