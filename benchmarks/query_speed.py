"""A new query over twenty warm documents: every ranker of a retrieval page beside the models' bare forward passes.

Drawing is left out on both sides, so the ratio is stricter than that of the page, which draws the same figures
either way.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from time import perf_counter

from benchmarks._report import held_to, in_turn, note, print_table, ratios, spread
from embedlab.compute.ranking import rank
from embedlab.content.triples import load_triples
from embedlab.models.catalog import card
from embedlab.models.engines.contract import Wanted
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.studies.rank import rank_documents

Measure = Callable[[Runtime, str, list[str]], None]

ROUNDS, DOCUMENTS = 25, 20
DENSE, SPARSE, PAIRS = "all-minilm-l6-v2", "splade-tiny", "ms-marco-minilm-l12-v2"
RANKERS = ("tf-idf", "bm25", "bm42", SPARSE, "hybrid-weighted", "hybrid-rrf", DENSE, PAIRS)


def main() -> None:
    """Measure in turn, and print the table."""
    runtime = Runtime(read_settings())
    triples = load_triples()
    documents = [triple.answer for triple in triples[:DOCUMENTS]]
    fresh = cycle(f"{triple.question} {word}" for word in ("today", "exactly", "really") for triple in triples)
    rank_all(runtime, next(fresh), documents)  # documents are encoded, models are in memory
    bare(runtime, next(fresh), documents)
    ours, other = in_turn(
        ROUNDS, lambda: timed(rank_all, runtime, fresh, documents), lambda: timed(bare, runtime, fresh, documents)
    )
    pairs = ratios(ours, other)
    lines = [
        held_to("eight rankers, parts not counted", sorted(pairs)[len(pairs) // 2], "<=", 1.3, shown=spread(pairs)),
        note("milliseconds", spread([1e3 * s for s in ours]), spread([1e3 * s for s in other])),
    ]
    print_table(f"A new query over {DOCUMENTS} documents", "bare forward passes", lines)
    runtime.close()


def rank_all(runtime: Runtime, query: str, documents: list[str]) -> None:
    """What a page computes for its bump chart."""
    for model in RANKERS:
        rank(rank_documents(runtime, model, query, documents).scores)


def bare(runtime: Runtime, query: str, documents: list[str]) -> None:
    """The forward passes alone: the query by both encoders, and the query with each document by the reranker."""
    dense, sparse, pairs = card(DENSE), card(SPARSE), card(PAIRS)
    runtime.with_transformer(
        dense, lambda m: m.batcher.run([m.tokenizer.encode(query)], Wanted(layers=(m.layers,)), lambda _: None)
    )
    runtime.with_transformer(
        sparse, lambda m: m.batcher.run([m.tokenizer.encode(query)], Wanted(logits=True), lambda _: None)
    )
    runtime.with_transformer(
        pairs,
        lambda m: m.batcher.run(
            [m.tokenizer.encode_pair(query, d) for d in documents], Wanted(logits=True), lambda _: None
        ),
    )


def timed(measure: Measure, runtime: Runtime, queries: Iterator[str], documents: list[str]) -> float:
    """Seconds of one call with a query that nobody has asked before."""
    query = next(queries)
    start = perf_counter()
    measure(runtime, query, documents)
    return perf_counter() - start


if __name__ == "__main__":
    main()
