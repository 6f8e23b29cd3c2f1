import numpy as np

from embedlab.figures.kit.traces import hover_number


def test_numbers_below_zero_are_sent_as_texts_with_a_true_minus() -> None:
    said, keys = hover_number("z", [[-0.25, 0.5], [-0.001, np.nan]])
    assert said == "%{hovertext}"
    assert keys == {"hovertext": [["−0.25", "0.50"], ["0.00", "none"]]}


def test_a_row_has_a_row_of_texts_under_the_key_that_is_free() -> None:
    assert hover_number("y", [-1, 1], 3, key="text") == ("%{text}", {"text": ["−1.000", "1.000"]})


def test_numbers_that_have_no_minus_are_left_to_plotly() -> None:
    assert hover_number("z", [0.0, 0.25, np.nan]) == ("%{z:.2f}", {})
