from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.heatmaps import similarity_matrix
from tests.figures.reading import alternative

TWO = np.array([[1.0, -0.25], [-0.25, 1.0]])


def small(**options: Any) -> go.Figure:
    return similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["same", "same"], **options)


def large(size: int = 60) -> dict[str, list[str]]:
    groups = ["game"] * (size // 2) + ["time"] * (size - size // 2)
    return {"labels": ["l"] * size, "groups": groups, "hovers": ["one sentence"] * size}


def test_cells_are_the_values() -> None:
    assert np.array_equal(small().data[0].z, TWO.astype(np.float32))


def test_a_narrow_range_is_printed_and_keeps_the_colour_of_high() -> None:
    cells = small(extent=(0.7, 1.0)).data[0]
    assert cells.colorbar.title.text == "cosine, 0.70 to 1.00"
    assert cells.colorscale[-1] == palette.SIMILARITY_SCALE[-1]


def test_cells_have_numbers_while_there_is_room_small_ones_in_many() -> None:
    assert small().data[0].text[0][1] == "−0.25"
    assert similarity_matrix(np.full((12, 12), 0.25), **large(12)).data[0].text[0][0] == "0.25"
    assert similarity_matrix(np.full((13, 13), 0.25), **large(13)).data[0].text is None


def test_a_large_matrix_names_its_groups_once_in_their_middle() -> None:
    layout = similarity_matrix(np.eye(60), **large()).layout
    assert layout.yaxis.tickvals == (14.5, 44.5)
    assert [text.split()[0] for text in layout.yaxis.ticktext] == ["game", "time"]


def test_lines_part_the_groups() -> None:
    shapes = similarity_matrix(np.eye(60), **large()).layout.shapes
    assert {shape.x0 for shape in shapes if shape.x0 == shape.x1} == {29.5}
    assert not small().layout.shapes


def test_colours_of_groups_follow_the_key_of_the_map() -> None:
    ticks = similarity_matrix(np.eye(60), **large(), key=["time", "game"]).layout.yaxis.ticktext
    assert palette.SENSE_COLOURS[1] in ticks[0]
    assert palette.SENSE_COLOURS[0] in ticks[1]


def test_hover_gives_both_sentences_and_two_decimals() -> None:
    cells = small().data[0]
    assert cells.x == cells.y == ("1 · same", "2 · same")
    assert all(part in cells.hovertemplate for part in ("%{x}", "%{y}", "%{hovertext}"))


def test_sixty_occurrences_of_long_sentences_stay_light() -> None:
    parts = large() | {"hovers": ["word " * 200] * 60}
    assert len(similarity_matrix(np.eye(60), **parts).to_json()) < 60_000


def test_alternative_text_gives_the_means_within_and_between() -> None:
    values = np.array([[1, 0.5, 0.1], [0.5, 1, 0.3], [0.1, 0.3, 1]])
    alt = alternative(similarity_matrix(values, list("abc"), ["g", "g", "h"], list("abc")))
    assert "Mean within a group 0.50. Mean between groups 0.20." in alt


def test_an_oblong_matrix_and_a_range_without_width_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2, 2\), not \(2, 3\)"):
        similarity_matrix(np.zeros((2, 3)), ["a", "b"], ["g", "g"], ["s", "t"])
    with pytest.raises(ValueError, match="low < high"):
        small(extent=(1, 1))
