"""MaxSim over a corpus beside sentence_transformers' own, on the same vectors, with the same number of threads."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks._report import held_to, in_turn, note, print_table, ratios, spread
from embedlab.compute.maxsim import maxsim_many
from embedlab.models.settings import read_settings

DOCUMENTS, DOCUMENT_TOKENS, QUERIES, QUERY_TOKENS = 10_000, 60, 200, 32
WIDTHS = (96, 384)
CHUNK = 500


def main() -> None:
    """Measure, and print a table for each width of the token vectors."""
    for width in WIDTHS:
        compare(width)


def compare(width: int) -> None:
    """Score the corpus chunk by chunk on both sides in turn, and print the table.

    A chunk takes about a second, so what else the machine does falls on both sides alike; and neither side
    has to hold the corpus.
    """
    import torch

    threads = read_settings().threads
    torch.set_num_threads(threads)
    rng = np.random.default_rng(0)
    queries = unit_tokens(rng, QUERIES, QUERY_TOKENS, width)
    chunk = unit_tokens(rng, CHUNK, DOCUMENT_TOKENS, width)
    gap = float(np.abs(ours(queries, chunk) - theirs(queries, chunk)).max())  # and both sides are awake
    our_times, peer_times = in_turn(
        DOCUMENTS // CHUNK, lambda: seconds(ours, queries, chunk), lambda: seconds(theirs, queries, chunk)
    )
    faster = ratios(peer_times, our_times)
    print_table(
        f"MaxSim, {DOCUMENTS} documents of {DOCUMENT_TOKENS} tokens, {QUERIES} queries of {QUERY_TOKENS}, "
        f"{width} numbers a token, {threads} threads, {len(faster)} chunks in turn",
        "sentence-transformers",
        [
            note("all queries on all documents", f"{sum(our_times):.1f} s", f"{sum(peer_times):.1f} s"),
            note(f"a chunk of {CHUNK} documents", spread(our_times, "s"), spread(peer_times, "s")),
            held_to("times faster", median(faster), ">=", 1.0, shown=spread(faster)),
            held_to("largest difference of a score", gap, "<=", 1e-3, shown=f"{gap:.1e}"),
        ],
    )


def unit_tokens(rng: np.random.Generator, items: int, tokens: int, width: int) -> np.ndarray:
    """Return random token vectors of length 1, (items, tokens, width) float32."""
    vectors = rng.standard_normal((items, tokens, width), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=2, keepdims=True))


def ours(queries: np.ndarray, chunk: np.ndarray) -> np.ndarray:
    """Score one chunk with EmbedLab."""
    count, tokens, width = chunk.shape
    return maxsim_many(queries, chunk.reshape(-1, width), np.arange(count + 1) * tokens)


def theirs(queries: np.ndarray, chunk: np.ndarray) -> np.ndarray:
    """Score one chunk with sentence_transformers, padded tensors without padding: its quickest input."""
    import torch
    from sentence_transformers.util.similarity import maxsim

    with torch.inference_mode():
        return np.asarray(maxsim(torch.from_numpy(queries), torch.from_numpy(chunk)))


def seconds(score: Callable[[np.ndarray, np.ndarray], Any], queries: np.ndarray, chunk: np.ndarray) -> float:
    """Return how long one side takes for a chunk."""
    start = perf_counter()
    score(queries, chunk)
    return perf_counter() - start


if __name__ == "__main__":
    main()
