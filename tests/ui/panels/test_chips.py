"""Tokens as chips: pieces, special tokens and weights are visible, and nothing in a token is markup."""

import pytest

from embedlab.ui.panels.chips import chips_html


def test_each_token_is_one_item_in_order() -> None:
    html = chips_html(["the", "point"])
    assert html.count("<li") == 2
    assert html.index("the") < html.index("point")


def test_a_token_is_never_markup() -> None:
    assert "<script>" not in chips_html(["<script>"])


def test_special_tokens_and_joints_are_marked_at_their_position() -> None:
    first, second, third = chips_html(["[CLS]", "inter", "section"], special={0}, joints={2}).split("</li>")[:3]
    assert "el-special" in first
    assert "el-" not in second.replace("el-chip", "")
    assert "el-joint" in third


def test_a_weight_is_a_bar_and_a_number() -> None:
    html = chips_html(["a"], [0.256])
    assert "--w:0.256" in html
    assert "<small>0.26</small>" in html


def test_a_bar_never_leaves_its_chip() -> None:
    assert "--w:1.000" in chips_html(["a"], [1.7])
    assert "--w:0.000" in chips_html(["a"], [-0.2])


def test_weights_of_another_number_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        chips_html(["a", "b"], [1.0])
