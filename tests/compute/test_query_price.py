import pytest

from embedlab.compute.query_price import Prices, money_per_million, price_per_million


def test_the_time_by_hand() -> None:
    # A million queries of 36 ms are 10 hours of one core, 5 of a machine with two.
    assert money_per_million(0.036, 0, Prices(0.3, 1, 5, 1e6)) == pytest.approx(3.0)
    assert money_per_million(0.036, 0, Prices(0.3, 2, 5, 1e6)) == pytest.approx(1.5)


def test_the_memory_by_hand() -> None:
    # Half a GB at 4 a month, shared by two million queries.
    assert money_per_million(0, 5e8, Prices(1, 1, 4, 2e6)) == pytest.approx(1.0)


def test_both_add_up() -> None:
    assert money_per_million(0.036, 5e8, Prices(0.3, 1, 4, 2e6)) == pytest.approx(3.0 + 1.0)


def test_nothing_costs_nothing() -> None:
    assert money_per_million(0.1, 1e9, Prices(0, 1, 0, 1)) == 0


@pytest.mark.parametrize("wrong", [(-1, 1, 1, 1), (1, 0, 1, 1), (1, 1, -1, 1), (1, 1, 1, 0)])
def test_prices_that_no_machine_has(wrong: tuple[float, int, float, float]) -> None:
    with pytest.raises(ValueError, match="no machine"):
        Prices(*wrong)


def test_a_million_queries_of_3_6_milliseconds_take_an_hour() -> None:
    # 3.6 ms a query are 3,600 seconds for a million: one hour.
    assert price_per_million(0.0036, 0.25) == pytest.approx(0.25)
    assert price_per_million(0.0, 0.25) == 0.0


@pytest.mark.parametrize("values", [(-1.0, 1.0), (1.0, -1.0)])
def test_no_time_and_no_price_is_below_nothing(values: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"no query takes|no machine has"):
        price_per_million(*values)
