"""What each set-up costs for what it gives, by time, by room or by money, and which of them none beats."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from embedlab.compute.paired import mean_difference
from embedlab.compute.pareto import pareto_front
from embedlab.compute.query_price import Prices, money_per_million
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.numbers_text import GAP, between, change, counted, in_bytes, measured, quantity, signed, whole
from embedlab.studies.corpus.findings import MAIN_METRIC, Estimate, Findings, SetUpFound
from embedlab.studies.corpus.set_ups import short_name
from embedlab.studies.rows import Rows

Axis = Literal["time", "bytes", "money"]
AXES: Final[dict[Axis, str]] = {"time": "Time", "bytes": "Memory", "money": "Money"}
"""What a set-up can cost, and what the choice calls it."""
AXIS_TITLES: Final[dict[Axis, str]] = {
    "time": "median time of a warm query", "bytes": "stored for a document", "money": "a million queries, in money",
}  # fmt: skip
FIRST_PRICES: Final = Prices(hour=0.1, cores=2, memory=3.0, monthly=1_000_000)
"""An example to begin with; nobody's price list."""


@dataclass(frozen=True)
class Priced:
    """A set-up, what it costs by the chosen axis, what it reaches, and whether none beats it in both."""

    found: SetUpFound
    cost: float
    quality: Estimate
    front: bool

    @property
    def name(self) -> str:
        """What it is called where there is little room."""
        return short_name(self.found.set_up)


def stored_bytes(findings: Findings, found: SetUpFound) -> float:
    """Bytes that a set-up keeps in memory: what is stored for all documents, and its models by the size of their files.

    A model that is not among those of the evaluation counts nothing.
    """
    sizes = {model.id: model.bytes for model in findings.models}
    return found.bytes_per_document * findings.corpus.documents + sum(sizes.get(model, 0) for model in found.models)


def cost_of(findings: Findings, found: SetUpFound, axis: Axis, prices: Prices) -> float:
    """What a set-up costs: seconds of a query, bytes of a document, or money for a million queries."""
    if axis == "money":
        return money_per_million(found.p50_seconds, stored_bytes(findings, found), prices)
    return found.p50_seconds if axis == "time" else found.bytes_per_document


def write_cost(axis: Axis, cost: float) -> str:
    """A cost as a reader takes it, with its unit; money has the unit of the prices."""
    if axis == "money":
        # Two digits that count: the clock behind it deserves no more.
        return quantity(round(cost, 1 - math.floor(math.log10(cost))) if cost > 0 else 0.0)
    return measured(cost) if axis == "time" else in_bytes(cost)


def priced(chosen: Chosen, axis: Axis, prices: Prices) -> tuple[Priced, ...]:
    """Every set-up that has the chosen measure, in the order of the evaluation."""
    if chosen.findings is None:
        return ()
    measured_ = chosen.measured
    costs = [cost_of(chosen.findings, found, axis, prices) for found, _ in measured_]
    front = pareto_front(costs, [quality.mean for _, quality in measured_])
    return tuple(
        Priced(found, cost, quality, bool(on))
        for (found, quality), cost, on in zip(measured_, costs, front, strict=True)
    )


def front_of(rows: Sequence[Priced]) -> list[Priced]:
    """Those that none beats, the cheapest first."""
    return sorted((row for row in rows if row.front), key=lambda row: (row.cost, row.quality.mean))


def front_sentence(rows: Sequence[Priced], axis: Axis, metric: str) -> str:
    """Which set-ups none beats, and what the next one gives for what it costs more."""
    front = front_of(rows)
    if not front:
        return ""
    cheapest, best = front[0], front[-1]
    if len(rows) == 1:
        return f"{best.name} reaches {metric} {_reached(best, axis)}. Measure a second to compare with."
    if len(front) == 1:
        return (
            f"{best.name} beats {_others(len(rows) - 1)}: none is better and none costs less. "
            f"It reaches {metric} {_reached(best, axis)}."
        )
    beaten = len(rows) - len(front)
    left = f"; {whole(beaten)} {'is' if beaten == 1 else 'are'} beaten by one of them" if beaten else ""
    step, after = max(pairwise(front), key=lambda pair: pair[1].quality.mean - pair[0].quality.mean)
    gain = change(after.quality.mean - step.quality.mean)
    told = (
        f"{whole(len(front))} of {counted(len(rows), 'set-up')} are worth a choice{left}. {cheapest.name} costs "
        f"least ({_reached(cheapest, axis)}), {best.name} is best ({_reached(best, axis)})."
    )
    if len(front) == 2:
        return f"{told} The step is {gain} for {write_cost(axis, after.cost - step.cost)} more."
    return (
        f"{told} The largest step is from {step.name} to {after.name}: {gain} for "
        f"{write_cost(axis, after.cost - step.cost)} more."
    )


def _others(count: int) -> str:
    return "the other one" if count == 1 else f"all {whole(count)} others"


def _reached(row: Priced, axis: Axis) -> str:
    return f"{signed(row.quality.mean)} for {write_cost(axis, row.cost)}"


def step_rows(rows: Sequence[Priced], axis: Axis, metric: str) -> list[tuple[str, ...]]:
    """The steps of the front: name, quality, cost, and what it costs more and gains against the one before.

    The gain has its paired bootstrap interval where the value of every query is known, which is for ``MAIN_METRIC``.
    """
    front = front_of(rows)
    told: list[tuple[str, ...]] = []
    for place, row in enumerate(front):
        more = gain = ""
        if place:
            before = front[place - 1]
            more = write_cost(axis, row.cost - before.cost)
            gain = _gain(before, row, metric)
        told.append((row.name, signed(row.quality.mean), write_cost(axis, row.cost), more, gain))
    return told


def _gain(before: Priced, after: Priced, metric: str) -> str:
    gain = change(after.quality.mean - before.quality.mean)
    queries = after.found.per_query
    if metric != MAIN_METRIC or not queries or len(queries) != len(before.found.per_query):
        return gain
    _, low, high = mean_difference(queries, before.found.per_query)
    return f"{gain} ({between((low, high), change)})".replace(" ", GAP)


def priced_rows(rows: Sequence[Priced], axis: Axis, metric: str) -> Rows:
    """A row for each set-up, as it is drawn."""
    return [
        {
            "set_up": row.found.set_up, "name": row.found.name, "family": row.found.family, "measure": metric,
            "quality": row.quality.mean, "low": row.quality.low, "high": row.quality.high, "cost_by": axis,
            "cost": row.cost, "beaten_by_none": row.front,
        }
        for row in rows
    ]  # fmt: skip
