import numpy as np
import pytest

from embedlab.figures.heatmaps import similarity_matrix, similarity_scale
from embedlab.figures.kit import theme
from embedlab.figures.kit.colour import colour_at
from embedlab.figures.strips import nice_limit, vector_strips

TWO = np.array([[1.0, -0.25], [-0.25, 1.0]])


def large(size: int = 60) -> dict[str, list[str]]:
    groups = ["game"] * (size // 2) + ["time"] * (size - size // 2)
    return {"labels": ["l"] * size, "groups": groups, "hovers": ["one sentence"] * size}


def test_cells_are_the_values_and_the_range_is_fixed() -> None:
    cells = similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["s", "t"]).data[0]
    assert np.array_equal(cells.z, TWO.astype(np.float32))
    assert (cells.zmin, cells.zmax) == (-1, 1)
    assert cells.colorbar.title.text == "cosine, −1 to 1"


def test_a_narrow_range_is_printed_and_sequential() -> None:
    cells = similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["s", "t"], extent=(0.7, 1.0)).data[0]
    assert (cells.zmin, cells.zmax) == (0.7, 1.0)
    assert cells.colorbar.title.text == "cosine, 0.70 to 1.00"
    assert cells.colorscale[0][1] == theme.SEQUENTIAL_SCALE[0][1]


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (-0.2, 1), (-1, 0.5)])
def test_zero_has_the_middle_colour_in_every_range_that_straddles_it(low: float, high: float) -> None:
    zero = colour_at(similarity_scale(low, high), -low / (high - low))
    middle = theme.SIMILARITY_SCALE[5][1]
    assert all(abs(int(zero[i : i + 2], 16) - int(middle[i : i + 2], 16)) <= 2 for i in (1, 3, 5))


def test_small_matrices_carry_their_numbers() -> None:
    assert similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["s", "t"]).data[0].text[0][1] == "−0.25"


def test_numbers_leave_out_the_zero_in_small_cells_and_stop_after_twelve() -> None:
    assert similarity_matrix(np.full((12, 12), 0.25), **large(12)).data[0].text[0][0] == ".25"
    assert similarity_matrix(np.full((13, 13), 0.25), **large(13)).data[0].text is None


def test_a_large_matrix_names_its_groups_once_in_their_middle() -> None:
    layout = similarity_matrix(np.eye(60), **large()).layout
    assert layout.yaxis.tickvals == (14.5, 44.5)
    assert [text.split()[0] for text in layout.yaxis.ticktext] == ["game", "time"]


def test_lines_part_the_groups() -> None:
    shapes = similarity_matrix(np.eye(60), **large()).layout.shapes
    assert {shape.x0 for shape in shapes if shape.x0 == shape.x1} == {29.5}
    assert not similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["s", "t"]).layout.shapes


def test_colours_of_groups_follow_the_key_of_the_map() -> None:
    ticks = similarity_matrix(np.eye(60), **large(), key=["time", "game"]).layout.yaxis.ticktext
    assert theme.SENSE_COLOURS[1] in ticks[0]
    assert theme.SENSE_COLOURS[0] in ticks[1]


def test_hover_gives_both_sentences_and_two_decimals() -> None:
    cells = similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["same", "same"]).data[0]
    assert cells.x == cells.y == ("1 · same", "2 · same")
    assert all(part in cells.hovertemplate for part in ("%{x}", "%{y}", "%{z:.2f}"))


def test_sixty_occurrences_of_long_sentences_stay_light() -> None:
    parts = large() | {"hovers": ["word " * 200] * 60}
    assert len(similarity_matrix(np.eye(60), **parts).to_json()) < 60_000


def test_alternative_text_gives_the_means_within_and_between() -> None:
    values = np.array([[1, 0.5, 0.1], [0.5, 1, 0.3], [0.1, 0.3, 1]])
    alt = similarity_matrix(values, list("abc"), ["g", "g", "h"], list("abc")).layout.meta["alt"]
    assert "Mean within a group 0.50. Mean between groups 0.20." in alt


def test_an_oblong_matrix_and_a_range_without_width_are_refused() -> None:
    with pytest.raises(ValueError, match="square"):
        similarity_matrix(np.zeros((2, 3)), ["a", "b"], ["g", "g"], ["s", "t"])
    with pytest.raises(ValueError, match="low < high"):
        similarity_matrix(TWO, ["a", "b"], ["g", "g"], ["s", "t"], extent=(1, 1))


def test_strips_span_a_symmetric_range_that_is_printed() -> None:
    cells = vector_strips(["a"], [[0.1, -0.384, 0.2]]).data[0]
    assert (cells.zmin, cells.zmax) == (-0.39, 0.39)
    assert cells.colorbar.title.text == "value, −0.39 to 0.39"


def test_strips_take_the_range_of_the_caller() -> None:
    assert vector_strips(["a"], [[0.1, 5.0]], limit=1).data[0].zmax == 1


@pytest.mark.parametrize(("value", "limit"), [(0.384, 0.39), (0.39, 0.39), (12.1, 13), (0, 1), (float("nan"), 1)])
def test_limits_are_rounded_up_to_two_digits(value: float, limit: float) -> None:
    assert nice_limit(value) == pytest.approx(limit)
