"""What lesson 2 has without a model: the results that ``ship_pooling`` wrote.

Plain arrays and texts only: nothing is unpickled. What is missing, damaged or of other texts is left out, and the page
asks the live models instead.
"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.agreement import Agreement
from embedlab.compute.pooling import Pooling
from embedlab.content.toml_records import ASSETS
from embedlab.lessons.word_or_sentence.examples import SentencePair, load_pair_kinds, load_pairs
from embedlab.lessons.word_or_sentence.examples_stories import STORIES
from embedlab.lessons.word_or_sentence.study import TokenTable
from embedlab.lessons.word_or_sentence.study_cut import Cut
from embedlab.lessons.word_or_sentence.study_setups import Setup

FOLDER = ASSETS / "lessons" / "word_or_sentence" / "shipped"
EXAMPLES_PER_KIND = 2

Floats = NDArray[np.float32]


def example_pairs() -> tuple[SentencePair, ...]:
    """The pairs that a visitor may begin with: the first of each kind."""
    return tuple(pair for kind in load_pair_kinds() for pair in kind.pairs[:EXAMPLES_PER_KIND])


@cache
def load_bench() -> Mapping[Setup, Floats]:
    """The shipped cosines (n,) of the pairs by setup."""
    data, pairs = _arrays(FOLDER / "bench.npz"), load_pairs()
    if not data:
        return {}
    texts = [(str(a), str(b)) for a, b in zip(data["left"], data["right"], strict=True)]
    if texts != [(pair.left, pair.right) for pair in pairs]:
        return {}
    names = zip(map(str, data["models"]), map(str, data["poolings"]), strict=True)
    setups = [Setup(model, cast(Pooling, pooling)) for model, pooling in names]
    return MappingProxyType(dict(zip(setups, data["cosines"], strict=True)))


@dataclass(frozen=True, eq=False)
class LeeResults:
    """Cosines (50, 50) of the stories, and their agreement with people, by ``tf-idf`` or the key of a setup."""

    similarities: Mapping[str, Floats]
    agreements: Mapping[str, Agreement]


@cache
def load_lee_results() -> LeeResults:
    """The shipped results over the stories; empty where they are missing."""
    data = _arrays(FOLDER / "lee.npz")
    if not data:
        return LeeResults({}, {})
    keys = list(map(str, data["keys"]))
    return LeeResults(
        MappingProxyType({key: _whole(half) for key, half in zip(keys, data["halves"], strict=True)}),
        MappingProxyType({key: _agreement(row.tolist()) for key, row in zip(keys, data["agreements"], strict=True)}),
    )


def _agreement(row: list[float]) -> Agreement:
    pearson, spearman, low, high, pairs, slope, intercept = row
    return Agreement(pearson, spearman, low, high, int(pairs), slope, intercept)


def _whole(half: Floats) -> Floats:
    matrix = np.ones((STORIES, STORIES), np.float32)
    rows, columns = np.triu_indices(STORIES, 1)
    matrix[rows, columns] = matrix[columns, rows] = half
    matrix.setflags(write=False)
    return matrix


@cache
def load_tables(model: str) -> Mapping[str, TokenTable]:
    """The shipped token tables of a model, by text."""
    data = _arrays(FOLDER / f"tokens-{model}.npz")
    if not data:
        return {}
    vectors = data["vectors"].astype(np.float32)
    bounds = zip(data["starts"][:-1], data["starts"][1:], strict=True)
    parts = [slice(int(start), int(stop)) for start, stop in bounds]
    tables = {
        str(text): TokenTable(tuple(map(str, data["tokens"][p])), data["special"][p], data["mask"][p], vectors[p])
        for text, p in zip(data["texts"], parts, strict=True)
    }
    return MappingProxyType(tables)


@cache
def load_cuts() -> Mapping[str, Cut]:
    """What each model reads of the shipped long text, by model."""
    try:
        content = json.loads((FOLDER / "cuts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return MappingProxyType({model: Cut(**fields) for model, fields in content.items()})


def _arrays(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            return {name: data[name] for name in data.files}
    except (OSError, ValueError, zipfile.BadZipFile):
        return {}
