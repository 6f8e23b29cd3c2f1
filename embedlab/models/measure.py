"""What a look-up and a forward pass cost on this machine, measured and never remembered by the vector cache."""

from dataclasses import dataclass
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
    table.vector(word)
    start = perf_counter()
    for _ in range(LOOKUPS):
        table.vector(word)
    lookup = (perf_counter() - start) / LOOKUPS

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

    def passes(model: LoadedTransformer) -> list[float]:
        times = []
        for _ in range(QUERIES + 1):
            start = perf_counter()
            _time(model, [model.tokenizer.encode(text, prompt)])
            times.append(perf_counter() - start)
        return times[1:]

    return median(runtime.with_transformer(side, passes))


def _time(model: LoadedTransformer, tokens: list[Tokenised]) -> float:
    start = perf_counter()
    model.batcher.run(tokens, Wanted(layers=(model.layers,)), lambda _: None)
    return perf_counter() - start
