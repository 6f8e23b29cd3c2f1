"""What a look-up and a forward pass cost on this machine, measured and never remembered by the vector cache.

How a time is taken stands here too, for every page that takes one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from statistics import median
from time import perf_counter

from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.encoders.sides import one_side
from embedlab.models.engines.contract import Wanted
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text.tokens import Tokenised

LOOKUPS = 1_000
PASSES = 5
QUERIES = 15
FEW = 4
"""Pieces that are timed first, to see how many there is time for."""


def median_seconds(
    work: Callable[[], object], repeats: int, *, most: float = inf, clock: Callable[[], float] = perf_counter
) -> float:
    """Return the median seconds of ``repeats`` calls.

    One call before them is not counted, as it also pays for memory that is touched for the first time. Where the calls,
    the first included, have taken ``most`` seconds together, no more follow. Of a first that takes that long alone the
    time is told: what it pays besides is small in it.
    """
    start = clock()
    work()
    first = clock() - start
    times: list[float] = []
    spent = first
    while len(times) < repeats and spent < most:
        start = clock()
        work()
        times.append(clock() - start)
        spent += times[-1]
    return median(times or [first])


def seconds_each(
    work: Callable[[int], object], count: int, most: float, *, clock: Callable[[], float] = perf_counter
) -> tuple[float, int]:
    """Return what each of ``count`` pieces takes, and how many were done at once for it.

    ``work`` does so many pieces at once. They grow, 4 times as many each time, up to all, while what comes next is
    expected to take less than ``most`` seconds; the last and largest lot is what is told.

    Raises:
        ValueError: there is no piece.
    """
    if count < 1:
        raise ValueError("there is nothing to time")
    many = min(count, FEW)
    while True:
        start = clock()
        work(many)
        taken = clock() - start
        larger = min(count, 4 * many)
        if larger == many or taken / many * larger > most:
            return taken / many, many
        many = larger


@dataclass(frozen=True)
class Cost:
    """Median cost of one look-up in microseconds, and of one forward pass over one sentence in milliseconds.

    ``tokens`` is the length of that sentence as the model reads it.
    """

    lookup_us: float
    forward_ms: float
    tokens: int


def measure(runtime: Runtime, table_card: ModelCard, card: ModelCard, word: str, text: str) -> Cost:
    """Time both on the shared runtime, warm: the first pass of each is not counted.

    Raises:
        InputError: the cards are not a static table and a transformer.
        StoreError: a model cannot be fetched or read.
    """
    table = runtime.table(table_card)
    lookup = median_seconds(lambda: [table.vector(word) for _ in range(LOOKUPS)], 1) / LOOKUPS

    def passes(model: LoadedTransformer) -> tuple[list[float], int]:
        tokens = model.tokenizer.encode(text)
        return [_time(model, [tokens]) for _ in range(PASSES + 1)][1:], len(tokens)

    seconds, tokens = runtime.with_transformer(card, passes)
    return Cost(lookup * 1e6, median(seconds) * 1e3, tokens)


def query_seconds(runtime: Runtime, card: ModelCard, text: str) -> float:
    """Median seconds in which whatever reads this model's queries reads one: into pieces, and through the network.

    Raises:
        InputError: the model runs no forward pass.
        StoreError: the model cannot be fetched or read.
    """
    side = one_side(card, "query")
    prompt = prompt_of(side, "query")

    def passes(model: LoadedTransformer) -> float:
        return median_seconds(lambda: _time(model, [model.tokenizer.encode(text, prompt)]), QUERIES)

    return runtime.with_transformer(side, passes)


def _time(model: LoadedTransformer, tokens: list[Tokenised]) -> float:
    start = perf_counter()
    model.batcher.run(tokens, Wanted(layers=(model.layers,)), lambda _: None)
    return perf_counter() - start
