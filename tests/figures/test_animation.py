from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab.figures.animation import layer_animation
from embedlab.figures.maps import occurrence_map
from tests.figures.reading import texts

FRAMES = np.array([[[0.0, 0], [0, 0], [0, 0], [0, 0]], [[1, 1], [0.9, 1], [-1, -1], [-1, -0.9]]])
SENSES, TEXTS = list("aabb"), ["t"] * 4


def frame(drawn: go.Figure, layer: int) -> dict[str, Any]:
    return dict(drawn.frames[layer].to_plotly_json())


def test_one_frame_a_layer_named_by_its_number() -> None:
    assert [frame.name for frame in layer_animation(FRAMES, SENSES, TEXTS).frames] == ["0", "1"]


def test_each_frame_moves_the_marks_to_its_layer() -> None:
    drawn = layer_animation(FRAMES, SENSES, TEXTS)
    assert np.allclose(frame(drawn, 1)["data"][1]["y"], FRAMES[1, 2:, 1])
    assert frame(drawn, 1)["traces"] == list(range(len(drawn.data)))


def test_the_first_picture_is_the_layer_asked_for() -> None:
    drawn = layer_animation(FRAMES, SENSES, TEXTS, start=1)
    still = occurrence_map(FRAMES[1], SENSES, TEXTS, extent=1.125)
    assert drawn.layout.sliders[0].active == 1
    assert np.array_equal(drawn.data[0].x, still.data[0].x)


@pytest.mark.parametrize(("start", "shown"), [(-3, 0), (99, 1)])
def test_a_start_beyond_the_layers_is_clipped(start: int, shown: int) -> None:
    assert layer_animation(FRAMES, SENSES, TEXTS, start=start).layout.sliders[0].active == shown


def test_one_square_holds_all_layers() -> None:
    assert layer_animation(FRAMES, SENSES, TEXTS).layout.xaxis.range == pytest.approx((-1.125, 1.125))


def test_moves_take_400_ms_without_a_redraw_and_none_when_asked() -> None:
    for asked, expected in ((400, 400), (0, 0)):
        step = layer_animation(FRAMES, SENSES, TEXTS, transition=asked).layout.sliders[0].steps[0]
        assert step.args[1]["transition"]["duration"] == expected
        assert step.args[1]["frame"]["redraw"] is False


def test_play_and_pause_move_marks_without_a_redraw() -> None:
    buttons = layer_animation(FRAMES, SENSES, TEXTS).layout.updatemenus[0].buttons
    assert [button.label for button in buttons] == ["▶", "❚❚"]
    assert [button.args[1]["frame"]["redraw"] for button in buttons] == [False, False]


def test_a_name_that_appears_in_a_later_layer_has_its_element_from_the_start() -> None:
    drawn = layer_animation(FRAMES, SENSES, TEXTS)
    assert drawn.data[-1].text == ("\u00a0", "\u00a0")
    assert frame(drawn, 1)["data"][-1]["text"] == ["<b>a</b>", "<b>b</b>"]


def test_a_single_map_is_refused_with_its_shape() -> None:
    with pytest.raises(ValueError, match=r"\(layers, occurrences, 2\), not \(4, 2\)"):
        layer_animation(FRAMES[0], SENSES, TEXTS)


def test_layers_without_an_occurrence_are_said() -> None:
    assert texts(layer_animation(np.zeros((13, 0, 2)), [], [])) == ["No occurrence to show yet."]
