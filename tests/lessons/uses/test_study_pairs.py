"""Lists of pairs: which are right, wrong and missed, the words they share, and a visitor's own texts."""

import numpy as np
import pytest

from embedlab.content.duplicate_texts import read_duplicates
from embedlab.content.labelled_set import LabelledSet, labelled_set
from embedlab.lessons.uses.study_cosines import alike_by_runs, alike_by_words
from embedlab.lessons.uses.study_doubles import pairs_of
from embedlab.lessons.uses.study_pairs import (
    EXPORTED,
    nearest_pairs,
    nearest_sentence,
    outcomes,
    pair_rows,
    runs_shared,
    sampled_scores,
    shared_spans,
)

KNOWN = read_duplicates()
WORDS = alike_by_words(KNOWN.labelled)


def test_right_wrong_and_missed_are_all_that_count() -> None:
    pairs = pairs_of(KNOWN)
    lists = outcomes(KNOWN, pairs, WORDS, "both", 0.5, sisters=True)
    assert lists["right"].count + lists["missed"].count == 216
    over = int((pairs.scores(WORDS.table) >= 0.5).sum())
    assert lists["right"].count + lists["wrong"].count == over
    assert all(each.score >= 0.5 for each in (*lists["right"].pairs, *lists["wrong"].pairs))
    assert all(each.score < 0.5 for each in lists["missed"].pairs)


def test_a_list_is_cut_and_still_counts_all() -> None:
    wrong = outcomes(KNOWN, pairs_of(KNOWN), WORDS, "both", 0.0, sisters=True)["wrong"]
    assert wrong.count == 600 * 599 // 2 - 216
    assert len(wrong.pairs) == EXPORTED


def test_each_list_begins_with_what_is_hardest_to_understand() -> None:
    lists = outcomes(KNOWN, pairs_of(KNOWN), WORDS, "both", 0.5, sisters=True)
    assert [each.score for each in lists["right"].pairs] == sorted(each.score for each in lists["right"].pairs)
    for outcome in ("wrong", "missed"):
        scores = [each.score for each in lists[outcome].pairs]
        assert scores == sorted(scores, reverse=True)


def test_pairs_say_what_they_are() -> None:
    lists = outcomes(KNOWN, pairs_of(KNOWN), WORDS, "both", 0.5, sisters=True)
    told = {each.told for each in (*lists["right"].pairs, *lists["wrong"].pairs)}
    assert {"edited copies, quoted", "look-alikes, one word differs", "reworded twins, another dictionary"} <= told
    rows = pair_rows(KNOWN.labelled, {"wrong": lists["wrong"].pairs})
    assert rows[0].keys() == {"list", "score", "kind", "text", "other"}


def test_shared_words_stand_where_they_are_whatever_their_case() -> None:
    one, other = "The cat sat.", "A CAT, sitting"
    first, second = shared_spans(one, other)
    assert [one[slice(*span)] for span in first] == ["cat"]
    assert [other[slice(*span)] for span in second] == ["CAT"]
    assert runs_shared("a b c", "A, b d", 1) == 0.5
    assert runs_shared("a b c", "A, b d", 2) == pytest.approx(1 / 3)


def small(texts: list[str]) -> LabelledSet:
    return labelled_set("x", "Mine", texts, ["p", "p", "q", "q"])


def test_the_nearest_pairs_of_a_set_come_nearest_first() -> None:
    mine = small(["red apples fall", "red apples fall down", "blue sky", "a blue sky"])
    alike = alike_by_words(mine)
    count, listed = nearest_pairs(mine, alike.table, 0.3)
    assert count == len(listed) == 2
    assert listed[0].score >= listed[1].score
    assert {each.told for each in listed} == {"both p", "both q"}
    assert nearest_sentence(mine, alike, 0.3, count, listed).startswith("2 pairs of 6 have 0.300 or more by TF-IDF.")


def test_equal_texts_are_all_pairs_and_none_is_none() -> None:
    mine = small(["the same"] * 4)
    for alike in (alike_by_words(mine), alike_by_runs(mine, 3)):
        count, listed = nearest_pairs(mine, alike.table, 1.0)
        assert count == 6
        assert len(sampled_scores(alike.table)) == 6
        assert "6 pairs of 6" in nearest_sentence(mine, alike, 1.0, count, listed)
    none = nearest_pairs(mine, np.zeros((4, 4), np.float32), 0.5)
    assert none == (0, [])
    assert "No two of 4 texts" in nearest_sentence(mine, alike_by_words(mine), 0.5, *none)


def test_a_sample_of_pairs_is_rising_and_bounded() -> None:
    found = sampled_scores(WORDS.table, most=500)
    assert len(found) == 500
    assert (np.diff(found) >= 0).all()
