"""Word vectors from raw text, from random numbers to neighbours that make sense, with gensim."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from embedlab import limits
from embedlab.models.training.finished import write_result
from embedlab.models.training.specs import WordsSpec
from embedlab.models.training.word_training.corpora import sentences
from embedlab.models.training.word_training.probe_neighbours import probe_neighbours
from embedlab.models.training.word_training.word_checks import check_text
from embedlab.numbers_text import signed

Say = Callable[[str, Any], None]

_FIRST_RATE, _LAST_RATE = 0.025, 0.0001
"""gensim's own learning rate at the start and at the end; it falls in a straight line."""

_CHUNK_WORDS = 50_000
"""Words between two looks at the clock; gensim sums its loss in single precision, which a long epoch outgrows."""

_FASTTEXT_CHUNK_WORDS = 400_000
"""FastText adds up every word from its n-grams whenever gensim returns, so it returns less often."""

_BUCKETS = 30_000
"""Rows that FastText's n-grams share; gensim's two million would take most of a gigabyte."""


def train_words(spec: WordsSpec, folder: Path, say: Say) -> None:
    """Train, say a record after every epoch, and write the result into ``folder``.

    Raises:
        InputError: nothing can be learnt from the text.
        StoreError: the corpus cannot be read.
    """
    begin = perf_counter()
    text = sentences(spec)
    check_text(spec, text)
    model = _model(spec, text)
    chunks = list(_chunks(text, _FASTTEXT_CHUNK_WORDS if spec.method == "fasttext" else _CHUNK_WORDS))
    total, done = spec.epochs * len(chunks), 0

    def look(epoch: int, loss: float | None) -> None:
        near = probe_neighbours(model.wv.index_to_key, model.wv.vectors, spec.probes)
        say("step", {
            "epoch": epoch, "share": done / total, "seconds": perf_counter() - begin, "loss": loss, "neighbours": near,
        })  # fmt: skip

    look(0, None)
    for epoch in range(1, spec.epochs + 1):
        loss, words = 0.0, 0
        for chunk in chunks:
            if perf_counter() - begin >= spec.seconds:
                break
            words += _learn(model, chunk, done / total, (done + 1) / total)
            loss += model.get_latest_training_loss()
            done += 1
            say("share", done / total)
        if words:
            look(epoch, loss / words if spec.method != "fasttext" else None)
        if perf_counter() - begin >= spec.seconds and done < total:
            say("message", f"Time was up after {signed(spec.epochs * done / total, 1)} of {spec.epochs} epochs.")
            break
    _write(folder, model, len(text))


def _model(spec: WordsSpec, text: list[list[str]]) -> Any:
    """An untrained model with its vocabulary. One thread, so that the seed decides everything."""
    from gensim.models import FastText, Word2Vec

    options = {
        "vector_size": spec.dimension, "window": spec.window, "min_count": spec.least_count, "seed": spec.seed,
        "sg": int(spec.method != "cbow"), "workers": 1, "max_final_vocab": limits.TRAINING_TABLE,
    }  # fmt: skip
    model = FastText(bucket=_BUCKETS, **options) if spec.method == "fasttext" else Word2Vec(**options)
    model.build_vocab(text)
    return model


def _learn(model: Any, chunk: list[list[str]], start: float, end: float) -> int:
    """Read a chunk once, from one share of the training to the next; the words that were trained on."""
    rates = [_FIRST_RATE + (_LAST_RATE - _FIRST_RATE) * share for share in (start, end)]
    trained, _ = model.train(
        chunk, total_examples=len(chunk), epochs=1, start_alpha=rates[0], end_alpha=rates[1], compute_loss=True
    )
    return int(trained)


def _chunks(text: list[list[str]], words: int) -> Iterator[list[list[str]]]:
    chunk: list[list[str]] = []
    held = 0
    for sentence in text:
        chunk.append(sentence)
        held += len(sentence)
        if held >= words:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _write(folder: Path, model: Any, read: int) -> None:
    table = model.wv
    counts = np.array([table.get_vecattr(word, "count") for word in table.index_to_key], dtype=np.int64)
    arrays = {"vectors": np.asarray(table.vectors, dtype=np.float16), "counts": counts}
    write_result(folder, arrays, {"words": list(table.index_to_key), "sentences": read})
