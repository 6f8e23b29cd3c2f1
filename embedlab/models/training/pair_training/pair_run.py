"""A contrastive training from spec to result: both objectives take turns, so that their curves grow together."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from embedlab.compute.arrays import unit_or_zero
from embedlab.models.training.finished import write_result
from embedlab.models.training.pair_training.adam import SparseAdam
from embedlab.models.training.pair_training.bags import Bags, Floats, Rows, encode, spread
from embedlab.models.training.pair_training.held_out import held_out
from embedlab.models.training.pair_training.losses import dropout_mask, pair_loss, simcse
from embedlab.models.training.pair_training.pair_rows import Data, load_data
from embedlab.models.training.specs import ContrastiveSpec
from embedlab.numbers_text import whole

Say = Callable[[str, Any], None]
Batch = tuple[Bags, Bags]
"""Terms and their definitions, in the same order."""


class Learner:
    """One objective with a table of its own.

    Args:
        spec: the training.
        objective: which of its objectives.
        start: the table to begin with, (V, d) float32.
    """

    def __init__(self, spec: ContrastiveSpec, objective: str, start: Floats) -> None:
        self.objective = objective
        self.adam = SparseAdam(start, spec.learning_rate)
        self._spec = spec
        # A stream of its own, so that the order of the batches is the same with and without dropout.
        self._rng = np.random.default_rng([spec.seed, 2])
        self._losses: list[float] = []

    def loss(self, terms: Bags, definitions: Bags) -> tuple[float, tuple[Floats, Floats]]:
        """Return the loss of a batch and its gradients by the terms' and the definitions' vectors, (n, d) each."""
        sides = (encode(self.adam.table, terms), encode(self.adam.table, definitions))
        if self.objective == "supervised":
            loss, by_terms, by_definitions = pair_loss(*sides, self._spec.temperature)
            return loss, (by_terms, by_definitions)
        # Terms among terms and definitions among definitions: a term and its definition are never pushed apart.
        found = [simcse(side, self._masks(side.shape), self._spec.temperature) for side in sides]
        (first, by_terms), (second, by_definitions) = found
        return (first + second) / 2, (by_terms * np.float32(0.5), by_definitions * np.float32(0.5))

    def step(self, terms: Bags, definitions: Bags) -> None:
        """Learn from one batch."""
        loss, gradients = self.loss(terms, definitions)
        both = Bags(
            np.concatenate([terms.rows, definitions.rows]), np.concatenate([terms.lengths, definitions.lengths])
        )
        self.adam.step(*spread(both, np.concatenate(gradients)))
        self._losses.append(loss)

    def mean_loss(self) -> float:
        """Return the mean loss of the steps since this was last asked."""
        mean = float(np.mean(self._losses))
        self._losses.clear()
        return mean

    def _masks(self, shape: tuple[int, ...]) -> tuple[Floats, Floats]:
        return dropout_mask(shape, self._spec.dropout, self._rng), dropout_mask(shape, self._spec.dropout, self._rng)


def train(spec: ContrastiveSpec, folder: Path, say: Say) -> None:
    """Train, say a record at every look, and write the result into ``folder``."""
    data = load_data(spec.table, spec.pairs)
    begin = perf_counter()  # once the pairs are read: on a busy machine reading alone would take all the time there is
    learners = [Learner(spec, objective, data.table) for objective in spec.objectives]
    stream = batches(spec, data)
    looks = looks_at(spec.steps)
    for step in range(spec.steps + 1):
        late = perf_counter() - begin >= spec.seconds
        if step in looks or late:
            say("step", _record(step, perf_counter() - begin, learners, data, next(stream) if step == 0 else None))
        if late or step == spec.steps:
            if step < spec.steps:
                say("message", f"Time was up after {whole(step)} of {whole(spec.steps)} steps.")
            break
        batch = next(stream)
        for learner in learners:
            learner.step(*batch)
        say("share", (step + 1) / spec.steps)
    _write(folder, learners, data)


def looks_at(steps: int) -> frozenset[int]:
    """Return after which steps the held-out pairs are looked at: often at first, where the curve is steep."""
    gaps = (5, 10, 10, 15, 10, *[25] * 6)
    found, step = {0, steps}, 0
    for number in count():
        step += gaps[number] if number < len(gaps) else 50 if step < 500 else 100
        if step >= steps:
            return frozenset(found)
        found.add(step)
    raise AssertionError("the steps always end")


def batches(spec: ContrastiveSpec, data: Data) -> Iterator[Batch]:
    """Return batches without end: every pair once, in a new order, then again."""
    rng = np.random.default_rng([spec.seed, 1])
    pairs = len(data.train_terms.lengths)
    size = min(spec.batch, pairs)
    while True:
        order: Rows = rng.permutation(pairs)
        # A last, smaller batch would have fewer negatives, so its loss would not compare with the others'.
        for start in range(0, pairs - size + 1, size):
            chosen = order[start : start + size]
            yield data.train_terms.pick(chosen), data.train_definitions.pick(chosen)


def _record(step: int, seconds: float, learners: list[Learner], data: Data, first: Batch | None) -> dict[str, Any]:
    found = {}
    for learner in learners:
        loss = learner.loss(*first)[0] if first else learner.mean_loss()
        found[learner.objective] = {
            "loss": loss, **held_out(learner.adam.table, data.held_terms, data.held_definitions)
        }  # fmt: skip
    return {"step": step, "seconds": seconds, "objectives": found}


def _write(folder: Path, learners: list[Learner], data: Data) -> None:
    tables = {"before": data.table} | {learner.objective: learner.adam.table for learner in learners}
    sides = {"term": data.held_terms, "definition": data.held_definitions}
    arrays = {
        f"{side}-{name}": unit_or_zero(encode(table, bags)).astype(np.float16)
        for name, table in tables.items()
        for side, bags in sides.items()
    }
    arrays |= {f"table-{learner.objective}": learner.adam.table.astype(np.float16) for learner in learners}
    write_result(
        folder,
        arrays,
        {
            "terms": [term for term, _ in data.held_pairs],
            "definitions": [definition for _, definition in data.held_pairs],
            "words": data.words,
            "train_pairs": len(data.train_terms.lengths),
            "parameters": int(data.table.size),
        },
    )
