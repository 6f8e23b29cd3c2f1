import numpy as np
import pytest

from embedlab.compute.asymmetry import answer_beats, asymmetry, margins_in_deviations
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.wilson import wilson_interval
from embedlab.errors import InputError

RELATED, ANSWER = [0.5, 0.5, 0.5, 0.9], [0.75, 0.25, 0.5, 1.0]


def test_by_hand_with_a_tie_that_counts_half() -> None:
    assert answer_beats(RELATED, ANSWER) == (1 + 0 + 0.5 + 1) / 4
    np.testing.assert_allclose(margins_in_deviations(RELATED, ANSWER, 0.5), [0.5, -0.5, 0.0, 0.2])


def test_a_model_that_wins_throughout_is_not_certain_to() -> None:
    low, high = asymmetry(np.zeros(72), np.arange(1, 73), 1.0).share_interval
    assert (round(low, 2), high) == (0.95, 1.0)


def test_a_model_that_cannot_tell_them_apart_is_at_chance() -> None:
    assert answer_beats(RELATED, RELATED) == 0.5


def test_swapping_the_two_sides_mirrors_the_result() -> None:
    assert answer_beats(ANSWER, RELATED) == 1 - answer_beats(RELATED, ANSWER)
    np.testing.assert_allclose(
        margins_in_deviations(ANSWER, RELATED, 0.1), -margins_in_deviations(RELATED, ANSWER, 0.1)
    )


def test_the_unit_makes_the_range_of_a_model_drop_out() -> None:
    narrow = margins_in_deviations(0.7 + 0.3 * np.array(RELATED), 0.7 + 0.3 * np.array(ANSWER), 0.3 * 0.2)
    np.testing.assert_allclose(narrow, margins_in_deviations(RELATED, ANSWER, 0.2))


def test_the_summary_holds_a_share_with_wilsons_interval_and_a_mean_with_the_bootstrap_s() -> None:
    found = asymmetry(RELATED, ANSWER, 0.5)
    assert found.share == answer_beats(RELATED, ANSWER)
    assert found.share_interval == wilson_interval(2.5 / 4, 4)
    assert found.margin == pytest.approx(0.05)
    assert found.margin_interval == bootstrap_interval(margins_in_deviations(RELATED, ANSWER, 0.5))
    assert found.margin_interval[0] <= found.margin <= found.margin_interval[1]
    assert asymmetry(RELATED, ANSWER, 0.5, level=0.5).margin_interval != found.margin_interval


def test_no_question_no_unit_and_no_match_are_refused() -> None:
    with pytest.raises(InputError, match="There is no question to compare"):
        answer_beats(np.array([]), np.array([]))
    for deviation in (0.0, -1.0, float("nan")):
        with pytest.raises(InputError, match="margins have no unit"):
            margins_in_deviations(RELATED, ANSWER, deviation)
    with pytest.raises(ValueError, match="4 related questions do not fit 1 answers"):
        answer_beats(RELATED, [1.0])
