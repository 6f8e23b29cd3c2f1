import json
import re
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from embedlab import palette
from embedlab.figures.heatmaps import similarity_matrix
from embedlab.figures.in_batch import in_batch_matrix
from embedlab.figures.kit.both_themes import for_either_theme
from embedlab.figures.kit.colour import colour_at, contrast
from embedlab.figures.kit.gallery import GALLERY, Exhibit

INK = re.compile(r"<span style='color:(#\w{6})'>")
ALL = np.linspace(-1, 1, 100).reshape(10, 10)
NAMES = [f"n{number}" for number in range(10)]
BOTH_SIDES = pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])


def spec_on_page(drawn: go.Figure, side: int) -> str:
    """What Plotly is given: placeholders swapped by number, as Streamlit's chart theme does in the browser."""
    spec = for_either_theme(drawn).to_json()
    swapped = {
        1: palette.CHART_COLOURS,
        11: palette.CHART_SCALES["chartSequentialColors"],
        21: palette.CHART_SCALES["chartDivergingColors"],
    }
    for first, pair in swapped.items():
        for place, colour in enumerate(pair[side]):
            spec = spec.replace(f"#{first + place:06}", colour)
    return str(spec)


def on_page(drawn: go.Figure, side: int) -> go.Figure:
    seen = plotly.io.from_json(spec_on_page(drawn, side))
    for after, before in zip(seen.data, drawn.data, strict=True):
        if after.type == "heatmap":
            after.z = before.z  # Plotly leaves its own packed arrays packed
    return seen


def numbered_cells(drawn: go.Figure) -> list[tuple[str, str]]:
    """Ink and colour of every cell that has a number in it."""
    found = []
    for cells in (each for each in drawn.data if each.type == "heatmap" and each.texttemplate):
        for value, text in zip(np.ravel(cells.z), np.ravel(np.array(cells.text, dtype=object)), strict=True):
            if text:
                ink = match[1] if (match := INK.match(text)) else cells.textfont.color
                found.append((ink, cell_colour(cells, float(value))))
    return found


def cell_colour(cells: Any, value: float) -> str:
    return colour_at([*cells.colorscale], (value - cells.zmin) / (cells.zmax - cells.zmin))


@BOTH_SIDES
def test_numbers_in_cells_are_readable(exhibit: Exhibit, side: int) -> None:
    assert all(contrast(*cell) >= 4.5 for cell in numbered_cells(on_page(exhibit.drawn("point"), side)))


def test_many_figures_have_numbers_in_cells() -> None:
    assert sum(bool(numbered_cells(exhibit.drawn("point"))) for exhibit in GALLERY.values()) >= 5


@BOTH_SIDES
def test_numbers_are_readable_on_every_colour_of_a_scale(side: int) -> None:
    cosines = similarity_matrix(ALL, NAMES, NAMES, NAMES)
    narrow = similarity_matrix((ALL + 1) / 2, NAMES, NAMES, NAMES, extent=(0.2, 0.9))
    shares = in_batch_matrix((ALL + 1) / 2, NAMES, NAMES, extent=(0, 1), meaning="share")
    for drawn in (cosines, narrow, shares):
        cells = numbered_cells(on_page(drawn, side))
        assert len(cells) == 100
        assert min(contrast(*cell) for cell in cells) >= 4.5


@BOTH_SIDES
def test_all_colours_of_cells_are_swapped(exhibit: Exhibit, side: int) -> None:
    known = {colour for pair in palette.CHART_SCALES.values() for colour in pair[side]}
    for cells in (each for each in on_page(exhibit.drawn("point"), side).data if each.type == "heatmap"):
        used = {colour for _, colour in cells.colorscale}
        assert used <= known or used == {palette.WASH}


def test_on_a_light_page_nothing_changes(exhibit: Exhibit) -> None:
    drawn = json.loads(exhibit.drawn("point").to_json())
    assert json.loads(spec_on_page(exhibit.drawn("point"), 0)) == drawn


def test_swapping_twice_is_swapping_once(exhibit: Exhibit) -> None:
    drawn = for_either_theme(exhibit.drawn("point"))
    once = drawn.to_json()
    assert for_either_theme(drawn).to_json() == once
