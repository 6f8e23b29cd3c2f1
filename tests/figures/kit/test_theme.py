import math
from itertools import combinations

import numpy as np
import pytest

from embedlab.figures.kit import theme
from embedlab.figures.kit.colour import channels, colour_at, contrast, luminance
from embedlab.figures.kit.objective_marks import OBJECTIVE_STYLES

OBJECTIVES = tuple(style.colour for style in OBJECTIVE_STYLES.values())
BACKGROUNDS = ("#FFFFFF", "#FAFAF7", "#14171C")
MARKS = {
    **theme.FAMILY_COLOURS,
    **{f"sense {place}": colour for place, colour in enumerate(theme.SENSE_COLOURS)},
    **{f"kind {kind}": colour for kind, colour in theme.TEXT_KIND_COLOURS.items()},
    **{f"neutral {place}": colour for place, colour in enumerate(theme.NEUTRAL_RAMP)},
    **{f"objective {name}": style.colour for name, style in OBJECTIVE_STYLES.items()},
    "accent": theme.ACCENT,
    "neutral": theme.NEUTRAL,
    "positive": theme.POSITIVE,
    "negative": theme.NEGATIVE,
}


def difference(first: str, second: str) -> float:
    """Distance in OKLab (Ottosson 2020): about 0.02 is just seen side by side."""
    labs = []
    for colour in (first, second):
        encoded = channels(colour)
        linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
        cones = np.cbrt(
            np.array(
                [
                    [0.4122214708, 0.5363325363, 0.0514459929],
                    [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005],
                ]
            )
            @ linear
        )
        labs.append(
            np.array(
                [
                    [0.2104542553, 0.7936177850, -0.0040720468],
                    [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660],
                ]
            )
            @ cones
        )
    return math.dist(*labs)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("mark", sorted(MARKS))
def test_every_mark_stands_out_on_every_page(mark: str, background: str) -> None:
    assert contrast(MARKS[mark], background) >= 3


def test_no_sense_wears_the_colour_of_a_family() -> None:
    for sense in theme.SENSE_COLOURS:
        assert min(difference(sense, family) for family in theme.FAMILY_COLOURS.values()) > 0.05


@pytest.mark.parametrize("colour", [*theme.TEXT_KIND_COLOURS.values(), theme.ACCENT, *OBJECTIVES])
def test_no_kind_of_text_or_objective_wears_the_colour_of_a_family_or_a_sense(colour: str) -> None:
    taken = [*theme.FAMILY_COLOURS.values(), *theme.SENSE_COLOURS]
    assert min(difference(colour, other) for other in taken) > 0.05


def test_a_kind_of_text_that_nobody_named_is_other() -> None:
    assert [theme.text_kind(kind) for kind in ("answer", "note", "")] == ["answer", "other", "other"]


def test_every_kind_of_text_has_a_shape_of_its_own() -> None:
    styles = theme.text_kind_styles()
    assert list(styles) == ["question", "answer", "other"]
    assert len({style.symbol for style in styles.values()}) == len({style.glyph for style in styles.values()}) == 3


@pytest.mark.parametrize(
    "colours",
    [tuple(theme.FAMILY_COLOURS.values()), theme.SENSE_COLOURS, tuple(theme.TEXT_KIND_COLOURS.values()), OBJECTIVES],
)
def test_colours_of_one_set_are_told_apart(colours: tuple[str, ...]) -> None:
    assert min(difference(one, two) for one, two in combinations(colours, 2)) > 0.07


def test_every_family_has_a_colour_and_a_shape_of_its_own() -> None:
    assert set(theme.FAMILY_SYMBOLS) == set(theme.FAMILY_COLOURS)
    assert len(set(theme.FAMILY_SYMBOLS.values())) == len(theme.FAMILY_SYMBOLS)


def test_sixteen_senses_stay_distinct_by_colour_and_shape() -> None:
    styles = theme.sense_styles([str(number) for number in range(16)])
    assert len({(style.colour, style.symbol) for style in styles.values()}) == 16
    assert styles["8"].colour == styles["0"].colour
    assert styles["8"].symbol != styles["0"].symbol


def test_an_unlabelled_occurrence_is_neutral_and_takes_no_colour_away() -> None:
    styles = theme.sense_styles(["", "game"])
    assert styles[""].colour == theme.NEUTRAL
    assert styles["game"] == theme.sense_styles(["game"])["game"]


def test_similarity_colours_are_lightest_at_zero_and_fall_to_both_sides() -> None:
    lightness = [luminance(colour_at(theme.SIMILARITY_SCALE, at)) for at in np.linspace(0, 1, 11)]
    assert np.argmax(lightness) == 5
    assert np.all(np.diff(lightness[:6]) > 0)
    assert np.all(np.diff(lightness[5:]) < 0)


def test_sequential_colours_darken_steadily() -> None:
    lightness = [luminance(colour) for _, colour in theme.SEQUENTIAL_SCALE]
    assert np.all(np.diff(lightness) < 0)


def test_layout_keys_given_win_over_the_shared_ones() -> None:
    assert theme.base_layout(100, "one", hovermode="x")["hovermode"] == "x"
