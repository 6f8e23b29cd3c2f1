"""The default engine beside sentence-transformers: same folder, same process, same number of threads, no memory."""

from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks._report import held_to, in_turn, note, print_table, ratios, spread
from benchmarks._texts import mixture, shipped_sentences
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors, token_states
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.models.text.tokens import TextTokenizer

MODEL = card("all-minilm-l6-v2")
SINGLES, PASSES_A_SINGLE = 31, 10
CORPORA, CORPUS = 3, 1_000


def main() -> None:
    """Measure, and print the table."""
    # A budget of no bytes: every text is computed anew.
    settings = replace(read_settings(), engine="onnx", device="auto", cache_bytes=0)
    runtime = Runtime(settings)
    folder = runtime.store.ensure(MODEL)
    peer = load_peer(folder, settings.threads)
    tokenizer = TextTokenizer(folder, max_tokens=1_000_000)
    sentence = next(text for text in shipped_sentences() if len(tokenizer.encode(text)) == 20)
    corpus = mixture(tokenizer, CORPUS)

    def ours(texts: list[str]) -> np.ndarray:
        return text_vectors(runtime, MODEL, texts).vectors

    def theirs(texts: list[str]) -> np.ndarray:
        return np.asarray(peer.encode(texts, normalize_embeddings=True, show_progress_bar=False))

    cosines = (ours(corpus) * theirs(corpus)).sum(axis=1)
    gap = layer_gap(runtime, peer, corpus[:50])
    one = in_turn(SINGLES, *(lambda f=f: seconds(f, [sentence], PASSES_A_SINGLE) * 1e3 for f in (ours, theirs)))
    many = in_turn(CORPORA, *(lambda f=f: seconds(f, corpus) for f in (ours, theirs)))
    faster_one, faster_many = ratios(*one[::-1]), ratios(*many[::-1])
    lengths = [len(tokenizer.encode(text)) for text in corpus]
    closest = float(cosines.min())
    print_table(
        f"{MODEL.id}, fp32, {settings.threads} threads, {SINGLES} and {CORPORA} rounds in turn",
        "sentence-transformers",
        [
            note("one sentence of 20 tokens", spread(one[0], "ms"), spread(one[1], "ms")),
            held_to("times faster", median(faster_one), ">=", 2.5, shown=spread(faster_one)),
            note(f"{CORPUS} texts, {min(lengths)}-{max(lengths)} tokens", spread(many[0], "s"), spread(many[1], "s")),
            held_to("times faster", median(faster_many), ">=", 1.2, shown=spread(faster_many)),
            held_to("lowest cosine of the two vectors", closest, ">=", 0.9999, shown=f"{closest:.7f}"),
            held_to("largest gap in any hidden state", gap, "<=", 1e-3, shown=f"{gap:.1e}"),
        ],
    )


def load_peer(folder: Path, threads: int) -> Any:
    """Return sentence-transformers' own model of a folder, with so many threads."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    return SentenceTransformer(str(folder), device="cpu")


def seconds(encode: Any, texts: list[str], passes: int = 1) -> float:
    """Return the mean time of a call; a single text is encoded once before, so that both sides are awake."""
    if passes > 1:
        encode(texts)
    start = perf_counter()
    for _ in range(passes):
        encode(texts)
    return (perf_counter() - start) / passes


def layer_gap(runtime: Runtime, peer: Any, texts: list[str]) -> float:
    """Return the largest difference of any number in any layer of any token."""
    import torch

    largest = 0.0
    for state in token_states(runtime, MODEL, texts):
        ids = torch.tensor([state.tokens.ids])
        with torch.inference_mode():
            hidden = peer[0].auto_model(ids, torch.ones_like(ids), output_hidden_states=True).hidden_states
        largest = max(largest, float(np.abs(state.hidden - torch.cat(hidden).numpy()).max()))
    return largest


if __name__ == "__main__":
    main()
