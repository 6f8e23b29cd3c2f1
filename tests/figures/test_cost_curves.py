from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.cost_curves import cost_curves, recall_curve
from tests.figures.reading import alternative, texts


def draw(**options: Any) -> go.Figure:
    return cost_curves([1, 10, 100], {"dense": [2, 20, 200], "x": [1, 1, 1]}, "documents", "bytes", **options)


def test_logarithmic_axes_span_whole_powers_of_ten() -> None:
    layout = draw().layout
    assert (layout.xaxis.type, layout.yaxis.type) == ("log", "log")
    assert layout.xaxis.range == (0, 2)
    assert layout.yaxis.range == (0, 3)
    assert layout.yaxis.ticktext == ("1", "10", "100", "1\u00a0k")


def test_a_straight_axis_starts_at_zero() -> None:
    axis = draw(log_y=False).layout.yaxis
    assert axis.type == "linear"
    assert axis.range == (0, 200)


def test_values_at_the_mark_stand_beside_the_names() -> None:
    ends = [note.text for note in draw(mark=9).layout.annotations[1:]]
    assert ["<b>20</b>" in ends[0], "<b>1</b>" in ends[1]] == [True, True]


def test_without_a_mark_names_stand_alone() -> None:
    assert all("<br>" not in note.text for note in draw().layout.annotations)


def test_a_series_named_like_a_family_has_its_colour_and_each_has_its_dash() -> None:
    dense, other, _ = draw().data
    assert (dense.line.color, other.line.color) == (palette.FAMILY_COLOURS["dense"], palette.NEUTRAL)
    assert dense.line.dash != other.line.dash
    assert draw(families={"x": "sparse"}).data[1].line.color == palette.FAMILY_COLOURS["sparse"]
    assert cost_curves([1], {"single vector": [1]}, "n", "ms").data[0].line.color == palette.FAMILY_COLOURS["dense"]


def test_names_of_equal_curves_do_not_cover_each_other() -> None:
    drawn = cost_curves([1, 2], {name: [1, 1] for name in "abc"}, "n", "ms")
    heights = sorted(note.y for note in drawn.layout.annotations[1:])
    assert np.diff(heights).min() > 0.1


def test_what_is_not_above_zero_is_left_out_of_a_logarithmic_axis() -> None:
    line = cost_curves([1, 10], {"a": [0, 5]}, "n", "ms").data[0]
    assert np.isnan(line.y[0])
    assert line.y[1] == 5


def test_alternative_text_tells_every_series_at_the_mark() -> None:
    assert alternative(draw(mark=10)) == "bytes against documents; at 10: dense 20, x 1."


def test_recall_is_marked_at_the_nearest_k() -> None:
    drawn = recall_curve([1, 5, 10], [0.5, 0.75, 1], 6)
    assert drawn.layout.annotations[0].text == "the best 5 of the first pass keep 75\u00a0% of the full ranking's best"
    assert drawn.data[1].x == (5.0,)


def test_recall_has_a_fixed_range() -> None:
    axis = recall_curve([1, 2], [0.9, 0.95], 1).layout.yaxis
    assert axis.ticktext == ("0\u00a0%", "50\u00a0%", "100\u00a0%")
    assert axis.range[0] <= 0
    assert axis.range[1] >= 1


def test_recall_for_a_single_k_is_drawn() -> None:
    low, high = recall_curve([1], [1], 1).layout.xaxis.range
    assert low < 0 < high


def test_costs_that_a_logarithmic_axis_cannot_show_are_said() -> None:
    assert texts(cost_curves([1, 10], {"a": [0, 0]}, "documents", "bytes")) == ["No cost above 0 to draw yet."]
