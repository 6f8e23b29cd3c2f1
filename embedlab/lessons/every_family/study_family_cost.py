"""What one query costs by each ranker, measured on this machine: its time step by step, and what is held and used.

Nothing here is answered by the runtime's memory of vectors. One measurement runs at a time on a server, because two
would measure each other; who asks for the same meanwhile gets the same.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from embedlab.lessons.every_family.study_steps import Steps, steps_of
from embedlab.models.measure import median_seconds, seconds_each
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.remembered import remembered_for
from embedlab.studies.searches import cards_behind
from embedlab.studies.touched import touched_by_query

REPEATS: Final = 9
STEP_SECONDS: Final = 0.35
"""Seconds that one step may take: of nine rankers and three steps each, a visitor waits ten seconds at most."""
KEPT_SECONDS: Final = 600.0

_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True)
class FamilyCost:
    """What one query over n texts costs by one ranker.

    Attributes:
        ranker: its id.
        texts: n.
        query_ms: milliseconds to read the query, median; None where it is read with each text only.
        score_ms: milliseconds to compare it with all n texts, which are in memory, median.
        scored: texts that were compared for that; where fewer than n, the time is scaled to n.
        text_ms: milliseconds to read a text once, beforehand; None where nothing of it is kept.
        read: texts that were read at once for that.
        stored: bytes that are held of a text, mean of those that are held.
        held: texts that are held for that.
        touched: parameters that the query uses; None where the model does not say how it is built.
    """

    ranker: str
    texts: int
    query_ms: float | None
    score_ms: float
    scored: int
    text_ms: float | None
    read: int
    stored: float
    held: int
    touched: int | None

    @property
    def total_ms(self) -> float:
        """Milliseconds of a query over all texts, when they have been read."""
        return (self.query_ms or 0.0) + self.score_ms

    @property
    def sampled(self) -> bool:
        """Whether the time over all texts was worked out from fewer."""
        return self.scored < self.texts


def another_runs() -> bool:
    """Whether a measurement goes on that a new one would wait for."""
    return _ONE_AT_A_TIME.locked()


@remembered_for(KEPT_SECONDS)
def family_cost(ranker: str, query: str, texts: tuple[str, ...], options: RankOptions, take: int = 0) -> FamilyCost:
    """Measure one ranker by the models of this process; kept for all visitors for ten minutes.

    ``take`` tells one measurement of the same from another.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    del take
    with _ONE_AT_A_TIME:
        return measure_cost(shared_runtime(), ranker, query, texts, options)


def measure_cost(
    runtime: Runtime,
    ranker: str,
    query: str,
    texts: Sequence[str],
    options: RankOptions,
    clock: Callable[[], float] = perf_counter,
) -> FamilyCost:
    """Measure what a query over at least one text costs by a ranker, warm.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    steps, apart = steps_of(ranker, options), runtime.without_memory()

    def one_text() -> object:
        return steps.hold(apart, texts[:1])

    one_text()  # loads what is not loaded
    text_s, read = _each(lambda many: steps.hold(apart, spread_out(texts, many)), len(texts), clock)
    kept, count = _held(steps, runtime, texts, clock)
    query_s = _seconds(lambda: steps.ask(apart, query, kept), clock)
    asked = steps.ask(runtime, query, kept)
    if steps.holds:
        score_s, scored = _seconds(lambda: steps.compare(apart, asked, kept), clock) / count, count
    else:
        score_s, scored = _each(lambda many: steps.compare(apart, asked, spread_out(texts, many)), len(texts), clock)
    return FamilyCost(
        ranker, len(texts), query_s * 1e3 if steps.asks else None, score_s * 1e3 * len(texts), scored,
        text_s * 1e3 if steps.holds else None, read if steps.holds else 0, steps.stored(kept) / count, count,
        touched(runtime, ranker, query, texts, options),
    )  # fmt: skip


def touched(runtime: Runtime, ranker: str, query: str, texts: Sequence[str], options: RankOptions) -> int | None:
    """The learnt numbers that a query uses by a ranker: of its own models, and of no other."""
    # BM42 asks its model about the texts alone: of the query it counts words.
    cards = [] if RankerId.parse(ranker).model == "bm42" else cards_behind(ranker, options)
    used = [touched_by_query(runtime, card, query, texts) for card in cards]
    return None if None in used else sum(number or 0 for number in used)


def spread_out(texts: Sequence[str], count: int) -> list[str]:
    """As many of the texts, evenly spread over the list: those at its head may all be of one length."""
    return [texts[place * len(texts) // count] for place in range(count)]


def _each(work: Callable[[int], object], count: int, clock: Callable[[], float]) -> tuple[float, int]:
    """Seconds of one of as many pieces as there is time for, and how many those are."""
    _, many = seconds_each(work, count, STEP_SECONDS, clock=clock)
    return _seconds(lambda: work(many), clock) / many, many


def _held(steps: Steps, runtime: Runtime, texts: Sequence[str], clock: Callable[[], float]) -> tuple[object, int]:
    """What is held of all texts; of fewer where they would have to be read again, and that takes long."""
    kept: list[object] = []

    def hold(many: int) -> None:
        kept[:] = [steps.hold(runtime, spread_out(texts, many))]

    _, count = seconds_each(hold, len(texts), 4 * STEP_SECONDS, clock=clock)
    return kept[0], count


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    return median_seconds(work, REPEATS, most=STEP_SECONDS, clock=clock)
