import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.bars import holding, ranked_bars


def test_bars_keep_order_with_the_first_at_the_top() -> None:
    drawn = ranked_bars(["a", "b"], [0.2, 0.9], name="cosine", extent=(0, 1))
    assert drawn.layout.yaxis.ticktext == ("a", "b")
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]


def test_the_axis_prints_its_range_whatever_the_data() -> None:
    axis = ranked_bars(["a"], [0.2], name="cosine", extent=(-1, 1)).layout.xaxis
    assert axis.title.text == "cosine, −1 to 1"
    assert axis.tickvals == (-1, 0, 1)


def test_the_axis_widens_until_no_bar_stops_at_its_end() -> None:
    drawn = ranked_bars(["a", "b"], [0.98, 0.01], name="probability", extent=(0, 0.5))
    assert drawn.data[0].x.tolist() == pytest.approx([0.98, 0.01])
    assert drawn.layout.xaxis.title.text == "probability, 0 to 1"
    assert drawn.layout.xaxis.range[1] >= 1


@pytest.mark.parametrize(
    ("extent", "values", "held"),
    [
        ((0, 0.5), [0.5, 0], (0, 0.5)),
        ((0, 0.5), [0.98], (0, 1)),
        ((0, 1), [0.3, -0.2], (-1, 1)),
        ((0, 1), [-3.0], (-4, 4)),
        ((-1, 1), [-1, 1], (-1, 1)),
        ((0, 1), [np.nan], (0, 1)),
    ],
)
def test_an_extent_is_widened_only_where_a_value_needs_it(
    extent: tuple[float, float], values: list[float], held: tuple[float, float]
) -> None:
    assert holding(extent, values) == held


def test_one_bar_can_be_singled_out() -> None:
    colours = ranked_bars(["a", "b"], [1, 0.5], name="n", extent=(0, 1), highlight=1, colour="#0072B2")
    assert colours.data[0].marker.color == (palette.NEUTRAL, "#0072B2")


def test_a_missing_value_is_said_to_be_none() -> None:
    assert ranked_bars(["a"], [np.nan], name="n", extent=(0, 1)).data[0].text == ("none",)
