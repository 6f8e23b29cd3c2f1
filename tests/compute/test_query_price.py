import pytest

from embedlab.compute.query_price import price_per_million


def test_by_hand() -> None:
    # 3.6 ms a query are 3,600 seconds for a million: one hour.
    assert price_per_million(0.0036, 0.25) == pytest.approx(0.25)
    assert price_per_million(0.0, 0.25) == 0.0


@pytest.mark.parametrize("values", [(-1.0, 1.0), (1.0, -1.0)])
def test_less_than_nothing_is_refused(values: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="an hour"):
        price_per_million(*values)
