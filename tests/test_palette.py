"""One place of every colour: the settings agree with it, nothing else writes one, and marks can be told apart."""

import ast
import math
import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.kit.colour import channels, colour_at, contrast, linear, luminance

COLOUR = re.compile(r"(?<!&)#(?:[0-9A-Fa-f]{3}){1,2}\b|\b(?:rgb|hsl)a?\(")
OBJECTIVES = tuple(palette.OBJECTIVE_COLOURS.values())
BACKGROUNDS = (*palette.PAGE["backgroundColor"], palette.PAGE["secondaryBackgroundColor"][0])
SETS = {
    "family": list(palette.FAMILY_COLOURS.values()),
    "sense": list(palette.SENSE_COLOURS),
    "kind": list(palette.TEXT_KIND_COLOURS.values()),
    "objective": list(OBJECTIVES),
}
MARKS = {
    **{f"{name} {place}": colour for name, colours in SETS.items() for place, colour in enumerate(colours)},
    **{f"neutral {place}": colour for place, colour in enumerate(palette.NEUTRAL_RAMP)},
    "accent": palette.ACCENT,
    "positive": palette.POSITIVE,
    "negative": palette.NEGATIVE,
}
CONES = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])  # fmt: skip
OKLAB = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])  # fmt: skip


def difference(first: str, second: str) -> float:
    """Distance in OKLab (Ottosson 2020): about 0.02 is just seen side by side."""
    return math.dist(*(OKLAB @ np.cbrt(CONES @ linear(channels(colour))) for colour in (first, second)))


def literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value):
            yield f"{path}:{node.lineno} {COLOUR.findall(node.value)}"


def test_no_other_module_writes_a_colour(root: Path) -> None:
    modules = [*(root / "embedlab").rglob("*.py"), *(root / "pages").glob("*.py"), root / "app.py"]
    others = [path for path in modules if path != root / "embedlab" / "palette.py"]
    assert [each for path in others for each in literals(path)] == []
    assert list(literals(root / "embedlab" / "palette.py"))


@pytest.mark.parametrize(("theme", "side"), [("light", 0), ("dark", 1)])
def test_the_settings_of_the_page_are_the_palettes(root: Path, theme: str, side: int) -> None:
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert not COLOUR.search(str({name: value for name, value in settings.items() if name not in ("light", "dark")}))
    wanted: dict[str, Any] = {name: pair[side] for name, pair in palette.PAGE.items()}
    wanted["chartCategoricalColors"] = list(palette.CHART_COLOURS[side])
    wanted["sidebar"] = {name: pair[side] for name, pair in palette.SIDEBAR.items()}
    assert settings[theme] == wanted


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("mark", sorted(MARKS))
def test_every_mark_stands_out_on_every_page(mark: str, background: str) -> None:
    assert contrast(MARKS[mark], background) >= 3


def test_text_on_the_primary_colour_can_be_read() -> None:
    assert all(contrast(*pair) >= 4.5 for pair in zip(palette.ON_PRIMARY, palette.PRIMARY, strict=True))


@pytest.mark.parametrize("colour", [*SETS["kind"], palette.ACCENT, *OBJECTIVES, *palette.SENSE_COLOURS])
def test_no_other_mark_wears_the_colour_of_a_family(colour: str) -> None:
    assert min(difference(colour, family) for family in palette.FAMILY_COLOURS.values()) > 0.05


@pytest.mark.parametrize("colour", [*SETS["kind"], palette.ACCENT, *OBJECTIVES])
def test_no_kind_of_text_or_objective_wears_the_colour_of_a_sense(colour: str) -> None:
    assert min(difference(colour, sense) for sense in palette.SENSE_COLOURS) > 0.05


@pytest.mark.parametrize("name", sorted(SETS))
def test_colours_of_one_set_are_told_apart(name: str) -> None:
    assert min(difference(one, two) for one, two in combinations(SETS[name], 2)) > 0.07


def test_similarity_colours_are_lightest_at_zero_and_fall_to_both_sides() -> None:
    lightness = [luminance(colour_at(palette.SIMILARITY_SCALE, at)) for at in np.linspace(0, 1, 11)]
    assert np.argmax(lightness) == 5
    assert np.all(np.diff(lightness[:6]) > 0)
    assert np.all(np.diff(lightness[5:]) < 0)


def test_sequential_colours_darken_steadily() -> None:
    assert np.all(np.diff([luminance(colour) for _, colour in palette.SEQUENTIAL_SCALE]) < 0)


def test_a_colour_is_made_see_through() -> None:
    assert palette.see_through("#566F8C", 0.42) == "rgba(86,111,140,0.42)"
