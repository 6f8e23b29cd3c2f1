"""Marks over many questions: by hand on three of them, and the choice of a weight on other questions."""

import numpy as np
import pytest

from embedlab.compute.bm42 import lucene_idf
from embedlab.compute.lexical import tokenise
from embedlab.lessons.dense_or_sparse.examples import DENSE, RERANK, RRF, SUM
from embedlab.lessons.dense_or_sparse.study_faq import (
    CONSTANTS,
    FOLDS,
    MIXED,
    TUNED,
    WORDS,
    FaqMarks,
    better_end,
    gains,
    mark_all,
    ndcg_of,
    told_apart,
    tuned,
)
from embedlab.lessons.dense_or_sparse.study_faq_vectors import bm42_idf, bm42_query
from embedlab.lessons.dense_or_sparse.study_hybrid import STEPS

WORD_SCORES = np.array([[9.0, 1, 0], [5, 4, 0], [2, 1, 0]])
DENSE_SCORES = np.array([[0.9, 0.1, 0], [0.1, 0.9, 0], [0.2, 0.9, 0.1]])
LATE_SCORES = np.array([[0.1, 0.9, 0], [0.1, 0.9, 0], [0.1, 0.2, 0.9]])


@pytest.fixture(scope="module")
def found() -> FaqMarks:
    return mark_all({WORDS: WORD_SCORES, DENSE: DENSE_SCORES}, LATE_SCORES, {DENSE: 3})


def test_marks_by_hand(found: FaqMarks) -> None:
    second, third = 1 / np.log2(3), 1 / np.log2(4)
    assert found.ways[WORDS].ndcg.tolist() == pytest.approx([1, second, third])
    assert found.ways[DENSE].ndcg.tolist() == pytest.approx([1, 1, third])
    assert found.ways[WORDS].reciprocal.tolist() == pytest.approx([1, 1 / 2, 1 / 3])
    assert found.ways[DENSE].rank.tolist() == [1, 1, 3]
    assert found.ways[DENSE].first.tolist() == [0, 1, 1]
    assert better_end(found) == DENSE


def test_the_ends_of_the_curve_are_the_rankers_alone_and_its_middle_is_the_even_sum(found: FaqMarks) -> None:
    assert found.by_weight.shape == (STEPS, 3)
    assert found.by_constant.shape == (len(CONSTANTS), 3)
    np.testing.assert_array_equal(found.by_weight[0], found.ways[WORDS].ndcg)
    np.testing.assert_array_equal(found.by_weight[-1], found.ways[DENSE].ndcg)
    np.testing.assert_array_equal(found.by_weight[STEPS // 2], found.ways[SUM].ndcg)
    np.testing.assert_array_equal(found.by_constant[CONSTANTS.index(60)], found.ways[RRF].ndcg)


def test_reranking_reads_the_new_scores(found: FaqMarks) -> None:
    assert found.ways[RERANK].rank.tolist() == [2, 1, 1]


def test_a_weight_is_never_chosen_by_the_questions_that_it_is_marked_on() -> None:
    # Each question is alone in its fold, and its own best weight is the worst of all others.
    marks = np.eye(FOLDS, dtype=np.float32)
    assert tuned(marks).sum() == 0
    steady = np.zeros((4, 2 * FOLDS), np.float32)
    steady[2] = 0.5
    assert tuned(steady).tolist() == [0.5] * 2 * FOLDS


def test_every_mixture_is_compared_with_the_better_end(found: FaqMarks) -> None:
    compared = {each.name: each for each in gains(found)}
    assert tuple(compared) == MIXED
    for name, each in compared.items():
        difference = ndcg_of(found, name) - found.ways[DENSE].ndcg
        assert each.difference[0] == pytest.approx(difference.mean(), abs=1e-6)
        assert (each.test.first, each.test.second) == ((difference > 0).sum(), (difference < 0).sum())
        assert each.p >= each.test.p
    assert ndcg_of(found, TUNED).shape == (3,)


def test_questions_are_sorted_by_who_puts_the_answer_first(found: FaqMarks) -> None:
    cases = {name: numbers.tolist() for name, numbers in told_apart(found).items()}
    assert cases["all"] == [0]
    assert cases["none"] == [2]
    assert sum(map(len, cases.values())) <= 3, "two of three is no case of its own"


def test_the_idf_of_bm42_is_that_of_its_engine() -> None:
    texts = ["red fox", "a red, red den", "an owl"]
    assert bm42_idf(texts) == pytest.approx(lucene_idf([tokenise(text) for text in texts]))
    assert bm42_query("Red den? red cat", bm42_idf(texts)).keys() == {"red", "den"}
