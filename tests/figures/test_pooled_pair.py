from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.pooled_pair import pooled_pair
from tests.figures.reading import alternative, texts, trace

TOKENS = ["[CLS]", "dog", "bit", "man"]


def drawn(shares: list[float], tokens: list[str] = TOKENS, **more: Any) -> go.Figure:
    vector = [0.1, -0.2, 0.3]
    return pooled_pair(tokens, shares, vector, ["man", "bit"], [0.5, 0.5], vector, 0.984, how="mean", **more)


def widths(figure: go.Figure) -> list[float]:
    """How much of the vector's width the band of each token reaches."""
    x = np.array(trace(figure, "bands of A").x, dtype=float).reshape(-1, 5)
    return [float(right - left) for right, left in x[:, 2:4]]


def test_a_band_is_as_wide_as_the_share_of_its_token() -> None:
    narrow, wide = widths(drawn([0.0, 0.25, 0.0, 0.75]))
    assert wide == pytest.approx(3 * narrow, rel=0.03)


def test_a_token_without_a_share_has_no_band_and_a_grey_name() -> None:
    figure = drawn([1.0, 0.0, 0.0, 0.0])
    assert len(widths(figure)) == 1
    grey = [each for each in figure.data if each.name == "words of A" and each.textfont.color == palette.NEUTRAL]
    assert grey[0].text == ("dog", "bit", "man")


def test_the_number_is_the_largest_text_and_has_two_decimals_a_name_and_a_range() -> None:
    figure = drawn([0.25] * 4)
    largest = max(figure.layout.annotations, key=lambda each: each.font.size)
    assert largest.text == "<b>0.98</b>"
    assert largest.font.size == 38
    assert "<b>cosine</b><br>−1 to 1" in texts(figure)


def test_what_it_is_compared_with_is_named_and_only_when_it_may_be() -> None:
    known = drawn([0.25] * 4, landmarks={"unrelated": 0.05, "paraphrase": 0.55})
    assert {"unrelated <b>0.05</b>", "paraphrase <b>0.55</b>"} <= set(texts(known))
    assert "paraphrase 0.55" in alternative(known)
    told = str(drawn([0.25] * 4).to_json()) + alternative(drawn([0.25] * 4))
    assert "paraphrase" not in told
    ruler = trace(known, "ruler").x
    low, high, unrelated = ruler[0], ruler[1], ruler[3]
    assert (unrelated - low) / (high - low) == pytest.approx((0.05 + 1) / 2, abs=1e-3)


def test_both_vectors_have_one_range_of_colours() -> None:
    figure = pooled_pair(["a"], [1], [0.1], ["b"], [1], [-0.4], 0.2, how="mean")
    assert {(each.zmin, each.zmax) for each in figure.data if each.type == "heatmap"} == {(-0.4, 0.4)}


def test_of_a_long_text_three_lines_are_drawn_and_the_rest_is_counted() -> None:
    figure = drawn([1 / 90] * 90, tokens=["token"] * 90)
    shown = len(trace(figure, "tokens of A").x)
    assert shown < 30
    assert f"+ {90 - shown} tokens" in texts(figure)
    assert figure.layout.height < 340
    x = trace(figure, "rest of A").x
    assert (x[2] - x[3]) / 22 == pytest.approx((90 - shown) / 90, abs=1e-3)
    assert not [each for each in figure.data if each.name == "rest of B"]


def test_the_length_of_a_vector_has_room_beside_it_on_the_narrowest_phone() -> None:
    """Of 320 pixels 280 are the figure's; "384 numbers" takes 72 of them."""
    figure = drawn([0.25] * 4)
    told = next(each for each in figure.layout.annotations if each.text.endswith("numbers"))
    low, high = figure.layout.xaxis.range
    assert (high - told.x) * 280 / (high - low) >= 72
