import pytest

from embedlab.figures.kit.axis_parts import decades, even_ticks, span


@pytest.mark.parametrize(("values", "log", "extent"), [
    ([3, 40], True, (0, 2)), ([10, 100], True, (1, 2)), ([10], True, (1, 2)), ([0, -1], True, (0, 1)),
    ([0, 29], False, (0, 30)), ([-5, 5], False, (-5, 5)), ([0], False, (0, 1)), ([], False, (0, 1)),
])  # fmt: skip
def test_an_axis_holds_its_values(values: list[float], log: bool, extent: tuple[float, float]) -> None:
    assert span(values, log) == extent


def test_at_most_six_decades_are_named() -> None:
    assert decades((0, 3)) == [1, 10, 100, 1000]
    assert decades((0, 9)) == [1, 100, 10**4, 10**6, 10**8]


@pytest.mark.parametrize(("high", "ticks"), [(300, 4), (500, 6), (1, 5), (0.02, 5), (60, 4)])
def test_straight_ticks_are_round(high: float, ticks: int) -> None:
    assert len(even_ticks((0, high))) == ticks
