import numpy as np
import pytest

from embedlab.figures.kit.quantities import bare, counted, percent, quantity, signed


@pytest.mark.parametrize(("value", "written"), [
    (0, "0"), (0.25, "0.25"), (950, "950"), (999.9, "1 k"), (1536, "1.54 k"), (15_360_000, "15.4 M"), (2e9, "2 G"),
    (-1500, "−1.5 k"), (np.nan, "none"),
])  # fmt: skip
def test_a_quantity_is_short(value: float, written: str) -> None:
    assert quantity(value) == written


def test_nouns_agree_with_their_number() -> None:
    assert [counted(number, "text") for number in (0, 1, 2)] == ["0 texts", "1 text", "2 texts"]


@pytest.mark.parametrize(
    ("value", "written"), [(0.25, ".25"), (-0.1, "−.10"), (-0.001, ".00"), (10.5, "10.50"), (1.0, "1.00")]
)
def test_only_a_fraction_loses_its_leading_zero(value: float, written: str) -> None:
    assert bare(value) == written


def test_zero_has_no_sign() -> None:
    assert [signed(np.float32(value)) for value in (-0.001, -0.1)] == ["0.00", "−0.10"]


def test_what_is_not_quite_nothing_or_all_is_not_called_so() -> None:
    shares = [percent(share) for share in (0, 0.004, 0.94, 0.996, 1)]
    assert shares == ["0 %", "less than 1 %", "94 %", "more than 99 %", "100 %"]
