"""How alike each two texts of a set are, by a model, by counted words and by MinHash: one table (n, n) each.

With at most ``limits.LABELLED_TEXTS`` texts all pairs fit into memory, and whatever is asked of them is a look into it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from secrets import token_hex
from time import perf_counter
from typing import Any, Final

import numpy as np

from embedlab.compute.arrays import Float32
from embedlab.compute.near_duplicates import SHINGLE, agreement_matrix, min_hashes, shingles
from embedlab.content.labelled_set import LabelledSet
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.text_points import COUNTS, Points, count_points, read_points
from embedlab.studies.remembered import RESULTS

MINHASH: Final = "minhash"
HASHES: Final = 128
TIMED: Final = 34
"""Texts that a model reads to be timed, the first two of them before the clock starts."""


@dataclass(frozen=True, eq=False)
class Alike:
    """How alike each two of n texts are.

    Attributes:
        tool: id of a model, ``tf-idf`` or ``minhash``.
        name: what a reader calls it.
        family: a key of ``FAMILY_COLOURS``.
        unit: what the numbers are: a cosine, or an estimate of the Jaccard index.
        table: (n, n) float32, symmetric, at most 1; 1 on the diagonal.
        seconds: that it took on this machine, from the texts on, or from the vectors on for a model.
    """

    tool: str
    name: str
    family: str
    unit: str
    table: Float32
    seconds: float


def alike_by(labelled: LabelledSet, points: Points) -> Alike:
    """The cosines of what a model, or counting, has made of a set; a text without a vector is like no other."""

    def measure() -> tuple[Float32, float]:
        began = perf_counter()
        return cosine_table(points.rows), perf_counter() - began

    table, seconds = _kept(labelled, points.model, measure)
    return Alike(points.model, points.name, points.family, "cosine", table, seconds)


def alike_by_words(labelled: LabelledSet) -> Alike:
    """The cosines of TF-IDF in which every word counts.

    Raises:
        InputError: no word is left.
    """

    def measure() -> tuple[Float32, float]:
        count_points(("one text", "another text"), every_word=True)  # so that no library is loaded by the clock
        began = perf_counter()
        return cosine_table(count_points(labelled.texts, every_word=True).matrix), perf_counter() - began

    table, seconds = _kept(labelled, "every-word", measure)
    return Alike(COUNTS, "TF-IDF", "lexical", "cosine", table, seconds)


def alike_by_runs(labelled: LabelledSet, run: int = SHINGLE) -> Alike:
    """The share of runs of so many words that two texts have in common, as MinHash estimates it."""

    def measure() -> tuple[Float32, float]:
        began = perf_counter()
        found = agreement_matrix(min_hashes([shingles(text, run) for text in labelled.texts], HASHES))
        return found, perf_counter() - began

    table, seconds = _kept(labelled, f"{MINHASH}-{run}", measure)
    return Alike(MINHASH, "MinHash", "lexical", "estimated Jaccard index", table, seconds)


def timed_reading(runtime: Runtime, labelled: LabelledSet, model: str) -> float:
    """Seconds that a model takes to read a text of a set on this machine, the mean over some of them.

    The model is loaded and has read something before the clock starts. What it has read is remembered, so that each
    text gets a word that it never had.
    """
    texts = tuple(f"{text} {token_hex(3)}" for text in labelled.texts[:TIMED])
    read_points(runtime, texts[:2], model)
    began = perf_counter()
    read_points(runtime, texts[2:], model)
    return (perf_counter() - began) / (len(texts) - 2)


def cosine_table(rows: Any) -> Float32:
    """The cosines of each two rows of unit length or zeros, dense or sparse, (n, d) -> (n, n) float32 in [-1, 1]."""
    product = rows @ rows.T
    table = np.asarray(product if isinstance(product, np.ndarray) else product.toarray(), dtype=np.float32)
    np.clip(table, -1.0, 1.0, out=table)
    return table


def _kept(labelled: LabelledSet, name: str, measure: Callable[[], tuple[Float32, float]]) -> tuple[Float32, float]:
    return RESULTS.get(("uses-alike", labelled.digest, name), measure, inf)
