import pytest

from embedlab.figures.kit.colour import colour_at, contrast, cut_scale, ink_on, luminance


def test_luminance_of_black_white_and_pure_green_as_wcag_gives_them() -> None:
    assert [luminance("#000000"), luminance("#FFFFFF")] == pytest.approx([0, 1])
    assert luminance("#00FF00") == pytest.approx(0.7152)


def test_contrast_of_black_on_white_is_21_either_way() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)


def test_contrast_of_the_grey_that_just_passes_for_text() -> None:
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(("cell", "ink"), [("#F7F2F2", "#14171C"), ("#482978", "#FFFFFF")])
def test_ink_follows_the_luminance_of_the_cell(cell: str, ink: str) -> None:
    assert ink_on(cell) == ink


def test_colour_between_two_stops_is_their_mean() -> None:
    assert colour_at([(0.0, "#000000"), (1.0, "#646464")], 0.5) == "#323232"


def test_a_cut_scale_keeps_its_colours_at_their_values() -> None:
    scale = [(0.0, "#000000"), (0.5, "#808080"), (1.0, "#FFFFFF")]
    part = cut_scale(scale, 0.5, 1.0)
    assert (part[0], part[-1]) == ((0.0, "#808080"), (1.0, "#FFFFFF"))
