from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.kit.objective_marks import OBJECTIVE_STYLES
from embedlab.figures.pair_map import pair_map
from tests.figures.reading import alternative, trace

TERMS_XY = np.array([[0.0, 0.0], [0.5, 0.5]])
DEFINITIONS_XY = np.array([[0.25, 0.0], [0.5, -0.5]])


def draw(**options: Any) -> go.Figure:
    return pair_map(TERMS_XY, DEFINITIONS_XY, ["kayak", "tundra"], ["a boat", "a plain"], 1.5, **options)


def test_a_line_joins_each_term_to_its_own_definition() -> None:
    links = trace(draw(), "pairs")
    np.testing.assert_array_equal(links.x, [0, 0.25, np.nan, 0.5, 0.5, np.nan])
    np.testing.assert_array_equal(links.y, [0, 0, np.nan, 0.5, -0.5, np.nan])


def test_terms_are_filled_and_definitions_hollow() -> None:
    drawn = draw(objective="supervised")
    assert trace(drawn, "terms").marker.symbol == "square"
    assert trace(drawn, "definitions").marker.symbol == "square-open"
    assert trace(drawn, "terms").marker.color == OBJECTIVE_STYLES["supervised"].colour


def test_panels_that_are_compared_share_one_square_and_the_order_of_traces() -> None:
    before, after = draw(), draw(objective="supervised", selected=1)
    assert before.layout.xaxis.range == before.layout.yaxis.range == after.layout.xaxis.range == (-1.5, 1.5)
    assert [each.name for each in before.data] == [each.name for each in after.data]


def test_the_selected_pair_stands_out() -> None:
    chosen = trace(draw(selected=1), "selected")
    assert list(zip(chosen.x, chosen.y, strict=True)) == [(0.5, 0.5), (0.5, -0.5)]
    assert chosen.line.color == palette.ACCENT
    assert not len(trace(draw(selected=7), "selected").x)


def test_the_rank_of_the_right_term_is_told_on_hover() -> None:
    told = trace(draw(ranks=[1, 1234]), "definitions").hovertext
    assert told[1] == "<b>tundra</b><br>a plain<br>right term at rank <b>1,234</b>"


def named(drawn: go.Figure, text: str) -> int:
    return sum(note.text == text for note in drawn.layout.annotations)


def test_names_do_not_cover_each_other() -> None:
    line = np.column_stack([np.linspace(-0.01, 0.01, 14), np.zeros(14)])
    assert 1 <= named(pair_map(line, line, ["n"] * 14, ["d"] * 14, 1), "n") < 14


def test_a_name_without_a_place_clear_of_marks_is_left_to_hovering() -> None:
    grid = np.stack(np.meshgrid(*[np.linspace(-0.95, 0.95, 24)] * 2), axis=-1).reshape(-1, 2)
    grid = grid[np.argsort(np.abs(grid).max(axis=1))]  # the first, which are named, lie in the middle
    drawn = pair_map(grid, grid, ["the same name"] * len(grid), ["d"] * len(grid), 1)
    assert named(drawn, "the same name") == 0


def test_customdata_is_the_row_of_the_pair() -> None:
    assert list(trace(draw(), "terms").customdata) == list(trace(draw(), "definitions").customdata) == [0, 1]


def test_alternative_text_tells_lengths_and_ranks() -> None:
    assert alternative(draw(ranks=[1, 9])) == (
        "Map of 2 terms, each joined to its definition, before training: the lines are 0.21 of the map's side long on "
        "average. The right term is first for 1 definition, median rank 5."
    )


def test_a_larger_square_has_room_for_more_names() -> None:
    ring = np.column_stack([np.cos(np.arange(14)), np.sin(np.arange(14))]) / 4
    small, large = (pair_map(ring, ring, ["the same name"] * 14, ["d"] * 14, 1, side=side) for side in (200, 900))
    assert named(small, "the same name") < named(large, "the same name")
