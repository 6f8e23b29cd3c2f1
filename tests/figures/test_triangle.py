import re

import numpy as np
import pytest

from embedlab.figures.triangle import Told, text_triangle
from tests.figures.reading import alternative, texts

Sides = tuple[float, float, float]

TEXTS = ("How to change a tire", "Steps to fix a flat tire", "How to change a password")
TOLD = (Told(0.68, "a, tire, to"), Told(0.46, "a, change, how, to"))


def distances(drawn) -> list[float]:
    marks = next(trace for trace in drawn.data if trace.name == "texts")
    points = np.column_stack([marks.x, marks.y])
    return [float(np.linalg.norm(points[one] - points[other])) for one, other in ((0, 1), (0, 2), (1, 2))]


@pytest.mark.parametrize(
    "sides", [(0.8, 1.04, 1.24), (0.35, 0.46, 0.46), (2.0, 2.0, 0.1), (1.0, 1.0, 2.0), (0.0, 0.9, 0.9), (0.0, 0.0, 0.0)]
)
def test_the_three_distances_in_the_picture_are_those_in_the_space(sides: tuple[float, float, float]) -> None:
    drawn = text_triangle(TEXTS, sides, TOLD)
    assert distances(drawn) == pytest.approx(sides, abs=2e-3)
    assert drawn.layout.xaxis.scaleanchor == "y"


def test_every_point_lies_in_the_picture_on_the_narrowest_screen() -> None:
    for sides in ((0.8, 1.04, 1.24), (2.0, 2.0, 2.0), (1.5, 1.5, 0.1), (0.2, 0.2, 0.3)):
        drawn = text_triangle(TEXTS, sides, TOLD)
        marks = drawn.data[2]
        low, high = drawn.layout.xaxis.range
        assert low < min(marks.x) <= max(marks.x) < high
        assert min(marks.y) >= drawn.layout.yaxis.range[0]


def test_texts_stand_whole_beside_their_points_with_what_they_share() -> None:
    shown = " ".join(texts(text_triangle(TEXTS, (0.8, 1.04, 1.24), TOLD))).replace("<br>", " ")
    assert all(text in shown for text in TEXTS)
    assert "shared: a, tire, to" in shown
    assert "shared: a, change, how, to" in shown


def test_the_closer_line_is_the_thicker_one() -> None:
    for sides, thick in (((0.8, 1.0, 1.2), "A and B"), ((1.0, 0.8, 1.2), "A and C")):
        lines = text_triangle(TEXTS, sides, TOLD).data[:2]
        assert max(lines, key=lambda line: line.line.width).name == thick


def test_before_the_guess_nothing_tells_which_is_closer() -> None:
    drawn = text_triangle(TEXTS, None, (Told(None, "a"), Told(None, "b")))
    assert distances(drawn)[0] == pytest.approx(distances(drawn)[1])
    assert {(line.line.width, line.line.dash) for line in drawn.data[:2]} == {(2, "dot")}
    assert [each.text for each in drawn.layout.annotations if "?" in each.text] == ["<b>?</b>"] * 2
    assert "not to scale" in alternative(drawn)


def test_numbers_of_a_line_and_the_text_below_it_do_not_meet() -> None:
    """Even where two texts are the same, and the line between them has no length."""
    for sides in ((0.0, 0.9, 0.9), (0.8, 1.04, 1.24), (0.0, 0.0, 0.0)):
        notes = text_triangle(TEXTS, sides, TOLD).layout.annotations[1:]
        assert len(notes) == 8
        for number, unit, text, shared in (notes[:4], notes[4:]):
            assert number.yshift - 20 > unit.yshift > text.yshift + 20
            assert text.yshift > shared.yshift + 15


SPREAD = ((0.8, 1.04, 1.24), (0.0, 0.9, 0.9), (1.4, 1.4, 0.2), (0.3, 0.4, 0.5), (1.0, 1.0, 2.0))


@pytest.mark.parametrize("sides", SPREAD)
@pytest.mark.parametrize("narrow", [False, True])
def test_the_numbers_of_a_line_end_above_its_point_or_stand_outside_it(sides: Sides, narrow: bool) -> None:
    drawn = text_triangle(TEXTS, sides, TOLD, narrow=narrow)
    marks = drawn.data[2]
    scale = (330.0 if not narrow else 280.0) / float(np.ptp(drawn.layout.xaxis.range))
    for other, (number, unit) in ((1, drawn.layout.annotations[1:3]), (2, drawn.layout.annotations[5:7])):
        across, down = abs(marks.x[other]) * scale, -marks.y[other] * scale
        low = -unit.yshift + 16 * (1 + unit.text.count("<br>"))
        assert low <= down - 12 or abs(number.xshift) >= across + 13


@pytest.mark.parametrize("sides", SPREAD)
def test_nothing_reaches_over_the_edge_of_the_narrowest_phone(sides: Sides) -> None:
    drawn = text_triangle(TEXTS, sides, TOLD, narrow=True)
    shown = " ".join(texts(drawn)).replace("<br>", " ")
    assert all(text in shown for text in TEXTS)
    for note in drawn.layout.annotations[1:]:
        across = max(len(line) for line in re.sub("</?b>", "", note.text).split("<br>")) * note.font.size * 0.6
        side = 1 if note.xanchor in ("left", "right") else 0.5
        assert abs(note.xshift or 0) + side * across <= 152  # half of 320, less a little over half of the page's margin
