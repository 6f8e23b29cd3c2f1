from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.content.sense_words import load_sense_words
from embedlab.figures.kit.labels import text_width
from embedlab.figures.kit.placement import PHONE_HALF
from embedlab.figures.kit.sense_names import MOST_NAMED, name_trace
from embedlab.lessons.static_or_contextual.shipped import load_study

HEIGHT = 264


def boxes(trace: dict[str, Any], half: float, names: list[str]) -> NDArray[np.float64]:
    """Left, bottom, right and top of each name in pixels of the plot."""
    middles = np.c_[np.asarray(trace["x"]), np.asarray(trace["y"])] * min(PHONE_HALF, HEIGHT / 2) / half
    sizes = np.array([(text_width(f"● {name}", 14), 15.0) for name in names])
    return np.asarray(np.hstack([middles - sizes / 2, middles + sizes / 2]))


def test_every_sense_has_its_name_with_its_glyph() -> None:
    trace = name_trace(np.array([[-1.0, 0], [-0.9, 0], [1, 0]], np.float32), ["a<b", "a<b", ""], 2, HEIGHT)
    assert [text.split("</span> ")[1] for text in trace["text"]] == ["<b>a&lt;b</b>", "<b>no label</b>"]
    assert "●" in trace["text"][0]


def test_marks_without_any_sense_are_not_named() -> None:
    assert name_trace(np.zeros((3, 2), np.float32), ["", "", ""], 2, HEIGHT)["text"] == []


def test_too_many_senses_are_not_named() -> None:
    senses = [str(number) for number in range(MOST_NAMED + 1)]
    assert name_trace(np.zeros((len(senses), 2), np.float32), senses, 2, HEIGHT)["text"] == []


def test_a_name_stands_by_its_own_marks() -> None:
    points = np.array([[-1.5, 0], [-1.4, 0.1], [1.4, 0], [1.5, 0.1]], np.float32)
    trace = name_trace(points, list("aabb"), 2, HEIGHT)
    assert trace["x"][0] < -0.8
    assert trace["x"][1] > 0.8


@pytest.mark.parametrize("word", ["point", "bank", "plant"])
@pytest.mark.parametrize("model", ["e5-small-v2", "all-minilm-l6-v2"])
def test_names_of_shipped_words_touch_no_mark_and_no_other_name_in_any_layer(word: str, model: str) -> None:
    entry = load_sense_words()[word]
    found = load_study(model, word, entry.occurrences)
    assert found is not None
    study, senses = found.study, [o.sense for o in entry.occurrences]
    scale = min(PHONE_HALF, HEIGHT / 2) / study.extent
    for points in study.coordinates:
        drawn = boxes(name_trace(points, senses, study.extent, HEIGHT), study.extent, list(dict.fromkeys(senses)))
        for row, box in enumerate(drawn):
            others = np.delete(drawn, row, axis=0)
            apart = (others[:, :2] >= box[2:]) | (others[:, 2:] <= box[:2])
            assert apart.any(axis=1).all()
            marks = points * scale
            inside = (marks > box[:2] - 4) & (marks < box[2:] + 4)
            assert not inside.all(axis=1).any()
            assert np.abs(box).max() <= HEIGHT / 2 + 4
