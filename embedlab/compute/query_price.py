"""What a million queries cost, at prices that a reader sets; what is measured is measured elsewhere."""

from dataclasses import dataclass

MILLION = 1_000_000
HOUR = 3_600
"""Seconds."""
GB = 1_000_000_000
"""Bytes."""


@dataclass(frozen=True)
class Prices:
    """What a machine costs, in any currency, and how busy it is.

    Attributes:
        hour: money for an hour of a machine, 0 or more.
        cores: queries that the machine answers at once, 1 or more: one on each core that searches.
        memory: money for a GB of memory (1,000,000,000 bytes) for a month, 0 or more.
        monthly: queries that are asked in a month, 1 or more; they share what the memory costs.

    Raises:
        ValueError: a number is below what it can be.
    """

    hour: float
    cores: int
    memory: float
    monthly: float

    def __post_init__(self) -> None:
        if min(self.hour, self.memory) < 0 or min(self.cores, self.monthly) < 1:
            raise ValueError(f"no machine has such prices: {self}")


def money_per_million(seconds: float, stored: float, prices: Prices) -> float:
    """Return what a million queries cost, in the currency of the prices.

        10^6 x seconds / (3600 x cores) x hour  +  stored / 10^9 x memory x 10^6 / monthly

    First the time: a million queries of ``seconds`` (0 or more), answered on ``cores`` cores side by side, take so many
    hours of the machine, if it is kept busy. Then the room: ``stored`` bytes lie in memory for the whole month,
    whatever is asked, and a million queries bear their share of it.
    """
    time = MILLION * seconds / (HOUR * prices.cores) * prices.hour
    return time + stored / GB * prices.memory * MILLION / prices.monthly


def price_per_million(seconds: float, price_per_hour: float) -> float:
    """Return what a million queries cost where only the time counts, one query at a time, in the currency of the hour.

    Storing the index, and the hours in which nobody asks, are not in it.

    Raises:
        ValueError: a value is below 0.
    """
    if seconds < 0:
        raise ValueError(f"no query takes {seconds} seconds")
    return money_per_million(seconds, 0.0, Prices(price_per_hour, 1, 0.0, 1.0))
