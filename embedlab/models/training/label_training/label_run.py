"""A training on labelled pairs from spec to result: all objectives take turns on the same rows, from the same start."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from embedlab.compute.contrastive import alignment
from embedlab.compute.pair_classes import pair_classes, pair_features
from embedlab.models.training.finished import write_result
from embedlab.models.training.label_training.label_losses import class_loss, triplet_loss
from embedlab.models.training.label_training.label_rows import CLASSES, LabelledData, LabelledRows, load_labelled
from embedlab.models.training.pair_training.adam import SparseAdam
from embedlab.models.training.pair_training.bags import Bags, Floats, Rows, encode, spread
from embedlab.models.training.pair_training.held_out import held_out
from embedlab.models.training.pair_training.losses import pair_loss
from embedlab.models.training.pair_training.pair_run import looks_at
from embedlab.models.training.specs import LabelledSpec
from embedlab.numbers_text import whole

Say = Callable[[str, Any], None]
Pulls = list[tuple[Bags, Floats]]
"""Texts, and the gradient of the loss by their vectors."""


class LabelledLearner:
    """One objective with a table, and for the classifier a layer, of its own.

    Args:
        spec: the training.
        objective: which of its objectives.
        start: the table to begin with, (V, d) float32.
    """

    def __init__(self, spec: LabelledSpec, objective: str, start: Floats) -> None:
        self.objective = objective
        self.adam = SparseAdam(start, spec.learning_rate)
        self.layer = SparseAdam(first_layer(start.shape[1], spec.seed), spec.learning_rate)
        self._spec = spec
        self._rng = np.random.default_rng([spec.seed, 4])
        self._losses: list[float] = []
        self._idle: list[float] = []

    def step(self, rows: LabelledRows, *, learn: bool = True) -> None:
        """Learn from some rows, or only look at their loss."""
        pulls, by_layer = self._pulls(rows)
        if learn:
            if by_layer is not None:
                self.layer.step(np.arange(len(CLASSES)), by_layer)
            texts = Bags(*(np.concatenate([getattr(bags, part) for bags, _ in pulls]) for part in ("rows", "lengths")))
            self.adam.step(*spread(texts, np.concatenate([gradient for _, gradient in pulls])))

    def told(self) -> dict[str, float]:
        """Return the means since this was last asked: the loss, and the share of triplets that cost nothing."""
        found = {"loss": float(np.mean(self._losses)), "idle": float(np.mean(self._idle or [0.0]))}
        self._losses.clear()
        self._idle.clear()
        return found

    def _pulls(self, rows: LabelledRows) -> tuple[Pulls, Floats | None]:
        definitions = encode(self.adam.table, rows.definitions)
        own = encode(self.adam.table, rows.terms[0])
        if self.objective == "softmax":
            loss, by_terms, by_definitions = pair_loss(own, definitions, self._spec.temperature)
            self._losses.append(loss)
            return [(rows.terms[0], by_terms), (rows.definitions, by_definitions)], None
        if self.objective == "classifier":
            return self._classified(rows, definitions)
        if self.objective == "triplet-hard":
            return self._apart(rows, definitions, own)
        # Another row's term, the same number of rows away for all: none is its own.
        shift = int(self._rng.integers(1, len(own)))
        found, by_anchor, by_own, by_other = triplet_loss(
            definitions, own, np.roll(own, shift, axis=0), self._spec.margin
        )
        self._losses.append(found.mean)
        self._idle.append(found.idle)
        return [(rows.definitions, by_anchor), (rows.terms[0], by_own + np.roll(by_other, -shift, axis=0))], None

    def _classified(self, rows: LabelledRows, definitions: Floats) -> tuple[Pulls, Floats]:
        terms = [encode(self.adam.table, bags) for bags in rows.terms]
        loss, by_terms, by_definitions, by_layer = class_loss(
            np.concatenate(terms), np.tile(definitions, (len(CLASSES), 1)), labels_of(len(definitions)),
            self.layer.table,
        )  # fmt: skip
        self._losses.append(loss)
        pulls = list(zip(rows.terms, np.split(by_terms, len(CLASSES)), strict=True))
        together = by_definitions.reshape(len(CLASSES), *definitions.shape).sum(axis=0)
        return [*pulls, (rows.definitions, together)], by_layer

    def _apart(self, rows: LabelledRows, definitions: Floats, own: Floats) -> tuple[Pulls, None]:
        found, *gradients = triplet_loss(definitions, own, encode(self.adam.table, rows.terms[2]), self._spec.margin)
        self._losses.append(found.mean)
        self._idle.append(found.idle)
        return list(zip((rows.definitions, rows.terms[0], rows.terms[2]), gradients, strict=True)), None


def first_layer(width: int, seed: int) -> Floats:
    """Return a layer to begin with, (3, 3 ``width`` + 1) float32: small random weights, as torch draws them."""
    reach = 1 / np.sqrt(3 * width)
    drawn = np.random.default_rng([seed, 3]).uniform(-reach, reach, (len(CLASSES), 3 * width + 1))
    return drawn.astype(np.float32)


def labels_of(rows: int) -> Rows:
    """Return the classes of so many rows, (3 ``rows``,): all of the first, then of the second, then of the third."""
    return np.repeat(np.arange(len(CLASSES), dtype=np.int64), rows)


def train_labelled(spec: LabelledSpec, folder: Path, say: Say) -> None:
    """Train, say a record at every look, and write the result into ``folder``."""
    data = load_labelled(spec.table, spec.pairs, spec.relations)
    begin = perf_counter()  # as in a contrastive training, reading does not count
    learners = [LabelledLearner(spec, objective, data.table) for objective in spec.objectives]
    stream = row_batches(spec, data.train)
    looks = looks_at(spec.steps)
    for step in range(spec.steps + 1):
        late = perf_counter() - begin >= spec.seconds
        if step == 0:
            first = next(stream)
            for learner in learners:
                learner.step(first, learn=False)
        if step in looks or late:
            say("step", _record(step, perf_counter() - begin, learners, data))
        if late or step == spec.steps:
            if step < spec.steps:
                say("message", f"Time was up after {whole(step)} of {whole(spec.steps)} steps.")
            break
        batch = next(stream)
        for learner in learners:
            learner.step(batch)
        say("share", (step + 1) / spec.steps)
    _write(spec, folder, learners, data)


def row_batches(spec: LabelledSpec, rows: LabelledRows) -> Iterator[LabelledRows]:
    """Return batches without end: every row once, in a new order, then again."""
    rng = np.random.default_rng([spec.seed, 1])
    size = min(spec.batch, len(rows.texts))
    while True:
        order: Rows = rng.permutation(len(rows.texts))
        for start in range(0, len(order) - size + 1, size):
            yield rows.pick(order[start : start + size])


def _record(step: int, seconds: float, learners: list[LabelledLearner], data: LabelledData) -> dict[str, Any]:
    objectives = {
        each.objective: {
            **each.told(),
            **held_out(each.adam.table, data.pairs.held_terms, data.pairs.held_definitions),
            "cosines": _cosines(each.adam.table, data.held),
            "accuracy": _accuracy(each, data.held) if each.objective == "classifier" else None,
        }
        for each in learners
    }
    return {"step": step, "seconds": seconds, "objectives": objectives}


def _cosines(table: Floats, rows: LabelledRows) -> list[float]:
    definitions = encode(table, rows.definitions)
    # |x - y|^2 = 2 - 2 cos on the unit sphere.
    return [1 - alignment(definitions, encode(table, terms)) / 2 for terms in rows.terms]


def _accuracy(learner: LabelledLearner, rows: LabelledRows) -> float:
    table, count = learner.adam.table, len(rows.texts)
    terms = np.concatenate([encode(table, bags) for bags in rows.terms])
    features = pair_features(terms, np.tile(encode(table, rows.definitions), (len(CLASSES), 1)))
    found = pair_classes(features, learner.layer.table, labels_of(count))
    return float((found.probabilities.argmax(axis=1) == labels_of(count)).mean())


def _write(spec: LabelledSpec, folder: Path, learners: list[LabelledLearner], data: LabelledData) -> None:
    tables = {"before": data.table} | {learner.objective: learner.adam.table for learner in learners}
    texts = (data.held.definitions, *data.held.terms)
    arrays: dict[str, Any] = {
        f"vectors-{name}": np.stack([encode(table, bags) for bags in texts], axis=1).astype(np.float16)
        for name, table in tables.items()
    }
    layers = [learner.layer.table for learner in learners if learner.objective == "classifier"]
    if layers:
        arrays |= {"layer-before": first_layer(data.table.shape[1], spec.seed), "layer-after": layers[0]}
    write_result(
        folder,
        arrays,
        {
            "texts": data.held.texts,
            "train_rows": len(data.train.texts),
            "held_out": len(data.pairs.held_pairs),
        },
    )
