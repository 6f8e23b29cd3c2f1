from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.token_matrix import token_matrix
from tests.figures.reading import alternative, texts, trace

TOKENS = ["[CLS]", "tire", "[PAD]"]
VALUES = np.array([[0.5, -0.25, 0.1, 0.2], [-0.5, 0.75, 0.3, 0.4], [9.0, 9.0, 9.0, 9.0]])
POOLED = [0.0, 0.25, 0.2, 0.3]


def draw(step: int | None = None, **options: Any) -> go.Figure:
    options = {"limit": 1.0, "special": {0}} | options
    return token_matrix(TOKENS, VALUES, [1, 1, 0], POOLED, "mean", step, **options)


def test_pooled_tokens_have_their_numbers_and_others_are_grey() -> None:
    drawn = draw()
    np.testing.assert_allclose(trace(drawn, "pooled").z[:2], VALUES[:2], atol=1e-4)
    assert np.isnan(trace(drawn, "pooled").z[2]).all()
    out = trace(drawn, "left out")
    assert np.isfinite(out.z[2]).all()
    assert {colour for _, colour in out.colorscale} == {palette.WASH}


def test_the_pooled_vector_lies_below_the_tokens_with_the_same_colours() -> None:
    drawn = draw()
    result = trace(drawn, "result")
    np.testing.assert_allclose(result.z[0], POOLED, atol=1e-4)
    assert min(result.y) > 2.5
    assert (result.zmin, result.zmax) == (-1, 1)
    assert result.colorscale == trace(drawn, "pooled").colorscale


def test_rows_after_the_step_wait_dim() -> None:
    drawn = draw(step=1)
    later = trace(drawn, "to come")
    assert later.opacity < 0.5
    assert np.isnan(later.z[0]).all()
    assert np.isfinite(later.z[1]).all()
    assert drawn.layout.yaxis.ticktext[0].startswith("<b>")


def test_before_the_first_step_there_is_no_pooled_vector() -> None:
    result = trace(token_matrix(TOKENS, VALUES, [1, 1, 0], None, "mean", 0), "result")
    assert {colour for _, colour in result.colorscale} == {palette.WASH}


def test_shares_stand_at_the_ends_of_pooled_rows_only() -> None:
    assert texts(draw(weights=[0.5, 0.5, 0.0])) == ["50\u00a0%", "50\u00a0%", "4 numbers a token", "share"]
    assert texts(draw(step=1, weights=[1.0, 0.0, 0.0]))[:1] == ["100\u00a0%"]


def test_the_winner_of_each_column_is_dotted_once_it_is_reached() -> None:
    dots = trace(draw(winners=[0, 1, 1, 1]), "winners")
    assert list(zip(dots.x, dots.y, strict=True)) == [(0, 0), (1, 1), (2, 1), (3, 1)]
    assert list(trace(draw(step=1, winners=[0, 1, 1, 1]), "winners").x) == [0]


def test_of_long_vectors_the_first_numbers_are_drawn_and_it_is_said() -> None:
    drawn = draw(numbers=2)
    assert trace(drawn, "pooled").z.shape[1] == trace(drawn, "result").z.shape[1] == 2
    assert texts(drawn) == ["first 2 of 4 numbers a token"]


def test_of_many_tokens_the_first_are_drawn_and_the_rest_are_counted() -> None:
    drawn = token_matrix(["a"] * 50, np.ones((50, 2)), np.ones(50), [1, 1], "mean")
    assert len(drawn.data[0].z) == 40
    assert "10 more tokens not drawn" in texts(drawn)[0]


def test_a_row_without_a_vector_is_grey_like_one_left_out() -> None:
    drawn = token_matrix(["a", "b"], [[1.0, 2.0], [np.nan, np.nan]], [1, 1], [1, 2], "mean")
    assert np.isfinite(trace(drawn, "left out").z[1]).all()


def test_special_and_left_out_names_are_grey() -> None:
    names = draw().layout.yaxis.ticktext
    assert [palette.NEUTRAL in name for name in names] == [True, False, True, False]
    assert names[-1] == "<b>mean</b>"


def test_alternative_text_tells_what_is_pooled_and_what_is_not() -> None:
    alt = alternative(draw(weights=[0.25, 0.75, 0]))
    assert "3 tokens of 4 numbers each" in alt
    assert "mean of 2. Left out: [PAD]. Largest shares: tire 75 %, [CLS] 25 %." in alt
