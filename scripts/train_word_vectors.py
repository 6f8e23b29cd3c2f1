"""Train the shipped Word2Vec and FastText tables on the corpus of named open texts, and score them.

Run by hand, about forty minutes on one core each::

    python -m scripts.train_word_vectors word2vec --work ~/embedlab-training
    python -m scripts.train_word_vectors fasttext --work ~/embedlab-training

One worker thread, so that the seed decides everything: several threads update the same rows in no fixed order.
"""

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from scripts.training.corpus import assemble, words
from scripts.training.judgements import scores

SETTINGS: dict[str, Any] = {
    "vector_size": 100,
    "sg": 1,
    "window": 5,
    "negative": 10,
    "epochs": 5,
    "min_count": 5,
    "max_final_vocab": 60_000,
    "sample": 1e-4,
    "seed": 1,
    "workers": 1,
}
"""Skip-gram with negative sampling (Mikolov et al. 2013), as gensim names it."""

SUBWORDS: dict[str, Any] = {"min_n": 5, "max_n": 6, "bucket": 60_000}
"""FastText's character n-grams (Bojanowski et al. 2017); buckets few enough that the table can be shipped.

Of 5 to 6 characters a word has half as many as of 3 to 5, so that its own vector weighs more: with 3 to 5, agreement
with people on WordSim-353 fell from 0.64 to 0.57, because words that are merely spelt alike came too close.
"""

ASSETS = Path(__file__).resolve().parent.parent / "assets" / "models"


class Paragraphs:
    """The corpus as lists of words, read again on every epoch."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[list[str]]:
        with self.path.open(encoding="utf-8") as stream:
            for line in stream:
                yield words(line)


def train(kind: str, work: Path) -> None:
    """Train one kind of table, write it under assets/models, print its scores as JSON."""
    from gensim.models import FastText, Word2Vec

    text = Paragraphs(assemble(work))
    model = Word2Vec(text, **SETTINGS) if kind == "word2vec" else FastText(text, **SETTINGS, **SUBWORDS)
    folder = ASSETS / f"{kind}-embedlab"
    folder.mkdir(parents=True, exist_ok=True)
    table = model.wv
    if kind == "fasttext":
        lengths = {"shortest": SUBWORDS["min_n"], "longest": SUBWORDS["max_n"]}
        (folder / "ngrams.json").write_text(json.dumps(lengths), encoding="utf-8")
        np.save(folder / "ngrams.npy", table.vectors_ngrams.astype(np.float16))
        np.save(folder / "vectors.npy", table.vectors_vocab.astype(np.float16))
    else:
        np.save(folder / "vectors.npy", table.vectors.astype(np.float16))
    (folder / "vocab.txt").write_text("\n".join(table.index_to_key), encoding="utf-8")
    report = {"words": len(table), "read": model.corpus_total_words, **scores(table)}
    (work / f"{kind}.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["word2vec", "fasttext"])
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads and the corpus")
    arguments = parser.parse_args()
    os.nice(5)
    train(arguments.kind, arguments.work)
