import pytest

from embedlab import palette
from embedlab.figures.kit.cells import nice_limit, similarity_scale
from embedlab.figures.kit.colour import colour_at


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (-0.2, 1), (-1, 0.5)])
def test_zero_has_the_middle_colour_in_every_range_that_straddles_it(low: float, high: float) -> None:
    zero = colour_at(similarity_scale(low, high), -low / (high - low))
    middle = palette.SIMILARITY_SCALE[5][1]
    assert all(abs(int(zero[i : i + 2], 16) - int(middle[i : i + 2], 16)) <= 2 for i in (1, 3, 5))


@pytest.mark.parametrize(("value", "limit"), [(0.384, 0.39), (0.39, 0.39), (12.1, 13), (0, 1), (float("nan"), 1)])
def test_limits_are_rounded_up_to_two_digits(value: float, limit: float) -> None:
    assert nice_limit(value) == pytest.approx(limit)
