import numpy as np
import pytest
from scipy.stats import binomtest

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.paired import McNemar, holm, mcnemar, mean_difference, sign_test
from embedlab.errors import InputError


def results(both: int, first: int, second: int, neither: int) -> tuple[list[float], list[float]]:
    """Results on items that both, the first alone, the second alone, and neither got right."""
    return (
        [1.0] * (both + first) + [0.0] * (second + neither),
        [1.0] * both + [0.0] * first + [1.0] * second + [0.0] * neither,
    )


@pytest.mark.parametrize(("first", "second"), [(13, 1), (1, 13), (5, 5), (4, 6), (1, 0), (40, 32)])
def test_it_is_the_sign_test_of_scipy_on_what_differs(first: int, second: int) -> None:
    found = mcnemar(*results(10, first, second, 3))
    assert (found.items, found.first, found.second) == (13 + first + second, first, second)
    assert found.p == pytest.approx(binomtest(first, first + second).pvalue)


def test_thirteen_to_one_is_unlikely_to_be_luck_and_no_difference_says_nothing() -> None:
    assert mcnemar(*results(50, 13, 1, 8)).p == pytest.approx(0.0018, abs=5e-5)
    assert mcnemar([1.0, 0.0], [1.0, 0.0]) == McNemar(2, 0, 0, 1.0)


def test_the_sign_test_by_hand() -> None:
    # Of 2 ** 9 ways to toss nine coins, 36 + 9 + 1 show seven heads or more, and as many seven tails or more.
    assert sign_test(7, 2) == sign_test(2, 7) == pytest.approx(2 * 46 / 512)
    assert sign_test(10, 0) == pytest.approx(2 / 1024)
    assert (sign_test(0, 0), sign_test(1, 0), sign_test(4, 4)) == (1.0, 1.0, 1.0)


def test_the_sign_test_is_the_binomial_test_of_scipy() -> None:
    for ahead in range(12):
        for behind in range(1, 12):
            assert sign_test(ahead, behind) == pytest.approx(binomtest(ahead, ahead + behind).pvalue)


def test_fewer_than_no_decision_is_refused() -> None:
    with pytest.raises(ValueError, match="counted from 0, not -1 and 3"):
        sign_test(-1, 3)


def test_half_a_win_counts_for_whoever_won_more() -> None:
    assert mcnemar([0.5, 1.0, 0.5], [0.0, 0.5, 0.5]) == McNemar(3, 2, 0, 0.5)


def test_what_both_share_drops_out_of_a_difference_of_means() -> None:
    rng = np.random.default_rng(0)
    items, better = rng.normal(size=60), rng.normal(0.1, 0.05, size=60)
    found = mean_difference(items + better, items)
    assert found == pytest.approx((better.mean(), *bootstrap_interval(better)))
    assert found[1] > 0  # while the intervals of the two means overlap by far
    assert bootstrap_interval(items)[1] > bootstrap_interval(items + better)[0]
    assert mean_difference(items, items + better) == pytest.approx((-found[0], -found[2], -found[1]), abs=0.02)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([0.5, 0.9]) == (1.0, 1.0)
    assert holm([0.03]) == (0.03,)
    assert holm([]) == ()


def test_other_items_and_none_are_refused() -> None:
    for compare in (mcnemar, mean_difference):
        with pytest.raises(ValueError, match="not of the same items"):
            compare([1.0, 0.0], [1.0])
        with pytest.raises(InputError, match="nothing to compare"):
            compare(np.array([]), np.array([]))
