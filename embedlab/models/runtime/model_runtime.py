"""The one door to every model: loads, batches, remembers, unloads. Safe to call from any number of threads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Literal, TypeVar

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.local import parts_of
from embedlab.models.made_once import made_once
from embedlab.models.own_models import read_own
from embedlab.models.runtime.batching import ModelUnloadedError
from embedlab.models.runtime.loading import (
    Loaded,
    LoadedTable,
    LoadedTransformer,
    Shelf,
    load_table,
    load_transformer,
)
from embedlab.models.runtime.stats import LatencyBook, LatencyReport
from embedlab.models.runtime.vector_cache import CacheReport, VectorCache
from embedlab.models.settings import Settings, read_settings
from embedlab.models.store import Progress, Store
from embedlab.models.store.progress import silent
from embedlab.models.text.word_table import WordTable

T = TypeVar("T")
State = Literal["absent", "stored", "loaded"]


@dataclass(frozen=True)
class LoadedReport:
    """One loaded model: its id, what runs it, the bytes it holds, its latencies (None for a table), texts that wait."""

    model: str
    engine: str
    bytes: int
    latency: LatencyReport | None
    waiting: int = 0


@dataclass(frozen=True)
class RuntimeReport:
    """What the runtime holds, for the Models page and for bug reports."""

    loaded: tuple[LoadedReport, ...]
    memory_budget: int
    cache: CacheReport


class Runtime:
    """Holds the loaded models and the remembered vectors of this process.

    Args:
        settings: budgets, device and store.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.home, offline=settings.offline)
        self.cache = VectorCache(settings.cache_bytes)
        self._latencies = LatencyBook()
        self.after_change: Callable[[bool], None] = lambda _: None
        """Called after models came or went, given whether any went; a server puts its own here."""
        self._shelf = Shelf(settings.memory_bytes, lambda gone: self.after_change(gone))

    def without_memory(self) -> "Runtime":
        """The same models, asked anew each time and never remembered: for whoever measures what an answer costs."""
        apart = copy(self)
        apart.cache = VectorCache(0)
        return apart

    def state(self, card: ModelCard) -> State:
        """Whether a model has to be fetched, only loaded, or neither, before it answers."""
        if all(part.id in self._shelf.held() for part in parts_of(card)):
            return "loaded"
        return "stored" if self.store.is_ready(card) else "absent"

    def load(self, card: ModelCard, progress: Progress = silent) -> Loaded:
        """Bring a model into memory, fetching it first when it is not in the store.

        Raises:
            StoreError: it cannot be fetched or read.
        """

        def fresh() -> Loaded:
            folder = self.store.ensure(card, progress)
            is_table = card.row.runs == "table"
            with self._naming_damage(card):
                if is_table:
                    return load_table(folder)
                return load_transformer(card, folder, self.settings, self._latencies.of(card.id))

        return self._shelf.get(card.id, fresh)

    def table(self, card: ModelCard) -> WordTable:
        """The word vectors of a static model.

        Raises:
            InputError: the model is not static.
            StoreError: it cannot be fetched or read.
        """
        loaded = self.load(card)
        if not isinstance(loaded, LoadedTable):
            raise InputError(f"{card.id} has no table of word vectors; choose a static model.")
        return loaded.table

    def with_transformer(self, card: ModelCard, use: Callable[[LoadedTransformer], T]) -> T:
        """Call ``use`` with the loaded transformer, loading it again if it was unloaded meanwhile.

        Raises:
            InputError: the model does not run a forward pass.
            StoreError: it cannot be fetched or read.
        """
        while True:
            loaded = self.load(card)
            if not isinstance(loaded, LoadedTransformer):
                raise InputError(f"{card.id} looks words up and has no layers; choose a contextual model.")
            try:
                with self._naming_damage(card):
                    return use(loaded)
            except ModelUnloadedError:
                continue  # another visitor's model has pushed it off the shelf since it was loaded

    @contextmanager
    def _naming_damage(self, card: ModelCard) -> Iterator[None]:
        """Where reading or running a model fails over a damaged file of it, say which, and hold the model no longer."""
        try:
            yield
        except (InputError, ModelUnloadedError):
            raise
        except Exception as error:  # every library has types of its own for what damage makes of a file
            damage = self.store.damage(card)
            if damage is None:
                raise
            self._shelf.drop(card.id)
            raise damage from error

    def unload(self, card: ModelCard) -> bool:
        """Take a model out of memory and forget its vectors; False when it was not loaded."""
        for part in parts_of(card):
            self.cache.forget(part.id)
        dropped = [self._shelf.drop(part.id) for part in parts_of(card)]
        return any(dropped)

    def report(self) -> RuntimeReport:
        """What is held now."""
        loaded = tuple(_report(model, held) for model, held in self._shelf.held().items())
        return RuntimeReport(loaded, self.settings.memory_bytes, self.cache.report())

    def latency(self, card: ModelCard) -> LatencyReport:
        """The passes of a model since this runtime began, whether it is loaded now or not; zeros before the first."""
        return self._latencies.report(card.id)

    def close(self) -> None:
        """Unload everything; for tests and short scripts."""
        for model in self._shelf.held():
            self._shelf.drop(model)


def _report(model: str, held: Loaded) -> LoadedReport:
    if not isinstance(held, LoadedTransformer):
        return LoadedReport(model, held.engine, held.bytes, None)
    return LoadedReport(model, held.engine, held.bytes, held.latencies.report(), held.batcher.waiting)


@made_once
def shared_runtime() -> Runtime:
    """The runtime of this process, made on first use with the settings of the environment.

    Raises:
        InputError: an environment variable has a value that is not allowed.
    """
    settings = read_settings()
    read_own(settings.home)
    return Runtime(settings)
