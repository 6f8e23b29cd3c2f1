"""Comparisons of set-ups: against hand-made queries whose outcome can be worked out."""

import pytest

from embedlab.studies.corpus.findings import SetUpFound
from embedlab.studies.corpus.paired_tests import compared_with
from tests.kit.made_findings import made_set_up


def found(set_up: str, per_query: tuple[float, ...]) -> SetUpFound:
    return made_set_up(set_up, sum(per_query) / max(1, len(per_query)), per_query=per_query)


def test_difference_wins_and_p_values_by_hand() -> None:
    base = found("bm25", (0.0, 0.0, 0.0, 0.0, 1.0))
    better, same = found("a", (1.0, 1.0, 1.0, 0.0, 0.0)), found("b", (0.0, 0.0, 0.0, 0.0, 1.0))
    first, second = compared_with((base, better, same), base)
    assert (first.first, first.second, first.wins, first.losses) == ("a", "bm25", 3, 1)
    assert first.difference == pytest.approx(0.4)
    # Sums of four signs: 10 of 16 are at least 2 from 0. Holm doubles the smaller of two p-values.
    assert first.p == pytest.approx(10 / 16)
    assert (first.adjusted, second.p, second.adjusted) == (1.0, 1.0, 1.0)
    assert first.low <= first.difference <= first.high


def test_ten_queries_won_of_ten_are_told_apart_even_among_three_comparisons() -> None:
    base, better = found("bm25", (0.0,) * 10), found("a", (1.0,) * 10)
    first, *_ = compared_with((better, base, found("b", (0.0,) * 10), found("c", (0.0,) * 10)), base)
    assert first.p == pytest.approx(2 / 1024)
    assert first.adjusted == pytest.approx(6 / 1024)


def test_without_judgements_nothing_is_compared() -> None:
    base = found("bm25", ())
    assert compared_with((base, found("a", ())), base) == ()


def test_set_ups_of_other_queries_are_not_compared() -> None:
    with pytest.raises(ValueError, match="not of the same items"):
        compared_with((found("a", (1.0, 0.0)),), found("bm25", (1.0,)))
