"""A score's parts add up in front of the reader, and a sum that does not hold is never hidden."""

import pytest

from embedlab.ui.panels.why import ROWS_SHOWN, identity, number, parts_html


def test_the_identity_is_written_out() -> None:
    assert identity([("a", 0.5), ("b", -0.25)], 0.25, "cosine") == "the parts add up: 0.500 + (\u22120.250) = 0.250"


def test_a_sum_that_does_not_hold_is_said() -> None:
    assert identity([("a", 0.5)], 0.75, "cosine") == "the parts add up to 0.500, which is not the cosine 0.750"


def test_many_parts_keep_their_sum_in_one_last_row() -> None:
    values = [1.0] * ROWS_SHOWN + [0.25] * 8
    html = parts_html([str(i) for i in range(len(values))], values, sum(values), "score")
    assert html.count("<tr>") == ROWS_SHOWN + 2  # head and foot
    assert "9 smaller parts</th><td>3.000" in html
    assert "the parts add up" in html
    assert "which is not" not in html


def test_the_largest_part_comes_first_whatever_its_sign() -> None:
    html = parts_html(["small", "large"], [0.1, -0.9], -0.8, "score")
    assert html.index("large") < html.index("small")


def test_names_are_shown_and_not_interpreted() -> None:
    assert "<b>x</b>" not in parts_html(["<b>x</b>"], [1.0], 1.0, "<i>total</i>")


def test_names_without_values_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        parts_html(["a", "b"], [1.0], 1.0, "score")


def test_no_number_is_minus_zero() -> None:
    assert number(-0.0001) == "0.000"
    assert number(-1.5) == "\u22121.500"
