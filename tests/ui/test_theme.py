"""The configured look: every text can be read in both themes, and nothing is fetched from elsewhere."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from embedlab.figures.kit.colour import channels, contrast
from embedlab.ui.style import TOKENS

CONFIG: dict[str, Any] = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))
THEMES = ("light", "dark")
HUES = ("red", "orange", "yellow", "green", "blue", "violet", "gray")
TEXTS = [
    *("textColor", "linkColor", "primaryColor", "codeTextColor"),
    *(f"{hue}TextColor" for hue in HUES),
    *(f"{hue}Color" for hue in HUES),  # the colours of words in code
]


def mixed(front: str, back: str, share: float) -> str:
    """``front`` laid over ``back`` with an opacity of ``share``."""
    mean = share * channels(front) + (1 - share) * channels(back)
    return "#" + "".join(f"{round(float(channel) * 255):02X}" for channel in mean)


def backgrounds(theme: str) -> list[str]:
    colours = CONFIG["theme"][theme]
    return [
        *(colours[name] for name in ("backgroundColor", "secondaryBackgroundColor", "codeBackgroundColor")),
        colours["dataframeHeaderBackgroundColor"],
        *(colours["sidebar"][name] for name in ("backgroundColor", "secondaryBackgroundColor")),
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_colour_can_be_read_on_every_background(theme: str, name: str) -> None:
    colour = CONFIG["theme"][theme][name]
    assert {b: round(contrast(colour, b), 2) for b in backgrounds(theme) if contrast(colour, b) < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("token", ["--el-quiet", "--el-accent", "--el-problem", "--el-good"])
def test_own_text_colours_can_be_read_on_every_background(theme: str, token: str) -> None:
    side = THEMES.index(theme)
    colour = TOKENS[token][side]
    places = [*backgrounds(theme), TOKENS["--el-panel"][side]]
    assert {b: round(contrast(colour, b), 2) for b in places if contrast(colour, b) < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_segment_can_be_read_on_its_tint(theme: str) -> None:
    colours = CONFIG["theme"][theme]
    # Streamlit tints with a tenth of the primary colour; a fifth leaves room for a change of mind.
    tint = mixed(colours["primaryColor"], colours["backgroundColor"], 0.2)
    assert contrast(colours["primaryColor"], tint) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_every_chart_colour_stands_out_from_the_page(theme: str) -> None:
    colours = CONFIG["theme"][theme]
    series = colours["chartCategoricalColors"][:-2]  # the last two are inks on cells
    faint = [c for c in series if contrast(c, colours["backgroundColor"]) < 3]
    assert faint == []


def test_nothing_in_the_configuration_points_outside() -> None:
    assert "http" not in Path(".streamlit/config.toml").read_text(encoding="utf-8")
    assert CONFIG["browser"]["gatherUsageStats"] is False


def test_a_fault_shows_no_traceback_and_no_page_lists_itself() -> None:
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showSidebarNavigation"] is False
