"""Which models are in memory: each loaded once, the least used unloaded over the budget."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embedlab.models.cards import ModelCard
from embedlab.models.engines.choose import open_engine
from embedlab.models.engines.contract import Engine
from embedlab.models.runtime.batching import Batcher
from embedlab.models.runtime.stats import Latencies
from embedlab.models.settings import Settings
from embedlab.models.store.manifest import revision_of
from embedlab.models.text.after_pooling import AfterPooling, after_pooling
from embedlab.models.text.late import projection
from embedlab.models.text.subwords import open_table
from embedlab.models.text.tokens import TextTokenizer
from embedlab.models.text.word_table import WordTable


class Loaded(Protocol):
    """Anything that can be held in memory."""

    @property
    def bytes(self) -> int:
        """Bytes it is held to take."""
        ...

    @property
    def engine(self) -> str:
        """What runs it, and where: ``onnx:cpu``, ``torch:cuda``, ..."""
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...


@dataclass
class LoadedTable:
    """A table of word vectors in memory."""

    table: WordTable
    revision: str
    engine: str = "numpy:cpu"

    @property
    def bytes(self) -> int:
        """Bytes of memory the table is held to take."""
        return self.table.bytes

    def close(self) -> None:
        """Nothing to do: the arrays go when the last reader lets go of them."""


@dataclass
class LoadedTransformer:
    """A transformer in memory, with its tokenizer and the thread that feeds it."""

    tokenizer: TextTokenizer
    batcher: Batcher
    latencies: Latencies
    layers: int
    bytes: int
    revision: str
    engine: str
    vocabulary: list[str] = field(default_factory=list)
    projection: NDArray[np.float32] | None = None
    after_pooling: AfterPooling | None = None

    def close(self) -> None:
        """Finish what is waiting and unload."""
        self.batcher.close()


def load_table(folder: Path) -> LoadedTable:
    """Open a static table.

    Raises:
        StoreError: the folder cannot be read.
    """
    return LoadedTable(open_table(folder), revision_of(folder))


def load_transformer(
    card: ModelCard, folder: Path, settings: Settings, latencies: Latencies | None = None
) -> LoadedTransformer:
    """Open a transformer with the engine that fits; its passes are added to ``latencies``.

    Raises:
        StoreError: the folder cannot be read.
    """
    tokenizer = TextTokenizer(folder, card.max_tokens or 512)
    engine: Engine = open_engine(folder, settings)
    latencies = Latencies() if latencies is None else latencies
    return LoadedTransformer(
        tokenizer=tokenizer,
        batcher=Batcher(engine, tokenizer.pad_id, latencies.add),
        latencies=latencies,
        layers=engine.layers,
        bytes=engine.bytes,
        revision=revision_of(folder),
        engine=f"{engine.name}:{engine.device}",
        vocabulary=tokenizer.vocabulary() if card.head == "masked-lm" else [],
        projection=projection(folder) if card.row.encoder == "token_vectors" else None,
        after_pooling=after_pooling(folder) if card.row.encoder == "text_vectors" else None,
    )


class Shelf:
    """Loaded models by id, within a memory budget; any number of simultaneous first requests load once.

    Args:
        budget: bytes of weights to hold at most; a single larger model is still loaded, alone.
        changed: called after models have come or gone, by the thread that brought or took them; given whether any went.
    """

    def __init__(self, budget: int, changed: Callable[[bool], None] = lambda _: None) -> None:
        self.budget = budget
        self._changed = changed
        self._held: OrderedDict[str, Loaded] = OrderedDict()
        self._doors: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, model: str, load: Callable[[], Loaded]) -> Loaded:
        """The loaded model, loaded by this thread if it is the first to ask."""
        if (held := self._touch(model)) is not None:
            return held
        with self._lock:
            # A lock for each model: while one loads, the others go on answering.
            door = self._doors.setdefault(model, threading.Lock())
        with door:
            if (held := self._touch(model)) is not None:
                return held
            fresh = load()
            gone = self._admit(model, fresh)
            thaw = bool(gone)
            _close(gone)
        self._changed(thaw)  # outside the door: the others that wait for this model can go on
        return fresh

    def _touch(self, model: str) -> Loaded | None:
        with self._lock:
            if (held := self._held.get(model)) is not None:
                self._held.move_to_end(model)
            return held

    def _admit(self, model: str, fresh: Loaded) -> list[Loaded]:
        """Put a model on the shelf and take off the least recently used that no longer fit."""
        with self._lock:
            self._held[model] = fresh
            gone = []
            # More than one: a model over the budget is better than none.
            while len(self._held) > 1 and sum(m.bytes for m in self._held.values()) > self.budget:
                gone.append(self._held.popitem(last=False)[1])
            return gone

    def drop(self, model: str) -> bool:
        """Unload one model; False when it was not loaded."""
        with self._lock:
            gone = [self._held.pop(model)] if model in self._held else []
        dropped = bool(gone)
        _close(gone)
        if dropped:
            self._changed(True)
        return dropped

    def held(self) -> dict[str, Loaded]:
        """What is loaded now, least recently used first."""
        with self._lock:
            return dict(self._held)


def _close(models: list[Loaded]) -> None:
    """Close each and let go of it, so that its memory is free before anyone is told of the change."""
    while models:
        models.pop().close()
