from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.rank_gaps import rank_gaps
from tests.figures.reading import alternative, texts, trace


def draw(**options: Any) -> go.Figure:
    asked: dict[str, Any] = {"names": ("BM25", "MiniLM"), "count": 60, "families": ("lexical", "dense")}
    return rank_gaps(["q1", "q2"], ["t1", "t2"], [1, 45.5], [32, 2], **asked | options)


def test_marks_stand_at_the_ranks_and_lines_reach_the_hollow_ones() -> None:
    drawn = draw()
    assert trace(drawn, "BM25").x.tolist() == [1, 45.5]
    assert trace(drawn, "MiniLM").x.tolist() == [32, 2]
    for line, (start, end) in zip(drawn.layout.shapes, ((1, 32), (45.5, 2)), strict=True):
        assert line.x0 == start
        assert 0 < abs(np.log10(line.x1 / end)) < 0.03
        assert min(start, end) < line.x1 < max(start, end)


def test_equal_ranks_have_a_line_without_length() -> None:
    drawn = rank_gaps(["q"], ["t"], [7], [7], names=("a", "b"), count=60)
    assert drawn.layout.shapes[0].x0 == drawn.layout.shapes[0].x1 == 7


def test_the_length_of_a_line_is_the_measure() -> None:
    axis = draw().layout.xaxis
    assert axis.type == "log"
    np.testing.assert_allclose(np.diff(axis.range), np.log10(60) * 1.13)
    assert axis.tickvals == (1, 2, 5, 10, 20, 50)


def test_numbers_stand_outside_of_the_line() -> None:
    assert trace(draw(), "BM25").textposition == ("middle left", "middle right")
    assert trace(draw(), "MiniLM").textposition == ("middle right", "middle left")
    assert trace(draw(), "BM25").text == ("\u00a01\u00a0", "\u00a045.5\u00a0")


def test_the_two_are_told_apart_by_more_than_colour() -> None:
    marks = [trace(draw(families=("dense", "dense")), name).marker.symbol for name in ("BM25", "MiniLM")]
    assert marks == ["diamond", "diamond-open"]
    key = texts(draw(families=("dense", "dense")))[0]
    assert "◆</span> BM25" in key
    assert "◇</span> MiniLM" in key


def test_every_family_has_its_mark_in_the_key() -> None:
    for family in palette.FAMILY_COLOURS:
        assert "</span> BM25" in texts(draw(families=(family, family)))[0]


def test_a_family_without_a_colour_is_neutral() -> None:
    assert trace(draw(families=("hybrid", "dense")), "BM25").marker.color == palette.NEUTRAL


def test_the_chosen_row_is_bold_and_a_mark_gives_its_row() -> None:
    drawn = draw(highlight=1)
    assert texts(drawn)[1:] == ["q1", "<b>q2</b>"]
    assert drawn.layout.shapes[1].line.color == palette.ACCENT
    assert trace(drawn, "BM25").customdata == (0, 1)


def test_alternative_text_tells_all() -> None:
    assert alternative(draw()) == (
        "Ranks of one text a query, by BM25 and by MiniLM, 2 in all: “q1” 1 and 32; “q2” 45.5 and 2."
    )
