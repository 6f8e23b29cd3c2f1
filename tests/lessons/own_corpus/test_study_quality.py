"""What is said of measured set-ups, worked out by hand."""

from dataclasses import replace

import numpy as np

from embedlab.lessons.own_corpus import study_quality as study
from embedlab.studies.corpus.findings import METRICS, SetUpFound
from tests.kit.made_findings import QUERIES, made_findings, made_set_up


def with_marks(set_up: str, marks: list[float]) -> SetUpFound:
    return replace(made_set_up(set_up, sum(marks) / len(marks)), per_query=tuple(marks))


def test_the_best_stands_first_and_is_the_highest_of_each_measure() -> None:
    findings = made_findings()
    assert [found.set_up for found in study.by_quality(findings)][::3] == ["bm25>ms-marco-minilm-l12-v2", "bm25"]
    assert study.highest(findings) == {(0, name) for name in METRICS}


def test_what_looks_equal_is_the_highest_alike() -> None:
    findings = replace(made_findings(), set_ups=(made_set_up("bm25", 0.6401), made_set_up("e5-small-v2", 0.6399)))
    assert len(study.highest(findings)) == 2 * len(METRICS)


def test_differences_are_told_as_more_than_luck_after_the_correction_alone() -> None:
    findings = made_findings()
    tests = study.tests_against(findings, "best")
    assert [test.first for test in tests] == ["hybrid-rrf", "e5-small-v2", "bm25"]
    rows = study.test_rows(findings, tests)
    assert [row[-1] for row in rows] == ["open", "open", "yes"]
    assert rows[2][1:5] == ["−0.140 (−0.160 to −0.120)", "10", "20", "30"]
    assert [test.second for test in study.tests_against(findings, "bm25")] == ["bm25"] * 3


def test_a_set_up_compared_with_itself_is_equal_on_every_query() -> None:
    found = with_marks("bm25", [0.1, 0.7, 1.0])
    test = study.pair_test(found, found)
    assert test.p == 1
    assert not study.gains(found, found).any()
    assert "equal on every query" in study.pair_sentence(found, found, test)


def test_wins_and_losses_of_a_pair_by_hand() -> None:
    one, other = with_marks("bm25", [1.0, 0.5, 0.0, 0.2]), with_marks("e5-small-v2", [0.5, 0.5, 0.1, 0.0])
    np.testing.assert_allclose(study.gains(one, other), [0.5, 0, -0.1, 0.2])
    test = study.pair_test(one, other)
    assert (test.first, test.second, test.wins, test.losses) == ("bm25", "e5-small-v2", 2, 1)
    # Of the eight ways to give signs to 0.5, 0.1 and 0.2, four sum to 0.6 or more to either side.
    assert test.p == 0.5
    said = study.pair_sentence(one, other, test)
    assert "BM25 is better on 2 queries, E5 on 1; on 1 they are equal" in said
    assert "which luck alone may do: p = 0.500" in said


def test_what_each_set_up_loses_most_is_measured_against_the_best_there() -> None:
    found = (
        with_marks("bm25", [1.0, 0.0, 0.5]),
        with_marks("e5-small-v2", [0.2, 0.4, 0.5]),
        with_marks("glove-6b-50d", [0.0, 0.9, 0.6]),
    )
    lost = {each.set_up.set_up: each for each in study.most_lost(replace(made_findings(), set_ups=found))}
    assert {name: (each.query, each.other.set_up) for name, each in lost.items()} == {
        "bm25": (1, "glove-6b-50d"), "e5-small-v2": (0, "bm25"), "glove-6b-50d": (0, "bm25"),
    }  # fmt: skip
    assert (lost["bm25"].own, lost["bm25"].best) == (0.0, 0.9)


def test_the_best_everywhere_loses_nothing_and_one_set_up_is_compared_with_nobody() -> None:
    found = (with_marks("bm25", [1.0, 1.0]), with_marks("e5-small-v2", [0.5, 1.0]))
    assert [each.set_up.set_up for each in study.most_lost(replace(made_findings(), set_ups=found))] == ["e5-small-v2"]
    assert study.most_lost(replace(made_findings(), set_ups=found[:1])) == []


def test_a_rank_that_was_not_kept_is_said() -> None:
    assert study.best_rank({4: None, 7: 12, 9: 3}) == 3
    assert study.rank_text(study.best_rank({4: None}), 100) == "not in the first 100"


def test_what_can_be_taken_away_has_a_row_for_all_that_is_shown() -> None:
    findings = made_findings()
    assert len(study.quality_rows(findings)) == 4 * len(METRICS)
    assert len(study.difference_rows(findings)) == 6
    rows = study.query_rows(findings)
    assert len(rows) == QUERIES
    assert rows[0]["bm25"] == 0.5
    assert len(study.by_quality(findings)) == 4
