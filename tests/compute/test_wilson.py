import pytest
from scipy.stats import binomtest

from embedlab.compute.wilson import wilson_interval
from embedlab.errors import InputError


@pytest.mark.parametrize(("won", "count"), [(0, 1), (1, 1), (0, 72), (72, 72), (57, 72), (13, 14), (500, 1000)])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.99])
def test_it_is_the_interval_of_scipy(won: int, count: int, level: float) -> None:
    expected = binomtest(won, count).proportion_ci(confidence_level=level, method="wilson")
    assert wilson_interval(won / count, count, level=level) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_all_of_72_is_not_certain() -> None:
    low, high = wilson_interval(1.0, 72)
    assert (round(low, 2), high) == (0.95, 1.0)
    assert wilson_interval(0.0, 72) == pytest.approx((0.0, 1 - low))


def test_half_a_win_lies_between() -> None:
    lows = [wilson_interval(won / 10, 10)[0] for won in (7, 7.5, 8)]
    assert lows == sorted(lows)
    assert len(set(lows)) == 3


def test_nothing_counted_and_no_share_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to count"):
        wilson_interval(0.5, 0)
    for share, level in ((1.1, 0.95), (-0.1, 0.95), (float("nan"), 0.95), (0.5, 1.0)):
        with pytest.raises(ValueError, match="not between 0 and 1"):
            wilson_interval(share, 5, level=level)
