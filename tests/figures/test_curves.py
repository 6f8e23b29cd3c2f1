import numpy as np
import pytest

from embedlab.figures.curves import layer_curves
from tests.figures.reading import alternative, texts

ACCURACY, SILHOUETTE, COSINE = [0.25, 0.5, 0.75], [np.nan, 0.1, 0.2], [0.1, 0.2, 0.4]


def test_three_lines_over_the_layers() -> None:
    drawn = layer_curves(ACCURACY, SILHOUETTE, COSINE, 0.25, 1)
    for trace, values in zip(drawn.data, (ACCURACY, SILHOUETTE, COSINE), strict=False):
        assert np.allclose(trace.y, values, equal_nan=True)
        assert list(trace.x) == [0, 1, 2]


def test_chance_is_a_dashed_line_across() -> None:
    line = layer_curves(ACCURACY, SILHOUETTE, COSINE, 0.25, 1).layout.shapes[0]
    assert (line.y0, line.y1, line.line.dash, line.xref) == (0.25, 0.25, "dash", "paper")


def test_the_selected_layer_is_marked_on_all_three() -> None:
    drawn = layer_curves(ACCURACY, SILHOUETTE, COSINE, 0.25, 2)
    assert list(drawn.data[3].x) == [2, 2, 2]
    assert np.allclose(drawn.data[3].y, [0.75, 0.2, 0.4])
    assert "layer 2" in texts(drawn)


def test_a_layer_beyond_the_last_is_clipped() -> None:
    assert list(layer_curves(ACCURACY, SILHOUETTE, COSINE, 0.25, 99).data[3].x) == [2, 2, 2]


@pytest.mark.parametrize(("lowest", "low"), [(-0.2, -0.25), (-0.3, -1.0)])
def test_the_range_has_two_stated_floors(lowest: float, low: float) -> None:
    layout = layer_curves(ACCURACY, [0.0, lowest, 0.1], COSINE, 0.25, 0).layout
    assert layout.yaxis.range == pytest.approx((low - 0.02, 1.04))


def test_labels_of_equal_lines_do_not_cover_each_other() -> None:
    ones = [1.0, 1.0]
    notes = layer_curves(ones, ones, ones, 1.0, 0).layout.annotations[:4]
    heights = sorted(note.y for note in notes)
    pixels = np.diff(heights) * (320 - 30 - 48) / 1.31
    assert np.all(pixels >= 29.9)
    assert heights[-1] <= 1.0


def test_an_undefined_silhouette_is_not_labelled() -> None:
    notes = layer_curves(ACCURACY, [np.nan] * 3, COSINE, 0.25, 0).layout.annotations
    assert not any("silhouette" in note.text for note in notes)


def test_alternative_text_names_the_layer_chance_and_best() -> None:
    alt = alternative(layer_curves(ACCURACY, SILHOUETTE, COSINE, 0.25, 1))
    assert "layer 1 the nearest occurrence has the same sense in 50 % (chance 25 %), best at layer 2 with 75 %" in alt
