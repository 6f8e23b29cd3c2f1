"""What is made of the vectors of a tuning: the searches, what changed, the map, and what it comes to."""

import numpy as np
import pytest

from embedlab.compute.ranking import rank
from embedlab.lessons.fine_tuning.examples import Probe
from embedlab.lessons.fine_tuning.study import WAYS, Outcome, most_changed
from embedlab.lessons.fine_tuning.study_decision import asks_of, decision_sentence
from embedlab.lessons.fine_tuning.study_search import found_by, word_scores
from tests.lessons.fine_tuning.conftest import QUERIES, made_outcome, made_vectors


def test_ndcg_of_one_answer_by_hand() -> None:
    found = found_by([rank([0.9, 0.8, 0.1]), rank([0.9, 0.8, 0.1]), rank([0.9, 0.8, 0.1])], [(0,), (1,), (2,)])
    assert found.ndcg.tolist() == pytest.approx([1.0, 1 / np.log2(3), 0.5])
    assert found.rank.tolist() == [1, 2, 3]
    assert found.first.tolist() == [0, 0, 0]


def test_every_search_answers_every_query(better: Outcome) -> None:
    assert set(better.searches) == set(WAYS)
    for found in better.searches.values():
        assert found.ndcg.shape == found.rank.shape == found.first.shape == (QUERIES,)
        assert 0 <= found.ndcg.min() <= found.ndcg.max() <= 1
        assert found.rank.min() >= 1


def test_a_search_by_cosine_agrees_with_scikit_learn(small_probe: Probe, better: Outcome) -> None:
    from sklearn.metrics import ndcg_score

    vectors = made_vectors(0.5).astype(np.float64)
    scores = vectors[small_probe.rows("query")] @ vectors[small_probe.rows("text")].T
    truth = np.zeros_like(scores)
    truth[np.arange(QUERIES), np.arange(QUERIES)] = 1
    assert better.searches["after"].mean == pytest.approx(ndcg_score(truth, scores, k=10), abs=2e-3)


def test_words_find_what_shares_a_rare_word(small_probe: Probe, better: Outcome) -> None:
    assert better.searches["bm25"].mean == pytest.approx(1.0)
    assert word_scores(small_probe.of("query"), small_probe.of("text")).shape == (QUERIES, 60)


def test_a_tuning_that_changes_nothing_is_within_luck(same: Outcome) -> None:
    test = same.compared()
    assert (test.difference, test.p, test.wins, test.losses) == (0.0, 1.0, 0, 0)
    assert not test.sure
    assert same.moved is None
    assert "cannot be told from the best without it" in decision_sentence(same)


def test_a_better_one_is_told_from_the_generalist_and_a_worse_one_is_warned_of(better: Outcome, worse: Outcome) -> None:
    assert better.compared().sure
    assert better.compared().difference > 0
    assert worse.compared().difference == pytest.approx(-better.compared().difference, abs=1e-6)
    assert "do not use it" in decision_sentence(worse)
    assert asks_of(worse)[0].verdict == "against"
    assert asks_of(better)[0].verdict == "for"


def test_few_queries_and_few_pairs_leave_a_question_open(better: Outcome) -> None:
    open_ = {each.question for each in asks_of(better) if each.verdict == "open"}
    assert "Were there enough queries to tell?" in open_
    assert "Were there enough pairs?" not in open_


def test_what_changed_most_stands_first_and_what_did_not_is_left_out() -> None:
    assert most_changed([0.0, -0.5, 0.2, 0.0, 0.9], 10).tolist() == [4, 1, 2]
    assert most_changed([0.0, -0.5, 0.2, 0.0, 0.9], 2).tolist() == [4, 1]


def test_the_map_shows_the_questions_that_changed_most_with_their_answers() -> None:
    found = made_outcome()
    moved = found.moved
    assert moved is not None
    assert moved.queries.tolist() == most_changed(found.gains, len(moved.queries)).tolist()
    assert moved.answers.tolist() == moved.queries.tolist()
    assert moved.before.shape == moved.after.shape == (2 * len(moved.queries), 2)
    assert 0 <= moved.kept_before <= 1
    assert 0 <= moved.kept_after <= 1
