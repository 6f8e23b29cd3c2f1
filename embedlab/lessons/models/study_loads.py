"""Models on their way into memory: in the background, one after the other, and how long each has been at it."""

import threading
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from embedlab.errors import EmbedLabError
from embedlab.models.cards import ModelCard
from embedlab.models.local import parts_of
from embedlab.models.made_once import made_once
from embedlab.models.runtime import Runtime
from embedlab.numbers_text import seconds

_FAILED: Final = "{} could not be loaded; the server's log says why."


@dataclass
class Load:
    """A model that was asked for.

    Attributes:
        name: what a reader calls it.
        begun: on the clock of ``time.monotonic``.
        its_turn: whether it loads already, and waits no longer for another.
        error: a sentence when it failed.
        over: set when it is in memory or has failed.
    """

    name: str
    begun: float
    its_turn: bool = False
    error: str = ""
    over: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def words(self) -> str:
        """Where it is, for a line that is drawn again each second."""
        doing = "Loading" if self.its_turn else "Waiting for another model to load, then loading"
        return f"{doing} {self.name} … {seconds(int(monotonic() - self.begun))}"


class Loads:
    """The loads of one server, seen by all its visitors: at most one a model that is listed.

    They go one after the other: two at once would take the cores from each other, and from whoever waits for an answer.
    """

    def __init__(self) -> None:
        self._loads: dict[str, Load] = {}
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def begin(self, card: ModelCard, runtime: Runtime) -> Load:
        """Load a model, unless that is under way."""
        with self._lock:
            known = self._loads.get(card.id)
            if known is not None and not known.over.is_set():
                return known
            load = self._loads[card.id] = Load(card.name, monotonic())
        threading.Thread(target=self._load, args=(card, runtime, load), name="embedlab-load", daemon=True).start()
        return load

    def _load(self, card: ModelCard, runtime: Runtime, load: Load) -> None:
        try:
            with self._turn:
                load.its_turn = True
                for part in parts_of(card):
                    runtime.load(part)
        except EmbedLabError as error:
            load.error = str(error)
        except Exception:
            # Whatever it was, a load without an error and without a model would leave no trace on the page.
            load.error = _FAILED.format(card.name)
            raise
        finally:
            load.over.set()

    def under_way(self, card: ModelCard) -> Load | None:
        """The load of a model that has not ended yet."""
        load = self._loads.get(card.id)
        return load if load is not None and not load.over.is_set() else None

    def error(self, card: ModelCard) -> str:
        """Why the last load of a model failed; empty when it did not."""
        load = self._loads.get(card.id)
        return load.error if load is not None else ""

    def forget(self, card: ModelCard) -> None:
        """Forget how the load of a model ended, as it is listed no longer."""
        with self._lock:
            self._loads.pop(card.id, None)


@made_once
def shared_loads() -> Loads:
    """The loads of this process."""
    return Loads()
