from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.arrows import role_arrows
from tests.figures.reading import alternative

START = np.array([[0.0, 0.0], [0.5, 0.5]])
END = np.array([[0.5, 0.0], [0.5, 0.5]])
KINDS = ["question", "answer"]


def arrows(drawn: go.Figure) -> list[Any]:
    return [note for note in drawn.layout.annotations if note.showarrow]


def test_an_arrow_leads_from_where_a_text_stood_to_where_it_stands() -> None:
    (arrow,) = arrows(role_arrows(START, END, KINDS, ["a", "b"], 1))
    assert (arrow.ax, arrow.ay, arrow.x, arrow.y) == (0, 0, 0.5, 0)
    assert arrow.arrowcolor == palette.TEXT_KIND_COLOURS["question"]


def test_a_text_that_stays_has_both_marks_and_no_arrow() -> None:
    drawn = role_arrows(START[1:], END[1:], ["answer"], ["b"], 1)
    assert not arrows(drawn)
    assert [trace.marker.symbol for trace in drawn.data] == ["square-open", "square"]


def test_each_kind_is_named_once_in_the_key() -> None:
    drawn = role_arrows(START, END, KINDS, ["a", "b"], 1)
    assert [trace.name for trace in drawn.data if trace.showlegend] == ["question", "answer"]


def test_conditions_are_named_under_the_map() -> None:
    drawn = role_arrows(START, END, KINDS, ["a", "b"], 1, names=("no prefix", "right prefix"))
    assert drawn.layout.annotations[-1].text == "hollow: no prefix   filled: right prefix"


def test_movement_is_told_by_cosines_and_not_by_the_map() -> None:
    plain = alternative(role_arrows(START, END, KINDS, ["a", "b"], 1))
    assert "0.5" not in plain
    told = alternative(role_arrows(START, END, KINDS, ["a", "b"], 1, cosines=[0.75, 0.85]))
    assert told.endswith("Mean cosine of a text's two vectors 0.80; furthest moved: a, 0.75.")


def test_names_do_not_cover_each_other() -> None:
    crowd = np.zeros((12, 2))
    drawn = role_arrows(crowd, crowd, ["other"] * 12, ["the same text"] * 12, 1)
    places = [(note.xshift, note.yshift) for note in drawn.layout.annotations if note.text == "the same text"]
    assert 1 <= len(places) < 12
    assert all(
        abs(one[0] - two[0]) >= 70 or abs(one[1] - two[1]) >= 14
        for place, one in enumerate(places)
        for two in places[:place]
    )


def test_customdata_is_the_row_of_the_text() -> None:
    rows = [row for trace in role_arrows(START, END, KINDS, ["a", "b"], 1).data for row in trace.customdata]
    assert sorted(rows) == [0, 0, 1, 1]
