import numpy as np

from embedlab.compute.within import within

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2]]


def test_inside_and_outside_of_a_square() -> None:
    assert within([[1, 1], [3, 1], [-1, 1], [1, 3], [0.1, 1.9]], SQUARE).tolist() == [True, False, False, False, True]


def test_a_bay_of_an_outline_is_outside() -> None:
    horseshoe = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]]
    assert within([[1.5, 2], [0.5, 2], [2.5, 2], [1.5, 0.5]], horseshoe).tolist() == [False, True, True, True]


def test_the_share_of_random_points_is_the_area_of_the_outline() -> None:
    points = np.random.default_rng(0).uniform(-1, 1, size=(20_000, 2))
    turns = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    circle = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    assert abs(within(points, circle).mean() - np.pi / 4) < 0.01
    assert within(points, circle)[np.hypot(*points.T) < 0.99].all()


def test_two_corners_hold_nothing() -> None:
    assert not within([[0, 0]], [[-1, -1], [1, 1]]).any()
