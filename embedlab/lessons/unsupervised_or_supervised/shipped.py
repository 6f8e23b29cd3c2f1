"""What lesson 3 ships: both objectives trained once, word vectors, in-batch matrices, and the guesses for one sentence.

No model can stand in for a training that cannot be read: the page then says so and waits for the visitor's own.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.toml_records import ASSETS
from embedlab.errors import StoreError
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import labelled_spec
from embedlab.lessons.unsupervised_or_supervised.shipped_next import compute_next
from embedlab.lessons.unsupervised_or_supervised.study import ENCODERS, Run, run_of
from embedlab.lessons.unsupervised_or_supervised.study_batch import card_similarities, trained_similarities
from embedlab.lessons.unsupervised_or_supervised.study_labelled import LabelledRun, labelled_run_of
from embedlab.lessons.unsupervised_or_supervised.study_masked import SCORED, ContextGain, context_gain
from embedlab.lessons.unsupervised_or_supervised.study_next import NextFound
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.encoders.fill import Guesses
from embedlab.models.runtime import Runtime
from embedlab.models.training import ContrastiveResult, ContrastiveSpec, Job, WordsSpec, WordsStep, shared_trainer
from embedlab.models.training.term_pairs import read_pairs
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON: Final = "unsupervised_or_supervised"
START: Final = "word2vec-embedlab"
"""The word vectors that every contrastive training here starts from."""
PAIRS: Final = ASSETS / "dictionary" / "pairs.tsv.gz"
CARDS: Final = ("all-minilm-l6-v2", "glove-6b-50d")
STEPS: Final = 400
FIRST: Final = ContrastiveSpec(table=Path(), pairs=PAIRS, steps=STEPS)
"""What the controls of the training say before anybody moves them; where the table lies is known at run time."""
MASKED: Final = "mlm-embedlab"
SENTENCE: Final = "a flat piece of [MASK] used for writing"
GUESSES: Final = 60
"""Guesses that are asked for; fewer are drawn, but words of the sentence may have to be left out."""
PROBES: Final = ("king", "river", "soldier", "green")

Matrices = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class ShippedWords:
    """The records of a training of word vectors."""

    steps: tuple[WordsStep, ...]


@dataclass(frozen=True, eq=False)
class ShippedBatches:
    """Cosines (n, n) of every shipped batch: batch -> encoder, trained ones as the shipped training left them."""

    similarities: Mapping[str, Matrices]


@dataclass(frozen=True)
class ShippedGuesses:
    """What a masked language model puts into the gaps of a sentence."""

    model: str
    text: str
    guesses: tuple[Guesses, ...]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {
        "run": Run, "labelled": LabelledRun, "next": NextFound, "words": ShippedWords, "batches": ShippedBatches,
        "masked": ShippedGuesses, "context": ContextGain,
    }  # fmt: skip


def load_run() -> Run:
    """The shipped training.

    Raises:
        StoreError: it is missing or broken.
    """
    found = load_shipped(LESSON, "run", Run)
    if found is None:
        raise StoreError("The shipped training cannot be read; install EmbedLab again, or press Train for your own.")
    return found


def load_words() -> tuple[WordsStep, ...]:
    """The records of the shipped training of word vectors; empty when it is missing or broken."""
    found = load_shipped(LESSON, "words", ShippedWords)
    return () if found is None else found.steps


def load_similarities(batch: str, encoder: str) -> NDArray[np.float32] | None:
    """The shipped cosines (n, n) of a batch by an encoder; None when there are none."""
    found = load_shipped(LESSON, "batches", ShippedBatches)
    return None if found is None else found.similarities.get(batch, {}).get(encoder)


def load_guesses(model: str, text: str) -> tuple[Guesses, ...]:
    """The shipped guesses of a model for a sentence; empty unless it is the one that ships."""
    found = load_shipped(LESSON, "masked", ShippedGuesses)
    return found.guesses if found and (found.model, found.text) == (model, text) else ()


def contrastive_spec(runtime: Runtime) -> ContrastiveSpec:
    """The training that ships."""
    return replace(FIRST, table=runtime.store.ensure(card(START)))


def compute_guesses(runtime: Runtime) -> ShippedGuesses:
    """The guesses for the sentence that the page begins with, computed now."""
    return ShippedGuesses(MASKED, SENTENCE, fill_mask(runtime, card(MASKED), SENTENCE, GUESSES))


def compute_context(runtime: Runtime, count: int = SCORED) -> ContextGain:
    """What context is worth to the masked language model on the first held-out definitions, computed now."""
    pairs = read_pairs(PAIRS)
    texts = ([definition for _, definition in side] for side in (pairs.train, pairs.held_out[:count]))
    return context_gain(runtime, card(MASKED), *texts)


def load_context() -> ContextGain | None:
    """What ships of it; None when it is missing or broken."""
    return load_shipped(LESSON, "context", ContextGain)


def compute_batches(runtime: Runtime, result: ContrastiveResult) -> ShippedBatches:
    """The cosines of every shipped batch by every encoder of the page, computed now."""
    start = runtime.table(card(START))

    def by_encoder(rows: tuple[tuple[str, str], ...]) -> Matrices:
        known = {name: card_similarities(runtime, card(name), rows) for name in CARDS}
        return known | {name: trained_similarities(start, result, name, rows) for name in ENCODERS}

    return ShippedBatches({batch.id: by_encoder(batch.rows) for batch in load_batches()})


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    spec = contrastive_spec(runtime)
    job = shared_trainer().submit(spec, "precompute")
    result = _ended(job)
    run = run_of("", spec, job.steps, result)
    if run.cut_short:
        raise RuntimeError("the time limit ended the training that ships; try again on a machine that is less busy")
    save_shipped(LESSON, "run", run)
    save_shipped(LESSON, "batches", compute_batches(runtime, result))
    save_shipped(LESSON, "masked", compute_guesses(runtime))
    save_shipped(LESSON, "context", compute_context(runtime))
    ship_labelled(runtime)
    save_shipped(LESSON, "next", compute_next(runtime.table(card(START))))
    words = shared_trainer().submit(WordsSpec(corpus=PAIRS, probes=PROBES), "precompute")
    _ended(words)
    save_shipped(LESSON, "words", ShippedWords(tuple(words.steps)))


def ship_labelled(runtime: Runtime) -> None:
    """Train on labelled pairs and write what ships of it."""
    spec = labelled_spec(runtime, START)
    job = shared_trainer().submit(spec, "precompute")
    run = labelled_run_of("", spec, job.steps, _ended(job))
    if run.last.step < spec.steps:
        raise RuntimeError("the time limit ended the labelled training; try again on a machine that is less busy")
    save_shipped(LESSON, "labelled", run)


def _ended(job: Job[Any, Any]) -> Any:
    while job.live:
        job.watch("precompute")
        time.sleep(0.5)
    if job.state != "done":
        raise RuntimeError(f"the training is {job.state}: {job.message}")
    return job.result()
