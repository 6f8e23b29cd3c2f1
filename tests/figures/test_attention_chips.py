from itertools import pairwise

import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.attention_chips import attention_strip
from embedlab.figures.kit.chip_lines import lay_out
from tests.figures.reading import alternative

TOKENS = ["[CLS]", "make", "a", "po", "##int", "[SEP]"]
WEIGHTS = [0.2, 0.15, 0.05, 0.05, 0.05, 0.5]


def test_bars_are_proportional_up_to_a_full_one() -> None:
    bars = attention_strip(TOKENS, WEIGHTS, {3, 4}).data[1]
    heights = -np.asarray(bars.y)
    assert heights[1] == pytest.approx(3 * heights[2], abs=1e-3)
    assert heights[0] == heights[5] == heights.max()


def test_a_full_bar_is_printed() -> None:
    assert (
        attention_strip(TOKENS, WEIGHTS, {3}).layout.annotations[0].text == "a full bar is 20\u00a0% of the attention"
    )
    drawn = attention_strip(TOKENS, WEIGHTS, {3}, extent=0.5)
    assert drawn.layout.annotations[0].text == "a full bar is 50\u00a0% of the attention"


def test_a_bar_that_is_cut_off_tells_its_number() -> None:
    assert "50\u00a0% ↑" in attention_strip(TOKENS, WEIGHTS, {3}).data[-1].text


def test_targets_are_filled_and_special_tokens_greyed() -> None:
    drawn = attention_strip(TOKENS, WEIGHTS, {3})
    contextual = palette.FAMILY_COLOURS["contextual"]
    assert [colour == contextual for colour in drawn.data[0].marker.color] == [False] * 3 + [True] + [False] * 2
    assert drawn.data[1].marker.color[0] == drawn.data[1].marker.color[5] == palette.NEUTRAL
    assert drawn.data[3].text == ("[CLS]", "[SEP]")


def test_special_tokens_can_be_named() -> None:
    assert attention_strip(["a", "b"], [0.5, 0.5], {0}, special={1}).data[3].text == ("b",)


def test_ordinary_tokens_take_the_colour_of_the_page() -> None:
    assert attention_strip(TOKENS, WEIGHTS, {3}).data[2].textfont.color is None


def test_pieces_of_a_word_stand_closer_than_words() -> None:
    chips = lay_out(["po", "##int", "made"], set(), 46)
    gaps = [after.left - before.left - before.width for before, after in pairwise(chips)]
    assert chips[1].text == "int"
    assert gaps[0] < gaps[1] / 3


def test_lines_break_within_the_columns_and_keep_reading_order() -> None:
    chips = lay_out(["word"] * 128, set(), 46)
    assert max(chip.left + chip.width for chip in chips) <= 46
    places = [(chip.row, chip.left) for chip in chips]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [1, 2, 128])
def test_any_number_of_tokens_is_drawn(count: int) -> None:
    drawn = attention_strip(["t"] * count, np.full(count, 1 / count), {count - 1})
    assert len(drawn.data[1].x) == count


def test_only_special_tokens_still_have_a_scale() -> None:
    assert "full bar is 50\u00a0%" in attention_strip(["[CLS]", "[SEP]"], [0.5, 0.5], {0}).layout.annotations[0].text


def test_alternative_text_leaves_special_tokens_to_one_sum() -> None:
    alt = alternative(attention_strip(TOKENS, WEIGHTS, {1}))
    assert alt.startswith("Share of attention from make to each token: make 15 %")
    assert alt.endswith("special tokens together 70 %.")
