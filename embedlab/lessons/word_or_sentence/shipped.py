"""What lesson 2 ships: the bench, token tables of its examples, the agreement with people, and where models cut.

What is missing, or of other texts than the lesson has now, is left out, and the page asks the live models instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.agreement import Agreement
from embedlab.lessons.word_or_sentence.examples import SentencePair, load_pair_kinds, load_pairs
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.study import TokenTable, token_table
from embedlab.lessons.word_or_sentence.study_bench import pair_cosines
from embedlab.lessons.word_or_sentence.study_cut import Cut, measure_cut
from embedlab.lessons.word_or_sentence.study_people import LeeResults, LeeRun
from embedlab.lessons.word_or_sentence.study_setups import Setup, poolable_cards
from embedlab.models.cards import ModelCard
from embedlab.models.runtime import Runtime
from embedlab.studies.lee_stories import STORIES, load_lee
from embedlab.studies.record_arrays import halved
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON = "word_or_sentence"
EXAMPLES_PER_KIND = 2
_HALF = np.triu_indices(STORIES, 1)

Floats = NDArray[np.float32]
Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class ShippedBench:
    """Cosines (n,) of n pairs of texts, by setup."""

    texts: Texts
    cosines: Mapping[Setup, Floats]


@dataclass(frozen=True, eq=False)
class ShippedPeople:
    """Of each symmetric matrix of the stories the half above the diagonal, and the agreement with people."""

    halves: Mapping[str, Floats]
    agreements: Mapping[str, Agreement]


@dataclass(frozen=True, eq=False)
class ShippedTables:
    """The token tables of one model, by text; four digits of a number are more than a colour shows."""

    tables: Mapping[str, TokenTable]


@dataclass(frozen=True)
class ShippedCuts:
    """What each model reads of the shipped long text, by model."""

    cuts: Mapping[str, Cut]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    tables = {_tables(card.id): ShippedTables for card in poolable_cards()}
    return {"bench": ShippedBench, "lee": ShippedPeople, "cuts": ShippedCuts, **tables}


def example_pairs() -> tuple[SentencePair, ...]:
    """The pairs that a visitor may begin with: the first of each kind."""
    return tuple(pair for kind in load_pair_kinds() for pair in kind.pairs[:EXAMPLES_PER_KIND])


def load_bench() -> Mapping[Setup, Floats]:
    """The shipped cosines (n,) of the pairs by setup."""
    found = load_shipped(LESSON, "bench", ShippedBench)
    return found.cosines if found and found.texts == _texts() else {}


def load_lee_results() -> LeeResults:
    """The shipped results over the stories; empty where they are missing."""
    return _whole(load_shipped(LESSON, "lee", ShippedPeople))


@lru_cache(maxsize=1)
def _whole(found: ShippedPeople | None) -> LeeResults:
    if found is None:
        return LeeResults({}, {})
    return LeeResults({key: _symmetric(half) for key, half in found.halves.items()}, found.agreements)


def _symmetric(half: Floats) -> Floats:
    matrix = np.ones((STORIES, STORIES), np.float32)
    matrix[_HALF] = matrix.T[_HALF] = half
    matrix.setflags(write=False)
    return matrix


def load_tables(model: str) -> Mapping[str, TokenTable]:
    """The shipped token tables of a model, by text."""
    found = load_shipped(LESSON, _tables(model), ShippedTables)
    return {} if found is None else found.tables


def load_cuts() -> Mapping[str, Cut]:
    """What each model reads of the shipped long text, by model."""
    found = load_shipped(LESSON, "cuts", ShippedCuts)
    return {} if found is None else found.cuts


def compute_bench(runtime: Runtime, cards: Sequence[ModelCard]) -> ShippedBench:
    """The bench by every setup of these models, computed now."""
    texts = _texts()
    return ShippedBench(texts, {setup: c for card in cards for setup, c in pair_cosines(runtime, card, texts).items()})


def compute_people(runtime: Runtime, cards: Sequence[ModelCard]) -> LeeRun:
    """The agreement with people by TF-IDF and by every setup, worked out to the end."""
    run = LeeRun(runtime, load_lee(), cards)
    while not run.finished:
        run.advance(60.0)
    return run


def compute_tables(runtime: Runtime, card: ModelCard) -> ShippedTables:
    """The token table of each text of the examples, computed now."""
    texts = dict.fromkeys(text for pair in example_pairs() for text in (pair.left, pair.right))
    tables = {text: token_table(runtime, card, text) for text in texts}
    return ShippedTables({text: replace(table, vectors=halved(table.vectors)) for text, table in tables.items()})


def compute_cuts(runtime: Runtime, cards: Sequence[ModelCard]) -> ShippedCuts:
    """What each of these models reads of the long text, computed now."""
    long = load_long_text()
    return ShippedCuts({card.id: measure_cut(runtime, card, long.text, long.addition) for card in cards})


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    cards = poolable_cards()
    save_shipped(LESSON, "bench", compute_bench(runtime, cards))
    run = compute_people(runtime, cards)
    # The intervals of the agreements take seconds to draw, so they ship with the cosines.
    halves = {key: run.similarities[key][_HALF] for key in run.agreements}
    save_shipped(LESSON, "lee", ShippedPeople(halves, run.agreements))
    save_shipped(LESSON, "cuts", compute_cuts(runtime, cards))
    for card in cards:
        save_shipped(LESSON, _tables(card.id), compute_tables(runtime, card))


def _texts() -> Texts:
    return tuple((pair.left, pair.right) for pair in load_pairs())


def _tables(model: str) -> str:
    return f"tokens-{model}"
