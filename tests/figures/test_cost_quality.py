from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.cost_quality import cost_quality
from tests.figures.reading import alternative, trace

NAMES = ["words", "vectors", "both", "pairs"]
FAMILIES = ["lexical", "dense", "hybrid", "cross-encoder"]
QUALITY, LOWS, HIGHS = [0.32, 0.41, 0.4, 0.58], [0.25, 0.35, 0.34, np.nan], [0.4, 0.5, 0.47, np.nan]
FRONT = [True, True, False, True]


def draw(costs: Any = (1e-3, 1e-2, 2e-2, 1), **options: Any) -> go.Figure:
    return cost_quality(
        NAMES, costs, QUALITY, LOWS, HIGHS, FAMILIES, FRONT, cost_name="time", quality_name="nDCG@10", **options
    )


def test_a_mark_stands_at_the_power_of_ten_of_its_cost_and_at_its_quality() -> None:
    marks = trace(draw(), "set-ups")
    assert list(marks.x) == [-3, -2, np.log10(0.02).round(4), 0]
    assert list(marks.y) == QUALITY


def test_an_interval_runs_through_its_mark_and_a_missing_one_is_not_drawn() -> None:
    lines = trace(draw(), "intervals")
    assert list(lines.y[:3]) == [0.25, 0.4, None]
    assert list(lines.x[:2]) == [-3, -3]
    assert list(lines.y[9:]) == [None] * 3


def test_what_none_beats_is_filled_bold_and_joined_by_steps_to_the_end_of_the_plot() -> None:
    figure = draw()
    assert [symbol.endswith("-open") for symbol in trace(figure, "set-ups").marker.symbol] == [not on for on in FRONT]
    bold = {note.text for note in figure.layout.annotations if note.text.startswith("<b>")}
    assert bold == {"<b>words</b>", "<b>vectors</b>", "<b>pairs</b>"}
    steps = trace(figure, "front")
    assert steps.line.shape == "hv"
    assert list(steps.y) == [0.32, 0.41, 0.58, 0.58]
    assert steps.x[-1] == figure.layout.xaxis.range[1]


def test_quality_spans_whole_tenths_about_all_intervals() -> None:
    assert draw().layout.yaxis.tickvals == (0.2, 0.3, 0.4, 0.5, 0.6)
    same = cost_quality(["a"], [1], [1.0], [1.0], [1.0], ["dense"], [True], cost_name="time", quality_name="recall")
    assert same.layout.yaxis.tickvals == (0.8, 0.9, 1.0)


def test_what_costs_nothing_stands_left_of_all_costs_at_a_place_that_says_so() -> None:
    figure = draw(costs=(0, 1e-2, 2e-2, 1))
    axis, place = figure.layout.xaxis, trace(figure, "set-ups").x[0]
    assert axis.range[0] < place < -2
    assert axis.ticktext[axis.tickvals.index(place)] == "nothing"


def test_no_name_lies_over_a_step() -> None:
    figure = draw()
    (note,) = (each for each in figure.layout.annotations if each.text == "<b>words</b>")
    # The step leaves this mark to the right, at its own height.
    assert note.yshift or note.xshift < 0 or note.showarrow


def test_a_mixture_of_families_has_no_colour_of_one() -> None:
    colours = trace(draw(), "set-ups").marker.color
    assert colours[1] == palette.FAMILY_COLOURS["dense"]
    assert colours[2] == palette.NEUTRAL


def test_the_text_alternative_tells_each_and_what_none_beats() -> None:
    told = alternative(draw())
    assert "words 0.32 (interval 0.25 to 0.40) for 1 ms;" in told
    assert "pairs 0.58 for 1 s. Beaten by none: words, vectors, pairs." in told
