"""Simulated readers: what is theirs, the scores by hand, and what the sets that ship show."""

import numpy as np
import pytest

from embedlab.content.labelled_set import labelled_set, read_glosses
from embedlab.errors import InputError
from embedlab.lessons.uses.study_cosines import Alike, alike_by, cosine_table
from embedlab.lessons.uses.study_readers import (
    READERS,
    WEIGHTS,
    Measured,
    ahead_sentence,
    draw_readers,
    measure_readers,
    scores_of,
    trade_sentence,
)
from embedlab.studies.labelled.text_points import FIRST, Points, shipped_points


def blocks(sizes: tuple[int, ...]) -> np.ndarray:
    return np.repeat(np.arange(len(sizes)), sizes)


@pytest.mark.parametrize(("kinds", "likes", "dislikes"), [(1, 3, 2), (2, 4, 0), (2, 1, 10)])
def test_readers_like_their_classes_alone(kinds: int, likes: int, dislikes: int) -> None:
    labels = blocks((20, 20, 20, 20))
    readers = draw_readers(labels, 4, likes, dislikes, kinds)
    assert readers.judged.shape == (READERS, likes + dislikes)
    for judged, wanted in zip(readers.judged, readers.wanted, strict=True):
        assert len(set(judged.tolist())) == likes + dislikes
        assert not wanted[judged].any()
        assert set(labels[judged[:likes]]) <= set(labels[wanted])
        assert not set(labels[judged[likes:]]) & set(labels[wanted])
        assert len(set(labels[wanted])) == kinds
        assert wanted.sum() == 20 * kinds - likes


def test_the_same_readers_are_drawn_again() -> None:
    one, other = (draw_readers(blocks((9, 9, 9)), 3, 2, 2, 1) for _ in range(2))
    assert (one.judged == other.judged).all()


def test_small_classes_leave_something_to_be_found() -> None:
    readers = draw_readers(blocks((2, 2)), 2, 10, 10, 2)
    assert readers.liked == 2
    assert (readers.wanted.sum(axis=1) == 2).all()
    with pytest.raises(InputError, match="single text"):
        draw_readers(blocks((1, 5)), 2, 1, 1, 1)


def test_a_tool_that_knows_the_classes_is_always_right_and_chance_is_chance() -> None:
    labels = blocks((30, 30, 30, 30))
    right = np.where(labels[:, None] == labels, 0.9, 0.0).astype(np.float32)
    np.fill_diagonal(right, 1.0)
    readers = draw_readers(labels, 4, 3, 2, 1)
    best = scores_of(right, right, readers, 0.5, 1.0)
    assert (best.precision == 1).all()
    assert best.ndcg == pytest.approx(1)
    noise = np.random.default_rng(0).normal(size=(120, 6)).astype(np.float32)
    table = cosine_table(noise / np.linalg.norm(noise, axis=1, keepdims=True))
    luck = scores_of(table, right, readers, 0.0, 1.0)
    assert luck.precision.mean() == pytest.approx(27 / 117, abs=0.04)


def test_the_curve_ends_where_relevance_alone_counts() -> None:
    rows = np.random.default_rng(1).normal(size=(60, 4)).astype(np.float32)
    table = cosine_table(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    readers = draw_readers(blocks((20, 20, 20)), 3, 2, 1, 1)
    found = scores_of(table, table, readers, 0.5, 1.0)
    assert found.curve[-1] == pytest.approx(found.precision.mean())
    assert found.distance[0] > found.distance[-1]
    assert scores_of(table, table, readers, 0.5, WEIGHTS[4]).precision.mean() == pytest.approx(found.curve[4])


def measured(**changed: float) -> Measured:
    glosses = read_glosses()
    rows = shipped_points(glosses, FIRST[0])
    assert rows is not None
    model = alike_by(glosses, Points(FIRST[0], "all-MiniLM-L6-v2", "dense", rows))
    counts = alike_by(glosses, Points.counted(glosses.texts))
    asked = {"kinds": 1, "likes": 3, "dislikes": 2, "gamma": 0.5, "weight": 0.7} | changed
    return measure_readers(
        glosses, model, counts, kinds=int(asked["kinds"]), likes=int(asked["likes"]), dislikes=int(asked["dislikes"]),
        gamma=asked["gamma"], weight=asked["weight"],
    )  # fmt: skip


def test_on_definitions_a_model_serves_readers_better_than_counting() -> None:
    found = measured()
    assert 0.72 < found.precision[0][0] < 0.88
    assert 0.45 < found.precision[1][0] < 0.60
    value, low, high = found.ahead[0]
    assert 0.2 < low < value < high < 0.35
    assert value == pytest.approx(found.precision[0][0] - found.precision[1][0])
    assert "all-MiniLM-L6-v2 serves these readers better than TF-IDF" in ahead_sentence(found)


def test_variety_costs_precision_and_buys_distance() -> None:
    scores = measured().scores[0]
    assert scores.curve[3] < scores.curve[-1] - 0.2
    assert scores.distance[3] > scores.distance[-1] + 0.1
    assert "without a look at repetition" in trade_sentence(measured(), 0.7)


def test_more_likes_find_more() -> None:
    assert measured(likes=10, dislikes=0).precision[0][0] > measured(likes=1, dislikes=0).precision[0][0] + 0.15


def test_four_equal_texts_are_enough() -> None:
    small = labelled_set("x", "x", ["same words here"] * 4, ["p", "p", "q", "q"])
    counts = alike_by(small, Points.counted(small.texts))
    model = Alike("m", "M", "dense", "cosine", np.ones((4, 4), dtype=np.float32), 0.0)
    found = measure_readers(small, model, counts, kinds=2, likes=5, dislikes=5, gamma=1.0, weight=0.5)
    assert np.isfinite(found.precision).all()
