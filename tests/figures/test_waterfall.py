import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.waterfall import contributions


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
    assert bar.marker.color == (palette.POSITIVE, palette.NEGATIVE, palette.NEUTRAL)
    assert bar.text == ("+0.500", "−0.200", "<b>0.30</b>")


def test_no_parts_leave_the_total_alone() -> None:
    assert contributions([], [], 0.0).data[0].text == ("<b>0.00</b>",)
