"""Models that ship with EmbedLab itself: copied from its own folder and checked like everything that is fetched."""

import shutil
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.cards import AssetSource
from embedlab.models.store.manifest import sha256_of
from embedlab.models.store.progress import Progress, Step

ASSETS = Path(__file__).resolve().parents[3] / "assets" / "models"
"""Where the files of an ``AssetSource`` lie."""


def copy_assets(source: AssetSource, root: Path, folder: Path, model: str, progress: Progress) -> None:
    """Copy the files of a source from ``root`` into ``folder``; each copy is checked against its sha256.

    Raises:
        StoreError: a file is missing, or is not the one that the catalog names.
    """
    for done, file in enumerate(source.files):
        progress(Step(model, "unpacking", done, len(source.files)))
        target = folder / file.to
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(root / file.path, target)
        except FileNotFoundError as error:
            raise StoreError(f"assets/models/{file.path} is missing; install EmbedLab again.") from error
        if sha256_of(target) != file.sha256:
            raise StoreError(f"assets/models/{file.path} does not match its checksum; install EmbedLab again.")
