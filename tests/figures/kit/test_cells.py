import pytest

from embedlab import palette
from embedlab.figures.kit.cells import cell_scale, nice_limit

ZERO, HIGH = palette.SIMILARITY_SCALE[4][1], palette.SIMILARITY_SCALE[-1][1]


def test_the_same_cosine_has_the_same_colour_whatever_is_drawn() -> None:
    assert cell_scale((-1, 1)) == palette.SIMILARITY_SCALE
    assert cell_scale((-13, 13)) == palette.SIMILARITY_SCALE


def test_a_narrow_range_keeps_the_colour_of_high_and_starts_neutral() -> None:
    scale = cell_scale((0.6, 1.0))
    assert (scale[0], scale[-1]) == ((0.0, ZERO), (1.0, HIGH))
    assert {colour for _, colour in scale} <= {colour for _, colour in palette.SIMILARITY_SCALE}


def test_a_range_below_zero_ends_neutral() -> None:
    assert cell_scale((-1, -0.5))[-1] == (1.0, ZERO)


def test_shares_have_a_scale_of_their_own() -> None:
    assert cell_scale((0, 1), "share") == palette.SEQUENTIAL_SCALE


@pytest.mark.parametrize("extent", [(-0.2, 1), (-1, 0.5)])
def test_a_range_that_would_move_zero_off_the_middle_is_refused(extent: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="equally far to both sides"):
        cell_scale(extent)


@pytest.mark.parametrize(("value", "limit"), [(0.384, 0.39), (0.39, 0.39), (12.1, 13), (0, 1), (float("nan"), 1)])
def test_limits_are_rounded_up_to_two_digits(value: float, limit: float) -> None:
    assert nice_limit(value) == pytest.approx(limit)
