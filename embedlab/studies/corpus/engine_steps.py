"""The steps of an index that make it quick to search: BM25 on disk, and an engine for each reading."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import time
from typing import Final

from embedlab.models.settings import Settings
from embedlab.studies.corpus.bm25_on_disk import build_bm25
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.open_engine import VECTORS, engine_told, place, tell_engine, writing_engine
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import Batch

Tell = Callable[[int], None]

POINTS: Final = 500
"""Texts that go into an engine at once."""
_TEXTS: Final = 2_000
_GRAPH: Final = 10
"""Of so many parts of the time that an engine takes, one goes into its log and the others into its graph."""


@dataclass
class Bm25Step:
    """All texts, counted; a minute at most, so it is begun anew when it was killed."""

    index: IndexFolder

    @property
    def key(self) -> str:
        """Its name."""
        return "bm25"

    @property
    def total(self) -> int:
        """Texts."""
        return self.index.count

    @property
    def cost(self) -> float:
        """Counting a text takes a fiftieth of reading it."""
        return 0.02

    def done(self) -> int:
        """All texts or none."""
        return self.total if (self.index.path / "bm25").is_dir() else 0

    def run(self, tell: Tell) -> None:
        """Count all texts."""
        build_bm25(self._texts(), self.index.path / "bm25", lambda read: tell(min(read, self.total - 1)))
        tell(self.total)

    def _texts(self) -> Iterator[str]:
        for start in range(0, self.total, _TEXTS):
            yield from self.index.between(start, start + _TEXTS)


@dataclass
class EngineStep:
    """The vectors of a reading go into the engine, and then into its graph.

    The graph is built in one go, so a text counts one part in ``_GRAPH`` as soon as the engine has it, and the rest
    when all are in the graph.
    """

    index: IndexFolder
    reading: Reading
    settings: Settings

    @property
    def key(self) -> str:
        """Its name, whatever the reading."""
        return "engine"

    @property
    def total(self) -> int:
        """Texts."""
        return self.index.count

    @property
    def cost(self) -> float:
        """A text takes a tenth of reading it; sparse vectors need no graph."""
        return 0.1 if self.reading.kind == "dense" else 0.01

    def done(self) -> int:
        """By what the index has noted."""
        told = engine_told(self.index.path, self.reading)
        if told.get("where") != place(self.settings):
            return 0
        return self.total if told.get("built") else min(int(told.get("points", 0)), self.total) // _GRAPH

    def run(self, tell: Tell) -> None:
        """Add what is left, as the engine itself counts, and build the graph.

        Raises:
            EngineError: a server does not answer.
            StoreError: the reading has not read all texts.
        """
        count, where = self.index.count, place(self.settings)
        engine = writing_engine(self.index, self.reading, self.settings)
        try:
            # A server may have died with part of a batch: brought again, it is there once.
            start = engine.count() // POINTS * POINTS
            while start < count:
                engine.add(self._batch(start, min(start + POINTS, count)))
                start = min(start + POINTS, count)
                tell_engine(self.index.path, self.reading, points=start, where=where)
                tell(start // _GRAPH)
            engine.build()
        finally:
            engine.close()
        tell_engine(self.index.path, self.reading, points=count, where=where, built=True, at=time())
        tell(self.total)

    def _batch(self, start: int, stop: int) -> Batch:
        if self.reading.kind == "sparse":
            return Batch(start, sparse={VECTORS: self.index.sparse(self.reading)[start:stop]})
        return Batch(start, {VECTORS: self.index.vectors(self.reading)[start:stop]})


def left_to_build(index: IndexFolder, readings: Sequence[Reading], settings: Settings) -> bool:
    """Whether BM25 or the engine of one of these readings is still to be built, where texts were read."""
    steps: list[Bm25Step | EngineStep] = [Bm25Step(index)]
    steps += [EngineStep(index, reading, settings) for reading in readings]
    return any(step.done() < step.total for step in steps)
