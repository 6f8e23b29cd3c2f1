"""Models by size: where the dots stand, what is told of a row, and what is not."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab.figures.model_sizes import model_sizes
from tests.figures.reading import alternative, texts

NAMES = ["a table", "a network", "a formula"]
WHOLES, USED = [1e6, 1e5, np.nan], [1e2, 1e4, np.nan]


def draw(**options: Any) -> go.Figure:
    return model_sizes(NAMES, WHOLES, name="numbers", **options)


def trace(figure: go.Figure, name: str) -> Any:
    return next(each for each in figure.data if each.name == name)


def test_a_dot_stands_at_its_power_of_ten() -> None:
    assert trace(draw(), "all of it").x == (6.0, 5.0, None)


def test_a_line_leads_from_what_is_used_to_the_whole() -> None:
    lines = [each for each in draw(used=USED).data if each.name == "between"]
    assert [tuple(line.x) for line in lines] == [(2.0, 6.0), (4.0, 5.0)]


def test_the_axis_goes_by_powers_of_ten_and_names_them() -> None:
    axis = draw(used=USED).layout.xaxis
    assert axis.tickvals == (2, 3, 4, 5, 6)
    assert axis.ticktext[0] == "100"
    assert axis.ticktext[-1] == "1\u00a0M"


def test_each_row_tells_its_numbers_and_one_without_a_size_a_dash() -> None:
    assert texts(draw(used=USED)) == ["100 of <b>1\u00a0M</b>", "10\u00a0k of <b>100\u00a0k</b>", "–"]


def test_of_a_veiled_row_nothing_is_told() -> None:
    veiled = draw(used=USED, veiled=[0])
    assert texts(veiled)[0] == "?"
    assert "a table ?" in alternative(veiled)
    assert trace(veiled, "all of it").x[0] is None
    assert trace(veiled, "used").x[0] is None
    assert veiled.layout.xaxis.range[0] > 3.8, "the axis would give it away"


def test_a_model_that_is_not_here_is_hollow() -> None:
    fills = trace(draw(hollow=[True, False, False], colours=["#108F4F"] * 3), "all of it").marker.color
    assert (fills[0] == fills[1], fills[1]) == (False, "#108F4F")


def test_on_a_narrow_screen_only_the_ends_are_named() -> None:
    assert draw(used=USED, narrow=True).layout.xaxis.ticktext == ("100", "", "", "", "1\u00a0M")
