"""Words marked in a text: safe whatever was typed, readable in both themes, and with a sign beside the colour."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.kit.colour import channels, contrast
from embedlab.lessons.every_family.view_marks import (
    LONG,
    legend_html,
    line_html,
    marked_html,
)
from embedlab.studies.marked_words import DEEPEST, digits_of, order_of
from embedlab.words import words_in
from tests.kit.any_text import any_texts


class Reader(HTMLParser):
    """The words of a piece of HTML and the names of its tags."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text, self.tags = "", []  # type: str, list[str]
        self.feed(markup)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def marked(text: str, *values: float) -> str:
    return marked_html("Text", text, words_in(text), np.array(values))


def test_signs_are_told_by_line_number_and_colour() -> None:
    found = marked("fix a tire", 0.5, 0.0, -0.25)
    assert re.findall(r'<mark class="(\S+)".*?>(\w+)<sub>(.*?)</sub>', found) == [
        ("el-raises", "fix", "+0.50"), ("el-lowers", "tire", "−0.25"),
    ]  # fmt: skip
    assert palette.see_through(palette.POSITIVE, DEEPEST) in found
    assert palette.see_through(palette.NEGATIVE, DEEPEST / 2) in found
    assert '<span title="0.00">a</span>' in found


def test_only_the_three_strongest_have_their_number_beside_them() -> None:
    found = marked("a b c d e", 0.9, -0.8, 0.7, 0.6, 0.01)
    assert found.count("<sub>") == 3
    assert found.count("<mark") == 4
    assert found.count("title=") == 5


def test_nothing_is_marked_where_no_word_does_anything_or_none_could_be_left_out() -> None:
    assert "<mark" not in marked("a b", 0.0, 0.0)
    assert Reader(marked("word", float("nan"))).tags == ["p", "b"]


def test_every_text_is_shown_as_it_was_typed() -> None:
    for text in any_texts(300, 5):
        words = words_in(text)
        read = Reader(marked_html("Text", text, words, np.full(len(words), np.nan)))
        # A parser of HTML reads a zero byte and a carriage return as other signs; so does a browser.
        assert read.text == f"Text {text}"
        assert set(read.tags) <= {"p", "b", "div"}


def test_markup_is_no_markup() -> None:
    text = '<b onclick="x">& fix</b> <script>tire</script>'
    found = Reader(marked(text, *range(1, len(words_in(text)) + 1)))
    assert set(found.tags) <= {"p", "b", "mark", "sub", "span"}
    assert "<script>" not in marked_html("<script>", text, [], np.array([]))
    for value in (1.0, 0.0, float("nan")):
        assert "<script>" not in marked_html("Text", "<script>", [(0, 8)], np.array([value]))
    assert "<script>" not in line_html("bm25", "<script>", "<script>", "")


def test_a_long_text_has_a_box_that_a_keyboard_can_scroll() -> None:
    text = "word " * LONG
    found = marked_html("Text", text, [], np.array([]))
    assert 'tabindex="0" role="region" aria-label="Text"' in found


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("mark", [palette.POSITIVE, palette.NEGATIVE])
def test_words_can_be_read_on_the_deepest_mark(mark: str, side: int) -> None:
    ground = palette.PAGE["backgroundColor"][side]
    mixed = (np.array(channels(mark)) * DEEPEST + np.array(channels(ground)) * (1 - DEEPEST)) * 255
    seen = "#" + "".join(f"{round(value):02X}" for value in mixed)
    assert contrast(seen, palette.PAGE["textColor"][side]) >= 4.5


def test_the_legend_shows_both_marks() -> None:
    assert Reader(legend_html()).tags.count("mark") == 2


def test_order_and_digits_by_hand() -> None:
    assert order_of(np.array([0.1, np.nan, -0.3, 0.1])) == [2, 0, 3]
    assert [digits_of(value) for value in (3.0, 0.1, 0.05, 0.0005)] == [2, 2, 3, 4]
