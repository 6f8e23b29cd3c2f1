"""A collection of N texts of about 40 tokens: how fast it is indexed, what that holds in memory, how soon it answers.

``python -m benchmarks.corpus_speed [N [READ]]``: 5,000 texts by default, which takes minutes. Models read the first
READ of them (by default all); the vectors of the others are those of a text that was read, with noise of length 0.75
added and brought back to length 1 (sparse ones: each weight times a random number about 1), so that a graph of 100,000
can be measured without hours of reading. Times of queries include reading the query, and nothing is remembered.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks._report import Line, held_to, in_turn, note, print_table, ratios, spread
from benchmarks._texts import mixture
from benchmarks.encode_speed import load_peer, seconds
from embedlab.content.gathered import Gathered, documents_of
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.models.text.tokens import TextTokenizer
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.corpus_search import search
from embedlab.studies.corpus.edge_engine import EdgeEngine
from embedlab.studies.corpus.engine_steps import POINTS
from embedlab.studies.corpus.hnsw_recall import graph_recall
from embedlab.studies.corpus.index_folder import IndexFolder, bytes_under
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.open_engine import VECTORS, built_engine, engine_folder, shape_of
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import Batch

DENSE, WORDS, SPARSE = (Reading(id) for id in ("all-minilm-l6-v2", "glove-6b-50d", "splade-tiny"))
READINGS = (WORDS, DENSE, SPARSE)
RERANKERS = ("answerai-colbert-small-v1", "ms-marco-minilm-l12-v2")
ROUNDS, ENCODED, QUERIES, RERANKED, EF = 3, 500, 100, 10, 64
NOISE, LEFT, BLOCK = 0.75, 256, 2_000

_RUN = """
import json, resource, sys
from pathlib import Path
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.index_worker import make_index
from embedlab.studies.corpus.text_reading import Reading
from time import perf_counter
began = perf_counter()
make_index(IndexFolder(Path(sys.argv[1])), [Reading.parse(name) for name in sys.argv[2:]], lambda *_: None)
took = perf_counter() - began
print(json.dumps({"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, "seconds": took}))
"""


def main(count: int = 5_000, read: int = 0) -> None:
    """Measure, and print the table."""
    read = min(read or count, count)
    settings = replace(read_settings(), engine="onnx", device="auto", cache_bytes=0)
    runtime = Runtime(settings)
    tokenizer = TextTokenizer(runtime.store.ensure(DENSE.card), max_tokens=1_000_000)
    texts = mixture(tokenizer, count, shortest=32, longest=52)
    with tempfile.TemporaryDirectory() as home:
        collections = Collections(Path(home), 10**12)
        gathered = Gathered("benchmark", documents_of([str(row) for row in range(count)], texts))
        corpus = OpenCorpus(collections, collections.add(gathered, source="benchmark"))
        if read < count:
            few = IndexFolder.make(Path(home) / "few", texts[:read])
            indexed(few)
            fill(few, corpus.index)
        peak, took = indexed(corpus.index)
        lines = [
            *speed_lines(runtime, corpus.index, texts[:ENCODED]),
            held_to("index process, peak in MB", peak, "<=", 1_500, shown=f"{peak:.0f}"),
            note("index process, all that was left", f"{took:.0f} s"),
            note(
                "bytes on the disk, all and engines", f"{corpus.index.bytes / 1e6:.0f} and {engine_mb(corpus):.0f} MB"
            ),
            *query_lines(runtime, corpus, texts),
            *recall_lines(corpus),
        ]
    print_table(
        f"{count} texts of about 40 tokens, {read} of them read by models, {settings.threads} threads",
        "sentence-transformers",
        lines,
    )


def indexed(index: IndexFolder) -> tuple[float, float]:
    """Index in a process of its own, as the server does; return its peak of memory in MB and its seconds."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(index.path), *map(str, READINGS)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    return float(told["peak_mb"]), float(told["seconds"])


def fill(few: IndexFolder, index: IndexFolder) -> None:
    """Give an index vectors like those of a smaller one, for all texts but the last, which a model is left to read."""
    rng = np.random.default_rng(0)
    for reading in READINGS:
        if reading.kind == "sparse":
            index.tell(reading, width=int(few.told(reading)["width"]))
        for start in range(0, index.count - LEFT, BLOCK):
            rows = rng.integers(0, few.count, min(BLOCK, index.count - LEFT - start))
            if reading.kind == "dense":
                found = few.vectors(reading)[rows]
                noise = rng.standard_normal(found.shape) * NOISE / np.sqrt(found.shape[1])
                moved = found + noise * np.linalg.norm(found, axis=1, keepdims=True)
                length = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12)
                index.dense_rows(reading).append((moved / length).astype(np.float32))
            else:
                sparse = few.sparse(reading)[rows]
                weights = sparse.data * rng.lognormal(0, 0.3, sparse.nnz)
                index.sparse_rows(reading).append(
                    np.diff(sparse.indptr).tolist(), sparse.indices, weights.astype(np.float32)
                )


def speed_lines(runtime: Runtime, index: IndexFolder, texts: list[str]) -> list[Line]:
    """Reading and the engine beside sentence-transformers' reading and the same engine, text by text."""
    peer = load_peer(runtime.store.ensure(DENSE.card), runtime.settings.threads)

    def ours(some: list[str]) -> np.ndarray:
        # In the batches of the index, each of them written before the next is read.
        return np.concatenate(
            [DENSE.dense(runtime, some[at : at + 256], "document") for at in range(0, len(some), 256)]
        )

    def theirs(some: list[str]) -> np.ndarray:
        return np.asarray(peer.encode(some, normalize_embeddings=True, show_progress_bar=False))

    gap = float(np.abs(ours(texts[:200]) - theirs(texts[:200])).max())
    engine = engine_seconds(index, len(texts))
    each = in_turn(ROUNDS, *(lambda f=f: (seconds(f, texts) + engine) * 1e3 / len(texts) for f in (ours, theirs)))
    faster = ratios(*each[::-1])
    return [
        note("read a text and put it into the engine", spread(each[0], "ms"), spread(each[1], "ms")),
        note("of that the engine", f"{engine * 1e3 / len(texts):.2f} ms", f"{engine * 1e3 / len(texts):.2f} ms"),
        held_to("times faster", median(faster), ">=", 1.2, shown=spread(faster)),
        held_to("largest difference of a number in a vector", gap, "<=", 1e-5, shown=f"{gap:.1e}"),
    ]


def engine_seconds(index: IndexFolder, count: int) -> float:
    """How long ``count`` vectors take to go into a new engine and its graph."""
    vectors = index.vectors(DENSE)[:count]
    with tempfile.TemporaryDirectory() as folder:
        engine = EdgeEngine(Path(folder) / "engine", shape_of(DENSE), read_settings().threads)
        began = perf_counter()
        for start in range(0, len(vectors), POINTS):
            engine.add(Batch(start, {VECTORS: vectors[start : start + POINTS]}))
        engine.build()
        took = perf_counter() - began
        engine.close()
    return took


def query_lines(runtime: Runtime, corpus: OpenCorpus, texts: list[str]) -> list[Line]:
    """The 95th percentile of a warm query by each first stage, and of ranking 50 again."""
    queries = [" ".join(text.split()[:8]) for text in texts[:: max(1, len(texts) // QUERIES)]][:QUERIES]
    found = []
    for first in ("bm25", *map(str, READINGS), "hybrid-rrf", "hybrid-weighted"):
        for ef in (None, EF) if first in map(str, READINGS) else (None,):
            took = query_seconds(runtime, corpus, SetUp(first), queries, ef)
            how = "" if ef is None else f", engine at ef {ef}"
            found.append(_at_most(f"query by {first}{how}", took, 150))
    for model in RERANKERS:
        took = query_seconds(runtime, corpus, SetUp("bm25", model), queries[:RERANKED], None, stage="rerank")
        found.append(_at_most(f"rank 50 again by {model}", took, 600))
    return found


def query_seconds(
    runtime: Runtime, corpus: OpenCorpus, set_up: SetUp, queries: list[str], ef: int | None, stage: str = ""
) -> list[float]:
    """Seconds of each query, or of one stage of it, after one to warm up."""
    took = []
    for query in (queries[0], *queries):
        began = perf_counter()
        hits = search(runtime, corpus, set_up, query, 10, ef=ef)
        took.append(hits.seconds[stage] if stage else perf_counter() - began)
        assert not hits.said, hits.said
    return took[1:]


def _at_most(what: str, took: list[float], milliseconds: float) -> Line:
    p50, p95 = (np.percentile(took, [50, 95]) * 1e3).tolist()
    return held_to(f"{what}, p95 in ms", p95, "<=", milliseconds, shown=f"{p95:.1f} (p50 {p50:.1f})")


def recall_lines(corpus: OpenCorpus) -> list[Line]:
    """Recall of the graph against comparing everything, for texts that do not find themselves."""
    vectors = corpus.index.vectors(DENSE)
    own = sorted(np.random.default_rng(0).choice(len(vectors), min(QUERIES, len(vectors)), replace=False).tolist())
    found = graph_recall(built_engine(corpus.index, DENSE), VECTORS, vectors, np.asarray(vectors[own]), own=own)
    told = [
        note(
            f"recall@10 at ef {ef}",
            f"{recall:.4f}, p95 {pace.p95 * 1e3:.2f} ms",
            f"exact {found.exact.p95 * 1e3:.1f} ms",
        )
        for ef, recall, pace in zip(found.efs, found.recall, found.paces, strict=True)
    ]
    return [*told, held_to(f"HNSW recall@10 at ef {EF}", found.recall[found.at(EF)], ">=", 0.98)]


def engine_mb(corpus: OpenCorpus) -> float:
    """Megabytes of the disk that the engines of all readings take."""
    return sum(bytes_under(engine_folder(corpus.index.path, reading)) for reading in READINGS) / 1e6


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
