"""What lies on the disk of tuned models: how much it is, and what of it belongs to no server any more."""

import shutil
from pathlib import Path

from embedlab.models.catalog import TUNED
from embedlab.models.store.own_folder import source_of


def remove_orphans(home: Path) -> None:
    """Remove from a store the copies of tuned models whose server is no more."""
    for copy in (home / "models").glob(f"{TUNED}*"):
        source = source_of(copy)
        if source is not None and not source.exists():
            shutil.rmtree(copy, ignore_errors=True)


def bytes_in(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
