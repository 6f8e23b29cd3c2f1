"""One place of every colour: the settings agree with it, nothing else writes one, and marks can be told apart."""

import ast
import math
import re
import tomllib
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

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


# What is left of linear light without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1).
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deutan": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
}  # fmt: skip
SHOWN_TOGETHER = {
    "lesson 1": ("sense", "word families", "ends"),
    "lesson 3": ("objective", "family", "accent", "positive"),
    "searches": ("kind", "family", "accent", "positive"),
}
"""Roles that meet on a page."""
ROLES = {
    **SETS,
    "word families": [palette.FAMILY_COLOURS[name] for name in ("static", "contextual")],
    "accent": [palette.ACCENT],
    "positive": [palette.POSITIVE],
    "ends": [palette.POSITIVE, palette.NEGATIVE],
}
HUED = {role: [colour for colour in colours if colour != palette.NEUTRAL] for role, colours in ROLES.items()}


def difference(first: str, second: str, vision: str = "normal") -> float:
    """Distance in OKLab (Ottosson 2020): about 0.02 is just seen side by side."""
    return math.dist(*(oklab(colour, vision) for colour in (first, second)))


def oklab(colour: str, vision: str = "normal") -> NDArray[np.float64]:
    seen = np.clip(VISIONS[vision] @ linear(channels(colour)), 0, 1)
    return np.asarray(OKLAB @ np.cbrt(CONES @ seen))


def hue(colour: str) -> float:
    """Angle in OKLab, 0 to 360: red near 30, yellow 110, green 145, blue 260, purple 300."""
    _, a, b = oklab(colour)
    return math.degrees(math.atan2(b, a)) % 360


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
    wanted |= {name: list(pair[side]) for name, pair in palette.CHART_SCALES.items()}
    wanted["sidebar"] = {name: pair[side] for name, pair in palette.SIDEBAR.items()}
    assert settings[theme] == wanted


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("mark", sorted(MARKS))
def test_every_mark_stands_out_on_every_page(mark: str, background: str) -> None:
    assert contrast(MARKS[mark], background) >= 3


def test_text_on_the_primary_colour_can_be_read() -> None:
    assert all(contrast(*pair) >= 4.5 for pair in zip(palette.ON_PRIMARY, palette.PRIMARY, strict=True))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("page", SHOWN_TOGETHER)
def test_no_role_wears_the_colour_of_another_on_the_same_page(page: str, vision: str) -> None:
    pairs = combinations(SHOWN_TOGETHER[page], 2)
    apart = {
        (one, two): difference(one, two, vision)
        for first, second in pairs
        for one, two in product(HUED[first], HUED[second])
    }
    least = 0.07 if vision == "normal" else 0.045
    assert {pair: round(each, 3) for pair, each in apart.items() if each < least} == {}


def test_no_kind_of_text_has_the_colour_of_a_sense() -> None:
    apart = (difference(*pair) for pair in product(HUED["kind"], HUED["sense"]))
    assert min(apart) > 0.08


def test_green_is_a_dense_model_and_nothing_else() -> None:
    assert 140 < hue(palette.FAMILY_COLOURS["dense"]) < 165
    others = [*HUED["sense"], *HUED["kind"], palette.ACCENT]
    assert [colour for colour in others if 110 < hue(colour) < 190] == []


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", sorted(SETS))
def test_colours_of_one_set_are_told_apart(name: str, vision: str) -> None:
    least = 0.09 if vision == "normal" else 0.05
    assert min(difference(one, two, vision) for one, two in combinations(SETS[name], 2)) > least


@pytest.mark.parametrize(("side", "quiet"), [(0, np.argmax), (1, np.argmin)])
def test_similarity_is_quiet_at_zero_and_equally_strong_on_both_sides(side: int, quiet: Any) -> None:
    scale = scales("chartDivergingColors", palette.SIMILARITY_SCALE)[side]
    lightness = np.array([oklab(colour_at(scale, at))[0] for at in np.linspace(0, 1, 21)])
    assert quiet(lightness) == 10
    assert np.all(np.diff(lightness[:11]) * np.diff(lightness[10:])[::-1] < 0)
    assert np.abs(lightness - lightness[::-1]).max() < 0.03


@pytest.mark.parametrize(("side", "sign"), [(0, -1), (1, 1)])
def test_shares_grow_steadily_away_from_the_page(side: int, sign: int) -> None:
    scale = scales("chartSequentialColors", palette.SEQUENTIAL_SCALE)[side]
    assert np.all(sign * np.diff([luminance(colour) for _, colour in scale]) > 0)


@pytest.mark.parametrize("side", [0, 1])
def test_nothing_glares(side: int) -> None:
    """What stands for little is close to the page in light: on the dark one dark, on the light one pale."""
    page = palette.PAGE["backgroundColor"][side]
    nothing = (
        palette.CHART_SCALES["chartDivergingColors"][side][4],
        palette.CHART_SCALES["chartSequentialColors"][side][0],
    )
    assert max(contrast(page, colour) for colour in nothing) < 1.35


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("side", [0, 1])
def test_a_share_is_never_taken_for_a_high_cosine(side: int, vision: str) -> None:
    shares = scales("chartSequentialColors", palette.SEQUENTIAL_SCALE)[side]
    cosines = scales("chartDivergingColors", palette.SIMILARITY_SCALE)[side]
    places = np.linspace(0, 1, 21)
    apart = (
        difference(colour_at(shares, one), colour_at(cosines, two), vision)
        for one, two in product(places[places >= 0.4], places[places >= 0.5])
    )
    assert min(apart) > 0.045


def scales(name: str, light: palette.Scale) -> tuple[palette.Scale, palette.Scale]:
    """A scale in the light and in the dark."""
    return light, [(stop, colour) for (stop, _), colour in zip(light, palette.CHART_SCALES[name][1], strict=True)]


def test_a_colour_is_made_see_through() -> None:
    assert palette.see_through("#566F8C", 0.42) == "rgba(86,111,140,0.42)"
