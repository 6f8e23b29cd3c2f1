import numpy as np

from embedlab import palette
from embedlab.figures.hybrid_curve import hybrid_curve
from tests.figures.reading import alternative, trace

WEIGHTS = [0, 0.5, 1]
RANKS = [[1, 2], [2, 1], [2, 1]]


def test_a_line_follows_the_rank_of_its_text_over_the_weight() -> None:
    line = trace(hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 0.5), "b")
    assert line.x[:3].tolist() == WEIGHTS
    assert line.y[:3].tolist() == [2, 1, 1]


def test_marks_stand_at_the_nearest_weight_computed() -> None:
    marks = trace(hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 0.6), "selected weight")
    assert set(marks.x) == {0.5}
    assert dict(zip(marks.customdata, marks.y, strict=True)) == {0: 2, 1: 1}


def test_quality_has_its_own_panel_with_selected_and_best() -> None:
    drawn = hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 0, [0.5, 0.9, 0.75])
    mark = trace(drawn, "selected and best nDCG")
    assert np.allclose(mark.y, [0.5, 0.9])
    assert mark.yaxis == trace(drawn, "nDCG@10").yaxis == "y2"
    assert drawn.layout.yaxis2.domain[1] < drawn.layout.yaxis.domain[0]
    assert drawn.layout.yaxis2.range == (-0.04, 1.04)
    assert "nDCG <b>0.50</b><br>best 0.90<br>at weight 0.5" in drawn.layout.annotations[-1].text


def test_without_known_answers_there_is_no_second_panel() -> None:
    drawn = hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 0)
    assert "yaxis2" not in drawn.layout
    assert drawn.layout.yaxis.domain == (0, 1)


def test_the_ends_of_the_slider_are_named() -> None:
    ticks = hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 0, ends=("BM25", "E5")).layout.xaxis.ticktext
    assert (ticks[0], ticks[-1]) == ("0<br>all BM25", "1<br>all E5")


def test_only_the_highlighted_text_has_the_accent() -> None:
    drawn = hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 0, highlight=0)
    assert trace(drawn, "a").line.color == palette.ACCENT
    assert trace(drawn, "b").line.color in palette.NEUTRAL_RAMP


def test_a_single_weight_and_a_missing_quality_are_drawn() -> None:
    drawn = hybrid_curve([0.5], [[1]], ["a"], 0.5, [np.nan])
    assert "First at weight 0.5: a" in alternative(drawn)


def test_alternative_text_tells_winners_and_quality() -> None:
    alt = alternative(hybrid_curve(WEIGHTS, RANKS, ["a", "b"], 1, [0.5, 0.9, 0.75], 0))
    assert "First at weight 1: b; at 0: a; at 1: b. Marked: a, at rank 2." in alt
    assert alt.endswith("nDCG 0.75, best 0.90 at weight 0.5.")
