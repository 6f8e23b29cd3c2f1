import numpy as np

from embedlab.figures import theme
from embedlab.figures.order_quality import order_quality_bars

NAMES = ["mean", "max"]


def test_bars_start_at_guessing() -> None:
    bars = order_quality_bars(NAMES, [0.75, 0.25]).data[0]
    assert bars.base == 0.5
    assert list(bars.x) == [0.25, -0.25]


def test_numbers_stand_to_the_right_of_guessing_or_of_the_bar() -> None:
    numbers = order_quality_bars(NAMES, [0.75, 0.0]).data[1]
    assert list(numbers.x) == [0.75, 0.5]
    assert [text.strip() for text in numbers.text] == ["0.75", "0.00"]


def test_the_axis_is_zero_to_one_whatever_the_data() -> None:
    few, many = (order_quality_bars(NAMES, values).layout.xaxis for values in ([0.5, 0.51], [0.0, 1.0]))
    assert few.range == many.range
    assert few.tickvals == (0, 0.5, 1)
    assert few.ticktext[1] == "0.5<br>guessing"


def test_families_have_their_colours_else_one_row_stands_out() -> None:
    coloured = order_quality_bars(NAMES, [0.7, 0.6], families=["dense", "static"]).data[0]
    assert coloured.marker.color == (theme.FAMILY_COLOURS["dense"], theme.FAMILY_COLOURS["static"])
    plain = order_quality_bars(NAMES, [0.7, 0.6], highlight=1).data[0]
    assert plain.marker.color == (theme.NEUTRAL, theme.ACCENT)


def test_a_missing_value_is_said() -> None:
    drawn = order_quality_bars(NAMES, [0.7, np.nan])
    assert drawn.data[1].text[1].strip() == "none"


def test_alternative_text_lists_the_values_and_guessing() -> None:
    assert order_quality_bars(NAMES, [0.75, 0.25]).layout.meta["alt"] == (
        "order quality, 0 to 1, guessing 0.50: mean 0.75, max 0.25."
    )
