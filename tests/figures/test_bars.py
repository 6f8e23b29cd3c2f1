import numpy as np
import pytest

from embedlab.figures.bars import ranked_bars
from embedlab.figures.kit import theme
from embedlab.figures.waterfall import contributions


def test_bars_keep_order_with_the_first_at_the_top() -> None:
    drawn = ranked_bars(["a", "b"], [0.2, 0.9], name="cosine", extent=(0, 1))
    assert drawn.layout.yaxis.ticktext == ("a", "b")
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]


def test_the_axis_prints_its_range_whatever_the_data() -> None:
    axis = ranked_bars(["a"], [0.2], name="cosine", extent=(-1, 1)).layout.xaxis
    assert axis.title.text == "cosine, −1 to 1"
    assert axis.tickvals == (-1, 0, 1)


def test_a_value_beyond_the_range_is_drawn_to_its_end_and_told_truly() -> None:
    bar = ranked_bars(["a"], [1.4], name="cosine", extent=(0, 1)).data[0]
    assert bar.x[0] == 1
    assert bar.text == ("1.40",)


def test_one_bar_can_be_singled_out() -> None:
    colours = ranked_bars(["a", "b"], [1, 0.5], name="n", extent=(0, 1), highlight=1, colour="#0072B2")
    assert colours.data[0].marker.color == (theme.NEUTRAL, "#0072B2")


def test_a_missing_value_is_said_to_be_none() -> None:
    assert ranked_bars(["a"], [np.nan], name="n", extent=(0, 1)).data[0].text == ("none",)


def test_contributions_end_at_the_total() -> None:
    bar = contributions(["a", "b", "c"], [0.5, -0.2, 0.3], 0.6).data[0]
    assert bar.customdata[:-1].sum() == pytest.approx(0.6, abs=1e-3)
    assert (bar.base[-1], bar.customdata[-1]) == (0, np.float32(0.6))


def test_each_bar_starts_where_the_one_above_ended() -> None:
    bar = contributions(["a", "b", "c"], [0.5, -0.2, 0.3], 0.6).data[0]
    starts = np.where(bar.customdata >= 0, bar.base, bar.base + bar.x)
    assert np.allclose(starts[1:-1], np.cumsum(bar.customdata[:-1])[:-1], atol=1e-3)


def test_many_parts_are_folded_without_losing_any() -> None:
    values = np.linspace(-1, 1.1, 300)
    drawn = contributions([f"d{row}" for row in range(300)], values, float(values.sum()))
    assert drawn.layout.yaxis.ticktext[-2] == "289 smaller parts"
    assert drawn.data[0].customdata[:-1].sum() == pytest.approx(values.sum(), abs=1e-2)


def test_parts_that_do_not_add_up_say_so() -> None:
    drawn = contributions(["a"], [0.5], 0.75)
    assert drawn.layout.yaxis.ticktext[-2] == "not in the parts"
    assert drawn.data[0].customdata[-2] == np.float32(0.25)


def test_gain_and_loss_differ_in_colour_and_in_sign() -> None:
    bar = contributions(["a", "b"], [0.5, -0.2], 0.3).data[0]
    assert bar.marker.color == (theme.POSITIVE, theme.NEGATIVE, theme.NEUTRAL)
    assert bar.text == ("+0.500", "−0.200", "<b>0.30</b>")


def test_no_parts_leave_the_total_alone() -> None:
    assert contributions([], [], 0.0).data[0].text == ("<b>0.00</b>",)
