"""Recommendation: parts that add up, what is not recommended, and what a visitor's own texts can be like."""

import numpy as np
import pytest

from embedlab.compute.arrays import Float32
from embedlab.content.labelled_set import LabelledSet, labelled_set, read_glosses
from embedlab.errors import InputError
from embedlab.lessons.uses.study_cosines import alike_by, cosine_table
from embedlab.lessons.uses.study_likes import (
    first_taste,
    list_distance,
    named_parts,
    parts_sentence,
    recommend,
    recommended_rows,
)
from embedlab.studies.labelled.text_points import FIRST, Points, shipped_points


@pytest.fixture(scope="module")
def glosses() -> LabelledSet:
    return read_glosses()


@pytest.fixture(scope="module")
def table(glosses: LabelledSet) -> Float32:
    rows = shipped_points(glosses, FIRST[0])
    assert rows is not None
    return cosine_table(rows)


def random_table(count: int, seed: int = 0) -> Float32:
    rows = np.random.default_rng(seed).normal(size=(count, 5)).astype(np.float32)
    return cosine_table(rows / np.linalg.norm(rows, axis=1, keepdims=True))


@pytest.mark.parametrize("gamma", [0.0, 0.5, 2.0])
@pytest.mark.parametrize("weight", [0.0, 0.3, 0.7, 1.0])
def test_the_parts_of_a_score_add_up(glosses: LabelledSet, table: Float32, gamma: float, weight: float) -> None:
    taste = first_taste(glosses)
    for each in recommend(table, taste, gamma=gamma, weight=weight):
        assert each.liked + each.disliked + each.redundancy == pytest.approx(each.score, abs=1e-6)
        assert each.score == pytest.approx(weight * each.relevance + each.redundancy, abs=1e-6)
        assert sum(named_parts(each, taste, glosses.texts)[1]) == pytest.approx(each.score, abs=1e-6)


def test_without_a_look_at_repetition_it_is_the_order_of_cosines(table: Float32) -> None:
    found = recommend(table, {4: 1}, gamma=0.5, weight=1.0)
    rest = np.delete(np.arange(len(table)), 4)
    expected = rest[np.argsort(-table[rest, 4], kind="stable")][:10]
    assert [each.row for each in found] == expected.tolist()
    assert [each.score for each in found] == pytest.approx(table[expected, 4].tolist(), abs=1e-6)


def test_variety_drives_the_list_apart(glosses: LabelledSet, table: Float32) -> None:
    taste = first_taste(glosses)
    near, far = (list_distance(table, recommend(table, taste, gamma=0.5, weight=each)) for each in (1.0, 0.3))
    assert far > near + 0.05


def test_a_judged_text_is_not_recommended_and_a_dislike_lowers_what_is_like_it(table: Float32) -> None:
    liked = recommend(table, {4: 1}, gamma=0.5, weight=1.0)
    disliked = liked[0].row
    after = recommend(table, {4: 1, disliked: 0}, gamma=0.5, weight=1.0)
    assert not {4, disliked} & {each.row for each in after}
    assert all(each.disliked < 0 for each in after if table[each.row, disliked] > 0)


def test_a_dislike_without_weight_only_leaves_the_text_out(table: Float32) -> None:
    found = recommend(table, {4: 1, 9: 0}, gamma=0.0, weight=1.0)
    assert found[0].judged == (4,)
    assert 9 not in {each.row for each in found}


def test_only_dislikes_recommend_what_is_unlike_them() -> None:
    table = random_table(30)
    found = recommend(table, {3: 0}, gamma=0.5, weight=1.0)
    assert found[0].row == int(np.argmin(table[3]))
    assert found[0].score == pytest.approx(-table[3].min(), abs=1e-6)


@pytest.mark.parametrize(
    ("taste", "gamma", "said"),
    [
        ({}, 0.5, "Nothing is liked yet"),
        ({1: 0}, 0.0, "Nothing is liked yet"),
        (dict.fromkeys(range(6), 1), 1.0, "All"),
    ],
)
def test_what_cannot_be_recommended_says_what_to_do(taste: dict[int, int], gamma: float, said: str) -> None:
    with pytest.raises(InputError, match=said):
        recommend(random_table(6), taste, gamma=gamma, weight=0.7)


def test_equal_texts_either_way() -> None:
    same = np.ones((5, 5), dtype=np.float32)
    assert len(recommend(same, {0: 1, 1: 0}, gamma=0.5, weight=0.7)) == 3
    with pytest.raises(InputError, match="cancel out"):
        recommend(same, {0: 1, 1: 0}, gamma=1.0, weight=0.7)


def test_a_text_of_which_no_word_is_known_cannot_be_liked_alone() -> None:
    table = random_table(6)
    table[2] = table[:, 2] = 0.0
    with pytest.raises(InputError, match="knows no word"):
        recommend(table, {2: 1}, gamma=0.5, weight=0.7)


def classes_of(labelled: LabelledSet, said: int) -> set[int]:
    """The classes of what is liked or disliked in the first taste."""
    return {int(labelled.labels[row]) for row, each in first_taste(labelled).items() if each == said}


def test_a_first_taste_is_of_two_classes_however_few_there_are(glosses: LabelledSet) -> None:
    small = labelled_set("x", "x", ["a b", "a c", "b d", "b e"], ["p", "p", "q", "q"])
    for labelled in (glosses, small):
        liked, disliked = (classes_of(labelled, said) for said in (1, 0))
        assert len(liked) == len(disliked) == 1
        assert liked != disliked


def test_four_long_texts_are_enough() -> None:
    texts = [f"{word} {'very long text ' * 1000}" for word in ("one", "two", "three", "four")]
    small = labelled_set("x", "x", texts, ["p", "p", "q", "q"])
    table = alike_by(small, Points.counted(small.texts)).table
    found = recommend(table, {0: 1}, gamma=0.5, weight=0.7)
    assert len(found) == 3
    assert len(recommended_rows(small, {"TF-IDF": found})) == 3


def test_the_sentence_of_the_parts_is_a_sum(table: Float32) -> None:
    found = recommend(table, {4: 1, 9: 0}, gamma=0.5, weight=0.5)
    assert "repeats" not in parts_sentence(found[0])
    assert "repeats no. " in parts_sentence(found[1])
    assert "disliked" in parts_sentence(found[1])
