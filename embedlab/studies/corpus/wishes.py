"""What an engineer can spend and what must be served, and which set-ups keep to it."""

from dataclasses import dataclass

from embedlab.compute.query_price import price_per_million
from embedlab.numbers_text import in_bytes, measured, signed, whole
from embedlab.studies.corpus.findings import SetUpFound


@dataclass(frozen=True)
class Wishes:
    """What is asked of a set-up; None asks nothing.

    Attributes:
        most_seconds: 95 of a hundred queries are answered within so many seconds.
        most_bytes: stored for a document at most.
        price_per_hour: what the machine costs by the hour, in any currency.
        most_price: a million queries cost at most so much.
        exact_codes: queries hold part numbers, names or codes that must be found letter by letter.
        languages: what the queries will be written in, in English words.
    """

    most_seconds: float | None = None
    most_bytes: float | None = None
    price_per_hour: float = 0.1
    most_price: float | None = None
    exact_codes: bool = False
    languages: tuple[str, ...] = ()


def price_of(found: SetUpFound, wishes: Wishes) -> float:
    """Return what a million queries cost at least, see ``price_per_million``; from the median time of a query."""
    return price_per_million(found.p50_seconds, wishes.price_per_hour)


def over_wishes(found: SetUpFound, wishes: Wishes) -> tuple[str, ...]:
    """Say each wish that a set-up does not keep: "takes 500 ms for 95 of 100 queries, more than 100 ms"."""
    told = []
    if wishes.most_seconds is not None and found.p95_seconds > wishes.most_seconds:
        told.append(
            f"needs {measured(found.p95_seconds)} for 95 of 100 queries, more than {measured(wishes.most_seconds)}"
        )
    if wishes.most_bytes is not None and found.bytes_per_document > wishes.most_bytes:
        told.append(f"stores {in_bytes(found.bytes_per_document)} a document, more than {in_bytes(wishes.most_bytes)}")
    if wishes.most_price is not None and (price := price_of(found, wishes)) > wishes.most_price:
        told.append(f"costs {price_text(price)} for a million queries, more than {price_text(wishes.most_price)}")
    return tuple(told)


def price_text(price: float) -> str:
    """Write a price in the currency of the hour: "8.33", "less than 0.01"."""
    return "less than 0.01" if 0 < price < 0.005 else signed(price)


def matches_words(found: SetUpFound) -> bool:
    """Whether the documents are found by the very words of a query, alone or among other signs."""
    first = found.set_up.partition(">")[0]
    return first == "bm25" or first.startswith("hybrid-")


def queries(count: int) -> str:
    """Write a number of queries: "1 query", "60 queries"."""
    return "1 query" if count == 1 else f"{whole(count)} queries"
