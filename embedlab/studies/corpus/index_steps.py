"""What an index is made of, step by step. Each step can be killed at any moment and goes on where it stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

import numpy as np

from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.engine_steps import Bm25Step, EngineStep
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.map_step import map_step
from embedlab.studies.corpus.text_reading import Reading

Tell = Callable[[int], None]
"""Called with the units that are done by now."""

BATCH, BATCH_CHARS = 256, 50_000
"""Texts, and characters in them, that are read between two writes: what is lost when the process is killed."""


class Step(Protocol):
    """A part of an index."""

    @property
    def key(self) -> str:
        """Its name in records and messages: a reading, ``bm25``, ``engine`` with a reading, or ``map``."""
        ...

    @property
    def total(self) -> int:
        """Units of work, 1 or more."""
        ...

    @property
    def cost(self) -> float:
        """How long a unit takes beside that of another step, about; a text read by six layers is 1."""
        ...

    def done(self) -> int:
        """How many units are done, by what is on the disk."""
        ...

    def run(self, tell: Tell) -> None:
        """Do what is left."""
        ...


@dataclass
class ReadingStep:
    """A model reads all texts, a batch at a time."""

    index: IndexFolder
    reading: Reading
    runtime: Runtime

    @property
    def key(self) -> str:
        """The reading."""
        return str(self.reading)

    @property
    def total(self) -> int:
        """Texts."""
        return self.index.count

    @property
    def cost(self) -> float:
        """Layers in units of six; a head over the whole vocabulary takes as long as six of a tiny model's."""
        layers = self.reading.card.layers + (4 if self.reading.kind == "sparse" else 0)
        return max(layers, 0.06) / 6

    def done(self) -> int:
        """Texts that are read."""
        return self.index.read(self.reading)

    def run(self, tell: Tell) -> None:
        """Read what is left, and keep each batch before the next is read."""
        start, took = self.done(), float(self.index.told(self.reading).get("seconds", 0.0))
        while start < self.total:
            began = monotonic()
            texts = few_of(self.index.between(start, start + BATCH))
            self._read(texts)
            start, took = start + len(texts), took + monotonic() - began
            self.index.tell(self.reading, seconds=took)
            tell(start)

    def _read(self, texts: Sequence[str]) -> None:
        if self.reading.kind == "dense":
            vectors = self.reading.dense(self.runtime, texts, "document")
            self.index.dense_rows(self.reading).append(vectors.astype(np.float32))
            return
        found = self.reading.sparse(self.runtime, texts)
        self.index.tell(self.reading, width=len(found.vocabulary))
        counts = np.diff(found.starts).tolist()
        self.index.sparse_rows(self.reading).append(counts, found.terms, found.weights)


def few_of(texts: Sequence[str]) -> Sequence[str]:
    """The first of some texts, as many as have at most ``BATCH_CHARS`` characters together; one at least."""
    read = 0
    for number, text in enumerate(texts):
        read += len(text)
        if number and read > BATCH_CHARS:
            return texts[:number]
    return texts


def steps_of(index: IndexFolder, readings: Sequence[Reading], runtime: Runtime) -> list[Step]:
    """The steps of an index in their order: what can be searched first comes first."""
    drawn = map_step(index, readings)
    # The engines last: where a server is down, all else is there.
    engines = [EngineStep(index, reading, runtime.settings) for reading in readings]
    return [*exact_steps(index, readings, runtime), *([drawn] if drawn is not None else []), *engines]


def exact_steps(index: IndexFolder, readings: Sequence[Reading], runtime: Runtime) -> list[Step]:
    """The steps that an exact search needs."""
    return [Bm25Step(index), *(ReadingStep(index, reading, runtime) for reading in readings)]


def share_done(steps: Sequence[Step]) -> float:
    """The share of all work that is done, 0 to 1, by the cost of each step."""
    whole = sum(step.total * step.cost for step in steps)
    return sum(min(step.done(), step.total) * step.cost for step in steps) / whole if whole else 1.0
