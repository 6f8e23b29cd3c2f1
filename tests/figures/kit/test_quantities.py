import numpy as np
import pytest

from embedlab.figures.kit.quantities import counted, decades, even_ticks, quantity, span


@pytest.mark.parametrize(("value", "written"), [
    (0, "0"), (0.25, "0.25"), (950, "950"), (999.9, "1 k"), (1536, "1.54 k"), (15_360_000, "15.4 M"), (2e9, "2 G"),
    (-1500, "−1.5 k"), (np.nan, "none"),
])  # fmt: skip
def test_a_quantity_is_short(value: float, written: str) -> None:
    assert quantity(value) == written


def test_nouns_agree_with_their_number() -> None:
    assert [counted(number, "text") for number in (0, 1, 2)] == ["0 texts", "1 text", "2 texts"]


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
