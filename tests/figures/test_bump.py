from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.bump import bump_chart
from tests.figures.reading import alternative, texts

RANKERS = ["BM25", "E5"]
TEXTS = ["What is Java?", "Python is a language.", "Pancakes."]
KINDS = ["question", "answer", "other"]
RANKS = [[1, 2, 3], [2, 1, 3]]


def marks(drawn: go.Figure) -> dict[int, Any]:
    return {trace.customdata[0]: trace for trace in drawn.data if trace.mode == "markers"}


def lines(drawn: go.Figure) -> list[Any]:
    return [trace for trace in drawn.data if trace.mode == "lines"]


def test_each_text_stands_at_its_rank_in_every_column_with_the_first_at_the_top() -> None:
    drawn = bump_chart(RANKERS, RANKS, TEXTS)
    assert marks(drawn)[1].y.tolist() == [2, 1]
    low, high = drawn.layout.yaxis.range
    assert low > high


def test_ties_stand_at_one_height_side_by_side() -> None:
    drawn = marks(bump_chart(["BM25"], [[1, 2, 2]], TEXTS))
    assert drawn[1].y[0] == drawn[2].y[0] == 2
    assert drawn[1].x[0] < drawn[2].x[0]
    assert drawn[1].text[0] == "BM25: rank 2 of 3, shared with 1 more"


def test_names_of_ties_do_not_cover_each_other() -> None:
    drawn = bump_chart(["BM25"], [[1] * 20], ["t"] * 20)
    heights = sorted(note.y for note in drawn.layout.annotations if note.text == "t")
    assert len(heights) == 20
    assert np.diff(heights).min() >= 1
    assert heights[0] >= 1


def test_a_line_ends_at_the_name_of_its_text() -> None:
    drawn = bump_chart(["BM25"], [[1, 1]], ["a", "b"])
    named = {note.text: note.y for note in drawn.layout.annotations}
    assert [float(line.y[-1]) for line in lines(drawn)] == [named["a"], named["b"]]


def test_kinds_give_colour_and_shape_and_a_key() -> None:
    drawn = bump_chart(RANKERS, RANKS, TEXTS, KINDS)
    assert [marks(drawn)[row].marker.color for row in range(3)] == [palette.TEXT_KIND_COLOURS[kind] for kind in KINDS]
    assert len({trace.marker.symbol for trace in marks(drawn).values()}) == 3
    assert all(kind in drawn.layout.annotations[-1].text for kind in KINDS)


def test_without_kinds_only_the_highlighted_text_has_the_accent() -> None:
    drawn = bump_chart(RANKERS, RANKS, TEXTS, highlight=2)
    assert [row for row, trace in marks(drawn).items() if trace.marker.color == palette.ACCENT] == [2]
    assert "<b>Pancakes.</b>" in texts(drawn)


def test_the_highlighted_text_lies_over_the_others() -> None:
    assert list(marks(bump_chart(RANKERS, RANKS, TEXTS, highlight=0)))[-1] == 0


def test_of_many_texts_those_in_some_top_twenty_are_drawn() -> None:
    ranks = np.array([np.arange(1, 101), np.arange(100, 0, -1)])
    drawn = bump_chart(RANKERS, ranks, [str(row) for row in range(100)])
    assert sorted(marks(drawn)) == [*range(20), *range(80, 100)]
    assert marks(drawn)[0].y.tolist() == [1, 21.5]
    assert drawn.layout.yaxis.ticktext[-1] == "&gt; 20"


def test_a_highlighted_text_is_drawn_however_deep() -> None:
    drawn = bump_chart(["BM25"], [np.arange(1, 101)], [str(row) for row in range(100)], highlight=60)
    assert marks(drawn)[60].text == ("BM25: rank 61 of 100",)
    assert "<b>60</b>" in texts(drawn)


def test_the_whole_text_is_on_hover() -> None:
    long = "word " * 30
    drawn = bump_chart(["BM25"], [[1]], [long])
    assert drawn.layout.annotations[0].text.endswith("…")
    assert marks(drawn)[0].hovertext.count("word") == 30


def test_a_long_name_of_a_ranker_breaks_once() -> None:
    assert bump_chart(["paraphrase-minilm-l3-v2"], [[1]], ["a"]).layout.xaxis.ticktext == (
        "paraphrase-<br>minilm-l3-v2",
    )


def test_alternative_text_tells_winners_the_best_answer_and_the_marked_text() -> None:
    alt = alternative(bump_chart(RANKERS, RANKS, TEXTS, KINDS, highlight=1))
    assert "by BM25: What is Java? (best answer at rank 2); E5: Python is a language. (best answer at rank 1)" in alt
    assert alt.endswith("Marked: Python is a language., at ranks 2, 1.")


def test_twenty_texts_and_nine_rankers_stay_light() -> None:
    texts = ["A sentence of an ordinary length that says something about tyres." for _ in range(20)]
    assert len(bump_chart([f"ranker {n}" for n in range(9)], [np.arange(1, 21)] * 9, texts).to_json()) < 40_000


def test_a_rank_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="start at 1, not at 0"):
        bump_chart(["BM25"], [[0, 1, 2]], TEXTS)


def test_no_texts_to_rank_are_said() -> None:
    assert texts(bump_chart(["BM25"], [[]], [])) == ["No ranking to compare yet."]
