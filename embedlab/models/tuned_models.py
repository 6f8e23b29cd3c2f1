"""The models that visitors have tuned on this server: in folders of this process, bounded, each for its owners alone.

A tuned model may tell what it was tuned on, so it stands in no list but those of the visitors who asked for it. It is
there as long as this server, unless it has not been used for longest when there is no more room.
"""

import atexit
import io
import logging
import shutil
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Final

from embedlab import limits
from embedlab.errors import StoreError, UnknownModelError
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import TUNED, catalog, enter, leave
from embedlab.models.made_once import made_once
from embedlab.models.own_models import look_at_folder
from embedlab.models.private_folders import Folders
from embedlab.models.runtime.model_runtime import Runtime, shared_runtime
from embedlab.models.settings import Settings, read_settings
from embedlab.models.tuned_copies import bytes_in, remove_orphans
from embedlab.models.weight_files import parameters_in
from embedlab.numbers_text import counted

_log = logging.getLogger(__name__)
DEPTH_NAMES: Final = {"adapter": "adapter", "layers": "two layers", "lora": "LoRA", "whole": "all weights"}
"""What a name says was changed."""


@dataclass(frozen=True)
class Tuned:
    """How a tuned model came about.

    Attributes:
        depth: what was changed, see ``TuningSpec``.
        base: id of the model that it was tuned from.
        pairs: how many pairs it learnt from.
        steps: steps that were made.
        parameters: numbers that could change.
        seconds: of the steps.
    """

    depth: str
    base: str
    pairs: int
    steps: int
    parameters: int
    seconds: float


@dataclass(frozen=True)
class TunedModel:
    """A tuned model of this server: its card, how it came about, its folder, and the visitors it belongs to."""

    card: ModelCard
    about: Tuned
    folder: Path
    owners: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()

    @property
    def bytes(self) -> int:
        """Bytes of its own folder."""
        return bytes_in(self.folder)


class TunedModels:
    """All tuned models of a server.

    Args:
        settings: bytes that they may take on disk, and the most that a model may have.
        folders: where they lie; default: the platform's folder for temporary files.
        runtime: what may have loaded one.
    """

    def __init__(
        self, settings: Settings, folders: Folders | None = None, runtime: Callable[[], Runtime] = shared_runtime
    ) -> None:
        self._settings = settings
        self._folders = folders or Folders(purpose="tuned")
        self._runtime = runtime
        self._lock = threading.RLock()
        self._models: OrderedDict[str, TunedModel] = OrderedDict()  # least recently used first
        remove_orphans(settings.home)

    def add(self, folder: Path, about: Tuned, *visitors: str) -> str:
        """Move a Sentence Transformers folder here and return the id of its model.

        Raises:
            OSError: there is no room.
            UnknownModelError: it is no folder of a model.
        """
        target = self._folders.new() / "model"
        shutil.move(folder, target)
        with self._lock:
            try:
                card = self._described(target, about)
            except UnknownModelError:
                shutil.rmtree(target.parent, ignore_errors=True)
                raise
            self._models[card.id] = TunedModel(card, about, target, frozenset(visitors))
            enter(card, listed=False)
        self._trim()
        return card.id

    def of(self, visitor: str) -> list[ModelCard]:
        """The cards of a visitor's models, in the order in which they were made; counts as a use."""
        with self._lock:
            found = [each for each in self._models.values() if visitor in each.owners]
            for each in found:
                self._models.move_to_end(each.card.id)
            return [each.card for each in found]

    def own(self, model_id: str, *visitors: str, again: bool = False) -> bool:
        """Give a model to more visitors, who have asked for the same; False when it is gone.

        Who has deleted it does not get it back, unless they ask for it ``again``.
        """
        with self._lock:
            found = self.find(model_id)
            if found is not None and len(found.owners) < limits.TUNED_OWNERS:
                left = found.left - set(visitors) if again else found.left
                self._models[model_id] = replace(found, owners=found.owners | (set(visitors) - left), left=left)
            return found is not None

    def disown(self, model_id: str, visitor: str) -> None:
        """Take a model from a visitor who has done with it; it is removed when nobody has it any more."""
        with self._lock:
            found = self._models.get(model_id)
            if found is None:
                return
            owners = found.owners - {visitor}
            self._models[model_id] = replace(found, owners=owners, left=found.left | {visitor})
        if not owners:
            self.remove(model_id)

    def find(self, model_id: str) -> TunedModel | None:
        """A model by its id, None when it is gone; counts as a use."""
        with self._lock:
            if model_id in self._models:
                self._models.move_to_end(model_id)
            return self._models.get(model_id)

    def rename(self, model_id: str, name: str) -> None:
        """Call a model otherwise, in the lists of its owners; nothing happens when it is gone."""
        with self._lock:
            if (found := self._models.get(model_id)) is not None and found.card.name != name:
                card = found.card.model_copy(update={"name": self._free_name(name)})
                self._models[model_id] = replace(found, card=card)
                enter(card, listed=False)

    def remove(self, model_id: str) -> None:
        """Remove a model: its folder, what the store made of it, and what is in memory of it."""
        with self._lock:
            gone = self._models.pop(model_id, None)
            leave(model_id)
        if gone is None:
            return
        held = self._runtime()
        try:
            held.unload(gone.card)
            held.store.remove(gone.card)
            (held.store.home / "locks" / f"{model_id}.lock").unlink(missing_ok=True)
        except (StoreError, OSError) as error:  # a full disk must not keep what else has to go
            _log.warning("a tuned model could not be removed from the store: %s", error)
        finally:
            shutil.rmtree(gone.folder.parent, ignore_errors=True)

    def zip_bytes(self, model_id: str) -> bytes:
        """The folder of a model as a ZIP, not made smaller: weights hardly get smaller, and a server has other work.

        Raises:
            UnknownModelError: it is gone.
        """
        found = self.find(model_id)
        if found is None:
            raise UnknownModelError("This tuned model is no longer on this server; tune it again.")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(path for path in found.folder.rglob("*") if path.is_file()):
                archive.write(path, f"{model_id}/{path.relative_to(found.folder).as_posix()}")
        return stream.getvalue()

    def close(self) -> None:
        """Remove everything, as the end of the server does."""
        for model_id in list(self._models):
            self.remove(model_id)
        self._folders.close()

    def _described(self, folder: Path, about: Tuned) -> ModelCard:
        found = look_at_folder(str(folder), self._settings.memory_bytes)
        base = catalog().get(about.base)
        name = f"{base.name if base else 'Model'} tuned ({DEPTH_NAMES.get(about.depth, about.depth)})"
        said = {"id": f"{TUNED}{about.depth}-{token_hex(8)}", "name": self._free_name(name)}
        words = {
            "summary": f"Tuned on this server, from {base.name if base else 'a model of a folder'}.",
            "trained_on": f"{counted(about.pairs, 'pair')} of a query and a text, beside what it came with.",
            "objective": "In-batch softmax over cosines, from the weights that it came with.",
        }
        weights = sorted(folder.rglob("*.safetensors"))  # an adapter's lie in a folder of their own
        sizes = {"parameters": parameters_in(weights), "bytes": sum(file.stat().st_size for file in weights)}
        kept = ("licence", "authors", "paper", "year", "prompts", "axes") if base else ()
        return found.model_copy(update={**said, **words, **sizes, **{field: getattr(base, field) for field in kept}})

    def _free_name(self, name: str) -> str:
        """A name that no other tuned model has: an address names a model by it."""
        taken = {each.card.name for each in self._models.values()}
        tries = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
        return next(each for each in tries if each not in taken)

    def _trim(self) -> None:
        """Drop those unused longest until the rest has room; the newest always stays."""
        while True:
            with self._lock:
                sizes = {name: each.bytes + self._in_store(each) for name, each in self._models.items()}
                over = sum(sizes.values()) > self._settings.tuned_bytes or len(sizes) > limits.TUNED_MODELS
                if not over or len(sizes) < 2:
                    return
                oldest = next(iter(sizes))
            self.remove(oldest)

    def _in_store(self, model: TunedModel) -> int:
        return bytes_in(self._settings.home / "models" / model.card.id)


@made_once
def shared_tuned_models() -> TunedModels:
    """The tuned models of this process.

    Raises:
        InputError: an environment variable has a value that is not allowed.
    """
    models = TunedModels(read_settings())
    atexit.register(models.close)
    return models
