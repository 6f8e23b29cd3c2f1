"""What answering queries costs in money, from the time that one takes and what a machine costs by the hour."""

MILLION = 1_000_000


def price_per_million(seconds: float, price_per_hour: float) -> float:
    """Return the price of a million queries in the currency of the hour: seconds x 1,000,000 / 3,600 x price.

    ``seconds`` are those of one query on a machine that answers one at a time and is never idle: what it costs at
    least. Storing the index, and the hours in which nobody asks, are not in it.

    Raises:
        ValueError: a value is below 0.
    """
    if seconds < 0 or price_per_hour < 0:
        raise ValueError(f"{seconds} seconds at {price_per_hour} an hour")
    return seconds * MILLION / 3600 * price_per_hour
