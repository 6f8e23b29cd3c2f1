"""What each way to compare costs: counted by formula for any size, and measured on this machine.

The scores of the measurement mean nothing: random vectors of the right shape take as long as real ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute import cost
from embedlab.compute.maxsim import maxsim_many
from embedlab.models.cards import ModelCard
from embedlab.models.engines.contract import Wanted
from embedlab.models.measure import median_seconds
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.text.tokens import Tokenised

Counted = Literal["multiplications", "bytes", "milliseconds"]
WAYS = ("single vector", "late interaction", "cross-encoder")
LENGTHS = (8, 16, 32, 64, 128, 256)
"""Document lengths, in tokens, at which curves are drawn and time is taken."""
SIZES = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
"""Numbers of documents at which curves are drawn."""
PAIR_EXTRA = 3
"""[CLS] and two [SEP] around query and document in a pair."""
_TOKENS_HELD = 25_600
"""Document tokens held at once while measuring: 39 MB at 384 numbers; beyond it the time is scaled."""
_PAIRS, _REPEATS = 2, 3


@dataclass(frozen=True)
class Shape:
    """What the cost depends on: query length, numbers in a vector, layers and width of the cross-encoder."""

    query_tokens: int
    dimension: int
    layers: int
    width: int

    def costs(self, doc_tokens: int) -> dict[str, cost.Cost]:
        """The cost of each way for one document of so many tokens."""
        return {
            WAYS[0]: cost.single_vector(self.dimension),
            WAYS[1]: cost.late_interaction(self.query_tokens, doc_tokens, self.dimension),
            WAYS[2]: cost.cross_encoder(self.layers, self.width, self.query_tokens + doc_tokens + PAIR_EXTRA),
        }


@dataclass(frozen=True, eq=False)
class Timing:
    """Milliseconds of one query by way, over ``sizes`` documents of ``doc_tokens``, or one size and every length.

    Attributes:
        by_size: way -> (len(sizes),) float64.
        by_length: way -> (len(LENGTHS),) float64.
        sizes: numbers of documents of ``by_size``.
        largest: way -> the most documents that were really scored at once; beyond it time is scaled.
    """

    by_size: Mapping[str, NDArray[np.float64]]
    by_length: Mapping[str, NDArray[np.float64]]
    sizes: tuple[int, ...]
    largest: Mapping[str, int]


def counted(
    shape: Shape, counted_as: Counted, sizes: Sequence[int], lengths: Sequence[int]
) -> dict[str, NDArray[np.float64]]:
    """Multiplications of one query, or bytes stored, by way; sizes and lengths are broadcast against each other."""
    pairs = list(zip(*np.broadcast_arrays(list(sizes), list(lengths)), strict=True))
    name = "bytes_per_doc" if counted_as == "bytes" else "multiplications_per_query_per_doc"
    return {
        way: np.array([float(size) * getattr(shape.costs(int(length))[way], name) for size, length in pairs])
        for way in WAYS
    }


def measure(runtime: Runtime, cross: ModelCard, shape: Shape, size: int, doc_tokens: int) -> Timing:
    """Time one query by each way, warm: over ``SIZES`` at this length, and at every length for this size.

    The forward pass that makes the query's own vectors is left out for the first two ways, as are those that made
    the documents' vectors beforehand. The cross-encoder reads a few pairs, and the time is scaled to the rest.

    Raises:
        StoreError: the cross-encoder cannot be fetched or read.
    """
    clocks = _clocks(runtime, cross, shape)
    by_size = {way: np.array([clock(n, doc_tokens) for n in SIZES]) for way, clock in clocks.items()}
    by_length = {way: np.array([clock(size, tokens) for tokens in LENGTHS]) for way, clock in clocks.items()}
    held = max(1, _TOKENS_HELD // doc_tokens)
    return Timing(by_size, by_length, SIZES, {WAYS[0]: _TOKENS_HELD, WAYS[1]: held, WAYS[2]: _PAIRS})


def _clocks(runtime: Runtime, cross: ModelCard, shape: Shape) -> dict[str, Callable[[int, int], float]]:
    """For each way a function from (documents, tokens a document) to milliseconds a query."""
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((_TOKENS_HELD, shape.dimension), dtype=np.float32)
    query = rng.standard_normal((shape.query_tokens, shape.dimension), dtype=np.float32)
    pairs: dict[int, float] = {}

    def single(size: int, _: int) -> float:
        count = min(size, _TOKENS_HELD)
        return _milliseconds(lambda: rows[:count] @ query[0]) * size / count

    def late(size: int, tokens: int) -> float:
        count = min(size, max(1, _TOKENS_HELD // tokens))
        offsets = np.arange(count + 1) * tokens
        return _milliseconds(lambda: maxsim_many([query], rows[: count * tokens], offsets)) * size / count

    def crossed(size: int, tokens: int) -> float:
        if tokens not in pairs:
            pairs[tokens] = _one_pair(runtime, cross, shape.query_tokens, tokens)
        return pairs[tokens] * size

    return {WAYS[0]: single, WAYS[1]: late, WAYS[2]: crossed}


def _one_pair(runtime: Runtime, cross: ModelCard, query_tokens: int, doc_tokens: int) -> float:
    """Milliseconds of a cross-encoder for one pair, never answered from the cache of results."""

    def passes(model: LoadedTransformer) -> float:
        # "word" is one token of every vocabulary here, so the pair is exactly as long as it should be.
        pair: Tokenised = model.tokenizer.encode_pair("word " * query_tokens, "word " * doc_tokens)
        wanted = Wanted(logits=True)
        return _milliseconds(lambda: model.batcher.run([pair] * _PAIRS, wanted, lambda _: None), 1) / _PAIRS

    return runtime.with_transformer(cross, passes)


def _milliseconds(work: Callable[[], object], repeats: int = _REPEATS) -> float:
    return median_seconds(work, repeats) * 1e3
