"""Whole texts beside their ranks: who stands where, what is named, and that no text lies over another."""

from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.kit import rank_lanes
from embedlab.figures.kit.labels import lines_of
from embedlab.figures.text_orders import text_orders
from tests.figures.reading import texts

RANKERS = ["BM25", "E5"]
TEXTS = ["What is Java?", "Python is a language.", "Pancakes."]
KINDS = ["question", "answer", "other"]
RANKS = [[3, 1, 2], [2, 1, 3]]
LONG = "Every automobile wheel needs its rubber replaced when the tread is worn down to 1.6 millimetres."


def lines(drawn: go.Figure) -> list[Any]:
    return [trace for trace in drawn.data if trace.mode == "lines"]


def test_texts_stand_at_the_left_in_the_first_order_and_lines_lead_from_them() -> None:
    drawn = text_orders(RANKERS, RANKS, TEXTS)
    named = sorted(drawn.layout.annotations, key=lambda note: note.y)
    assert [note.text for note in named] == ["Python is a language.", "Pancakes.", "What is Java?"]
    assert all(note.xanchor == "left" and note.xshift == -drawn.layout.margin.l for note in named)
    heights = {note.text: note.y for note in named}
    assert [float(line.y[0]) for line in lines(drawn)] == [heights[text] for text in TEXTS]


def test_each_kind_is_named_after_its_text_in_its_colour() -> None:
    said = texts(text_orders(RANKERS, RANKS, TEXTS, KINDS))
    for text, kind in zip(TEXTS, KINDS, strict=True):
        (found,) = [each for each in said if each.startswith(text)]
        assert f"color:{palette.TEXT_KIND_COLOURS[kind]}" in found
        assert f"&nbsp;{kind}</span>" in found


def test_a_long_text_is_whole_on_two_lines_where_there_is_room_and_shorter_on_a_phone() -> None:
    found = [LONG, *"abcdefghijk"]
    wide, narrow = (text_orders(["BM25"], [range(1, 13)], found, narrow=narrow) for narrow in (False, True))
    assert texts(wide)[0].replace("<br>", " ") == LONG
    assert texts(wide)[0].count("<br>") == 1
    assert texts(narrow)[0].count("<br>") == 2
    assert texts(text_orders(["BM25"], [range(1, 13)], [LONG] * 12, narrow=True))[0].endswith("…")
    assert narrow.layout.margin.l < wide.layout.margin.l / 1.8


@pytest.mark.parametrize("first", [[1, 2, 3, 4, 5, 6], [1, 2, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1], [5, 5, 4, 3, 2, 1]])
def test_no_text_lies_over_another_and_all_stay_beside_the_lanes(first: list[int]) -> None:
    drawn = text_orders(["BM25", "E5"], [first, [1, 2, 3, 4, 5, 6]], [LONG, "a", LONG, "b", "c", LONG], narrow=True)
    lane = (drawn.layout.height - drawn.layout.margin.t - drawn.layout.margin.b) / rank_lanes.depth(np.array([first]))
    edges = sorted((note.y, (note.text.count("<br>") + 1) * 15 / lane) for note in drawn.layout.annotations)
    for (upper, tall), (lower, deep) in pairwise(edges):
        assert lower - upper >= (tall + deep) / 2 - 1e-3
    assert edges[0][0] - edges[0][1] / 2 >= 0.5 - 1e-3
    assert edges[-1][0] + edges[-1][1] / 2 <= 6.5 + 1e-3


def test_texts_stand_where_they_wish_when_they_have_room() -> None:
    assert rank_lanes.apart([1.0, 3.0, 5.0], [1.0, 2.0, 1.0], 0.5, 5.5) == pytest.approx([1, 3, 5])
    assert rank_lanes.apart([2.0, 2.0], [1.0, 1.0], 0.5, 5.5) == pytest.approx([1.5, 2.5])
    assert rank_lanes.apart([5.0, 5.0], [1.0, 1.0], 0.5, 5.5) == pytest.approx([4, 5])


def test_the_marked_text_is_bold_and_has_the_accent() -> None:
    drawn = text_orders(RANKERS, RANKS, TEXTS, highlight=2)
    assert "<b>Pancakes.</b>" in texts(drawn)
    long = "word " * 12 + "an"
    plain, bold = (texts(text_orders(["E5"], [[1]], [long], highlight=row))[0] for row in (None, 0))
    assert ("<br>" in plain, "<br>" in bold) == (False, True), "bold is wider"
    assert [trace.customdata[0] for trace in drawn.data if trace.marker.color == palette.ACCENT] == [2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one two", ["one two"]),
        ("one two three", ["one two", "three"]),
        ("one two three four five", ["one two", "three…"]),
        ("", [""]),
    ],
)
def test_a_text_in_lines(text: str, found: list[str]) -> None:
    assert lines_of(text, 9, 2) == found


def test_after_the_last_line_there_is_room_for_what_follows() -> None:
    assert lines_of("one two", 12, 2, 3) == ["one two"]
    assert lines_of("one two three", 13, 2, 3) == ["one two three", ""]
    assert lines_of("one two three", 13, 1, 6) == ["one t…"]
