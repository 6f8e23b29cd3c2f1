import numpy as np

from embedlab import palette
from embedlab.figures.bars import ranked_bars


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
    assert colours.data[0].marker.color == (palette.NEUTRAL, "#0072B2")


def test_a_missing_value_is_said_to_be_none() -> None:
    assert ranked_bars(["a"], [np.nan], name="n", extent=(0, 1)).data[0].text == ("none",)
