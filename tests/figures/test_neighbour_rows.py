from typing import Any

import plotly.graph_objects as go

from embedlab.figures import theme
from embedlab.figures.neighbour_rows import neighbour_rows

LINES = [["zebra", "sea"], ["sea", "boat"], ["lake", "sea"]]


def draw(**options: Any) -> go.Figure:
    return neighbour_rows("river", [0, 1, 5], LINES, **options)


def words(drawn: go.Figure) -> dict[float, list[str]]:
    found: dict[float, list[tuple[float, str]]] = {}
    for trace in drawn.data[1:]:
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
            found.setdefault(y, []).append((float(x), text))
    return {row: [text for _, text in sorted(line)] for row, line in sorted(found.items())}


def test_each_epoch_is_a_line_nearest_first() -> None:
    drawn = draw()
    assert list(words(drawn).values()) == LINES
    assert list(words(drawn)) == list(drawn.layout.yaxis.tickvals)
    assert drawn.layout.yaxis.ticktext == ("random start", "epoch 1", "epoch 5")


def test_words_of_the_last_line_are_filled_wherever_they_stand() -> None:
    filled = [colour == theme.FAMILY_COLOURS["static"] for colour in draw().data[0].marker.color]
    assert filled == [False, True, True, False, True, True]


def test_what_does_not_fit_goes_on_below_and_the_next_epoch_below_that() -> None:
    drawn = draw(columns=11)
    assert list(words(drawn).values()) == [["zebra"], ["sea"], ["sea", "boat"], ["lake", "sea"]]
    assert [list(words(drawn)).index(start) for start in drawn.layout.yaxis.tickvals] == [0, 2, 3]


def test_no_chip_reaches_beyond_its_line() -> None:
    long = ["incomprehensible"] * 9
    boxes = neighbour_rows("w", [1], [long], columns=36).data[0]
    assert max(x + width / 2 for x, width in zip(boxes.x, boxes.width, strict=True)) <= 36


def test_an_epoch_without_words_keeps_its_line() -> None:
    starts = neighbour_rows("w", [0, 1, 2], [["a"], [], ["b"]]).layout.yaxis.tickvals
    assert starts[0] < starts[1] < starts[2]


def test_cosines_stand_on_hover() -> None:
    told = draw(cosines=[[0.5, 0.25]] * 3).data[0].hovertext
    assert told[0] == "zebra<br>cosine <b>0.50</b>"


def test_alternative_text_tells_first_and_last_line() -> None:
    assert draw().layout.meta["alt"] == (
        "Nearest words of river over 3 epochs. random start: zebra, sea; epoch 1: sea, boat; epoch 5: lake, sea. "
        "1 of the last 2 were there at the start."
    )
