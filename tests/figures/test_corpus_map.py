import base64
import zlib

import numpy as np

from embedlab import palette
from embedlab.figures.corpus_map import MOST_MARKS, Marked, corpus_map
from embedlab.figures.kit.dot_picture import SIDE, dot_picture
from tests.figures.reading import alternative


def pixels(address: str) -> np.ndarray:
    """The picture as (side, side, 4), read by the rules of PNG for pictures with a list of colours."""
    data = base64.b64decode(address.partition(",")[2])
    parts, at = {}, 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        parts[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + size]
        at += size + 12
    lines = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(SIDE, SIDE + 1)[:, 1:]
    colours = np.frombuffer(parts[b"PLTE"], np.uint8).reshape(-1, 3)
    alpha = np.frombuffer(parts[b"tRNS"], np.uint8)
    return np.dstack([colours[lines], alpha[lines]])


def test_a_dot_is_where_its_point_is_in_its_colour_and_nothing_is_elsewhere() -> None:
    points = np.array([[0.5, 0.5], [-0.5, 0.0]], np.float32)
    drawn = pixels(dot_picture(points, np.array([1, 0]), ["#112233", "#445566"], 1.0, radius=3))
    assert drawn[SIDE // 4, 3 * SIDE // 4, :3].tolist() == [0x44, 0x55, 0x66]
    assert drawn[SIDE // 2, SIDE // 4, :3].tolist() == [0x11, 0x22, 0x33]
    assert 40 < (drawn[..., 3] > 0).sum() < 120


def test_where_dots_lie_on_each_other_the_picture_is_more_opaque() -> None:
    points = np.array([[-0.5, 0]] + [[0.5, 0]] * 5, np.float32)
    alpha = pixels(dot_picture(points, np.zeros(6, int), ["#112233"], 1.0, radius=3))[..., 3]
    assert 0 < alpha[SIDE // 2, SIDE // 4] < alpha[SIDE // 2, 3 * SIDE // 4]


def test_points_outside_are_left_out() -> None:
    far = np.array([[1.5, 0], [0, -7]], np.float32)
    assert not pixels(dot_picture(far, np.zeros(2, int), ["#112233"], 1.0, radius=3)).any()


def many(count: int) -> np.ndarray:
    return np.random.default_rng(0).uniform(-1, 1, size=(count, 2))


def test_few_texts_are_marks_and_many_are_a_picture() -> None:
    few = corpus_map(many(60), [0] * 60, ("rivers",))
    assert len(few.data) == 1
    assert not few.layout.images
    lots = corpus_map(many(MOST_MARKS + 1), [0] * (MOST_MARKS + 1), ("rivers",))
    assert len(lots.data) == 0
    assert lots.layout.images[0].source.startswith("data:image/png;base64,")


def test_a_part_of_a_large_map_is_drawn_as_marks_and_only_its_texts_are() -> None:
    xy = many(4_000)
    drawn = corpus_map(xy, [0] * 4_000, ("rivers",), middle=(0.5, 0.5), extent=0.2)
    inside = np.flatnonzero((np.abs(xy - 0.5) <= 0.2).all(axis=1))
    assert sorted(drawn.data[0].customdata) == inside.tolist()
    assert alternative(drawn).startswith(f"Map of {len(inside)} texts")


def test_groups_differ_in_colour_and_shape_and_a_text_of_no_group_is_neutral() -> None:
    drawn = corpus_map(many(3), [0, 1, -1], ("rivers", "banks"))
    assert len({trace.marker.symbol for trace in drawn.data}) == 3
    assert drawn.data[2].marker.color == palette.NEUTRAL


def test_a_name_stands_where_most_of_its_group_are() -> None:
    two_places = np.array([[-0.8, 0.0]] * 30 + [[0.8, 0.0]] * 20)
    (name,) = corpus_map(two_places, [0] * 50, ("rivers",)).layout.annotations
    assert abs(name.x + 0.8) < 1e-5


def test_names_do_not_cover_each_other() -> None:
    drawn = corpus_map(many(400), np.arange(400) % 16, tuple(f"name of group {i}" for i in range(16)))
    places = [(note.x * 250, note.y * 250 + note.yshift) for note in drawn.layout.annotations]
    assert all(abs(a[0] - b[0]) > 60 or abs(a[1] - b[1]) > 15 for i, a in enumerate(places) for b in places[:i])


def test_what_is_pointed_out_is_marked_in_place_and_named() -> None:
    xy = many(2_000)
    drawn = corpus_map(xy, [0] * 2_000, ("rivers",), marked=[Marked("found by BM25", (7, 9), ("a", "b"))], quiet=True)
    assert list(drawn.data[0].customdata) == [7, 9]
    assert np.allclose(drawn.data[0].x, xy[[7, 9], 0], atol=1e-4)
    assert drawn.data[0].marker.symbol.endswith("-open")
    assert "found by BM25 2" in alternative(drawn)
