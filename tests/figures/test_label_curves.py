import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.label_curves import label_curves
from tests.figures.reading import alternative, texts, trace

SIZES = [1, 8, 64]
ACCURACY = np.array([[[0.3, 0.5], [0.7, 0.9], [0.9, 0.9]], [[0.2, 0.2], [0.4, 0.5], [0.8, 0.8]]])


def drawn(mark: int = 8):
    return label_curves(SIZES, ACCURACY, ["MiniLM", "TF-IDF"], ["dense", "lexical"], chance=0.1, mark=mark)


def test_a_line_goes_through_the_means_in_the_colour_of_its_family() -> None:
    line = trace(drawn(), "MiniLM")
    assert list(line.y) == pytest.approx([0.4, 0.8, 0.9])
    assert line.line.color == palette.FAMILY_COLOURS["dense"]
    assert line.text[1] == "<b>80\u00a0%</b> after 8 labelled texts of each class, 70\u00a0% to 90\u00a0%"


def test_the_band_reaches_from_the_lowest_draw_to_the_highest() -> None:
    band = trace(drawn(), "spread of the draws")
    assert list(band.x) == [1, 8, 64, 64, 8, 1]
    assert list(band.y) == pytest.approx([0.5, 0.9, 0.9, 0.9, 0.7, 0.3])


def test_a_second_model_of_a_family_is_dashed() -> None:
    figure = label_curves(SIZES, ACCURACY, ["A", "B"], ["dense", "dense"], chance=0.1, mark=8)
    assert [trace(figure, name).line.dash for name in "AB"] == ["solid", "dash"]


def test_names_say_the_value_at_the_nearest_size() -> None:
    assert any("MiniLM<br><b>80\u00a0%</b> at 8" in text for text in texts(drawn()))
    assert any("MiniLM<br><b>90\u00a0%</b> at 64" in text for text in texts(drawn(60)))
    assert any("chance<br><b>10\u00a0%</b>" in text for text in texts(drawn()))


def test_axes_are_shares_and_sizes() -> None:
    layout = drawn().layout
    assert list(layout.xaxis.ticktext) == ["1", "8", "64"]
    assert layout.xaxis.type == "log"
    assert list(layout.yaxis.range) == [0, 1.02]


def test_of_many_sizes_the_powers_of_two_are_named() -> None:
    sizes = list(range(2, 20))
    figure = label_curves(sizes, np.full((1, 18, 1), 0.5), ["A"], ["dense"], chance=0.5, mark=19)
    assert list(figure.layout.xaxis.ticktext) == ["2", "4", "8", "16"]


def test_the_alternative_tells_first_marked_and_last() -> None:
    assert "MiniLM 40 %, 80 % and 90 %" in alternative(drawn())
    assert alternative(drawn()).endswith("Chance: 10 %.")
