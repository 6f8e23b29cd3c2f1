"""What lesson 2 ships, computed and written: bench, token tables of its examples, agreement with people, cuts.

``scripts/precompute.py`` calls ``precompute``; a test computes everything again with the live models and fails on
drift. Reading is in ``shipped_pooling``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.examples_stories import STORIES, load_lee
from embedlab.lessons.word_or_sentence.shipped import FOLDER, example_pairs
from embedlab.lessons.word_or_sentence.study import TokenTable, token_table
from embedlab.lessons.word_or_sentence.study_bench import pair_cosines
from embedlab.lessons.word_or_sentence.study_cut import measure_cut
from embedlab.lessons.word_or_sentence.study_people import LeeRun
from embedlab.lessons.word_or_sentence.study_setups import Setup, poolable_cards
from embedlab.models.cards import ModelCard
from embedlab.models.runtime import Runtime

Floats = NDArray[np.float32]
_HALF = np.triu_indices(STORIES, 1)


def precompute(runtime: Runtime, folder: Path = FOLDER) -> None:
    """Compute and write what ships."""
    folder.mkdir(parents=True, exist_ok=True)
    cards = poolable_cards()
    save_bench(folder, bench_cosines(runtime, cards))
    save_lee(folder, lee_run(runtime, cards))
    long = load_long_text()
    cuts = {card.id: asdict(measure_cut(runtime, card, long.text, long.addition)) for card in cards}
    (folder / "cuts.json").write_text(json.dumps(cuts, indent=1) + "\n", encoding="utf-8")
    for card in cards:
        save_tables(folder, card.id, example_tables(runtime, card))


def bench_cosines(runtime: Runtime, cards: Sequence[ModelCard]) -> dict[Setup, Floats]:
    """Cosines (n,) of the shipped pairs by every setup."""
    pairs = [(pair.left, pair.right) for pair in load_pairs()]
    return {setup: values for card in cards for setup, values in pair_cosines(runtime, card, pairs).items()}


def lee_run(runtime: Runtime, cards: Sequence[ModelCard]) -> LeeRun:
    """The agreement with people by TF-IDF and by every setup, worked out to the end."""
    run = LeeRun(runtime, load_lee(), cards)
    while not run.finished:
        run.advance(60.0)
    return run


def example_tables(runtime: Runtime, card: ModelCard) -> dict[str, TokenTable]:
    """The token table of each text of the examples, by the text."""
    texts = dict.fromkeys(text for pair in example_pairs() for text in (pair.left, pair.right))
    return {text: token_table(runtime, card, text) for text in texts}


def save_bench(folder: Path, cosines: Mapping[Setup, Floats]) -> None:
    """Write the bench with the texts it was computed on."""
    pairs = load_pairs()
    np.savez_compressed(
        folder / "bench.npz",
        left=np.array([pair.left for pair in pairs]),
        right=np.array([pair.right for pair in pairs]),
        models=np.array([setup.model for setup in cosines]),
        poolings=np.array([setup.pooling for setup in cosines]),
        cosines=np.stack(list(cosines.values())).astype(np.float32),
    )


def save_lee(folder: Path, run: LeeRun) -> None:
    """Write one half of each symmetric matrix, and the agreements, whose intervals take seconds to draw."""
    np.savez_compressed(
        folder / "lee.npz",
        keys=np.array(list(run.agreements)),
        halves=np.stack([run.similarities[key][_HALF] for key in run.agreements]).astype(np.float32),
        agreements=np.array([astuple(found) for found in run.agreements.values()], dtype=np.float64),
    )


def save_tables(folder: Path, model: str, tables: Mapping[str, TokenTable]) -> None:
    """Write the token tables of one model; four digits of a number are more than a colour shows."""
    np.savez_compressed(
        folder / f"tokens-{model}.npz",
        texts=np.array(list(tables)),
        starts=np.cumsum([0, *map(len, tables.values())]),
        tokens=np.array([token for table in tables.values() for token in table.tokens]),
        special=np.concatenate([table.special for table in tables.values()]),
        mask=np.concatenate([table.mask for table in tables.values()]),
        vectors=np.concatenate([table.vectors for table in tables.values()]).astype(np.float16),
    )
