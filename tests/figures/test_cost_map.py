from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.cost_map import cost_map
from tests.figures.reading import alternative, trace

NAMES = ["words", "vectors", "tokens", "pairs"]
FAMILIES = ["lexical", "dense", "late-interaction", "cross-encoder"]


def draw(times: Any = (1e-4, 1e-2, 1e-2, 10), stored: Any = (100, 1_000, 10_000, 0), **options: Any) -> go.Figure:
    return cost_map(NAMES, times, stored, FAMILIES, **options)


def test_a_mark_stands_at_the_powers_of_ten_of_its_time_and_its_bytes() -> None:
    marks = trace(draw(), "rankers")
    assert list(marks.y) == [-4, -2, -2, 1]
    assert list(marks.x)[:3] == [2, 3, 4]


def test_what_stores_nothing_stands_left_of_all_bytes_at_a_place_that_says_so() -> None:
    figure = draw()
    axis, place = figure.layout.xaxis, trace(figure, "rankers").x[3]
    assert place < 2
    assert axis.range[0] < place
    assert axis.ticktext[axis.tickvals.index(place)] == "nothing"
    assert "nothing" not in draw(stored=(100, 1_000, 10_000, 10)).layout.xaxis.ticktext


def test_families_differ_in_colour_and_in_shape() -> None:
    marks = trace(draw(), "rankers").marker
    assert list(marks.color) == [palette.FAMILY_COLOURS[family] for family in FAMILIES]
    assert len(set(marks.symbol)) == len(FAMILIES)


def test_every_mark_is_named_and_no_name_lies_over_another_on_a_phone() -> None:
    rng = np.random.default_rng(0)
    names = [f"ranker {number}" for number in range(20)]
    times, stored = 10 ** rng.uniform(-4, -1, 20), 10 ** rng.uniform(2, 5, 20)
    figure = cost_map(names, times, stored, ["dense"] * 20, narrow=True)
    notes = [note for note in figure.layout.annotations if note.text in names]
    assert len(notes) == 20
    size, ends = (260, 400), np.array([figure.layout.xaxis.range, figure.layout.yaxis.range])
    shift = [(n.ax, -n.ay) if n.showarrow else (n.xshift, n.yshift) for n in notes]
    places = (np.array([(n.x, n.y) for n in notes]) - ends[:, 0]) / np.ptp(ends, axis=1) * size + np.array(shift)
    apart = np.abs(places[:, None] - places[None])
    over = (apart[..., 0] < 9 * 12 * 0.5) & (apart[..., 1] < 12)
    assert not (over & ~np.eye(20, dtype=bool)).any()


def test_the_text_alternative_tells_both_costs_of_each() -> None:
    assert "tokens 10 ms, 10 kB; pairs 10 s, 0 bytes" in alternative(draw())
