import pytest

from embedlab.figures.kit.figure_checks import bare


@pytest.mark.parametrize(
    ("value", "written"), [(0.25, ".25"), (-0.1, "−.10"), (-0.001, ".00"), (10.5, "10.50"), (1.0, "1.00")]
)
def test_only_a_fraction_loses_its_leading_zero(value: float, written: str) -> None:
    assert bare(value) == written
