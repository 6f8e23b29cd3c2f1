import numpy as np
import pytest

from embedlab.figures.precision_steps import precision_steps
from tests.figures.reading import alternative

FIGURE = precision_steps(
    ["model", "words"], [[0.5, 0.5, 1], [0.5, 1]], [[1, 0.5, 0.4], [0.25, 0.2]], chance=0.1,
    colours=["#108F4F", "#50697A"],
)  # fmt: skip


def test_a_line_stands_at_the_precision_that_each_gain_of_recall_was_had_at() -> None:
    line = FIGURE.data[0]
    assert np.asarray(line.x).tolist() == [0, 0.5, 1]
    assert np.allclose(line.y, [1, 1, 0.4])
    assert line.line.shape == "vh"


def test_the_area_under_a_line_is_the_average_precision_behind_its_name() -> None:
    areas = [float((np.diff(line.x) * np.asarray(line.y)[1:]).sum()) for line in FIGURE.data]
    assert areas == pytest.approx([0.7, 0.225])
    assert FIGURE.layout.annotations[0].text.endswith("model <b>0.70</b>")


def test_lines_differ_in_dash_and_chance_is_a_level_of_its_own() -> None:
    assert len({line.line.dash for line in FIGURE.data}) == 2
    assert FIGURE.layout.shapes[0].y0 == 0.1
    assert "Chance is 0.10" in alternative(FIGURE)
