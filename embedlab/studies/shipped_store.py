"""Results computed beforehand: the one place that writes them under ``assets/lessons/<slug>/shipped`` and reads them.

One file holds one frozen record, as a numpy archive in which nothing is pickled. The policy for every file:

- absent: None. The page waits for its model and computes live;
- damaged (cut short, other keys, types or shapes than the record has, no archive at all): None as well, and said once
  in the server's log, with the name of the file and what to do. A page never fails for it, and no number is guessed;
- of other texts or models than the page has now: the lesson compares what the record says of itself.

``scripts/precompute.py`` writes all of it; a test computes each result again and fails on drift.
"""

import logging
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar, cast

import numpy as np

from embedlab.content.toml_records import ASSETS
from embedlab.studies.record_arrays import from_arrays, to_arrays

Record = TypeVar("Record")

KEPT: Final = 256
"""Records in memory. What ships is half as many files, 8 MB when all are read, so that none is read twice."""
_DAMAGED: Final = (
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),  # how an archive says that it was cut or bent
)

_lessons = ASSETS / "lessons"
_log = logging.getLogger(__name__)
_one_reader = Lock()


def shipped_file(slug: str, name: str) -> Path:
    """Where a record of a lesson lies; ``name`` may have folders, parted by ``/``."""
    return _lessons / slug / "shipped" / f"{name}.npz"


def shipped_files(slug: str) -> dict[str, Path]:
    """Every file that a lesson ships, by the name of its record."""
    folder = _lessons / slug / "shipped"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix().removesuffix(".npz"): path for path in files}


def save_shipped(slug: str, name: str, record: object) -> None:
    """Write a record."""
    path = shipped_file(slug, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = to_arrays(record)
    np.savez_compressed(path, **arrays)
    _read.cache_clear()


def load_shipped(slug: str, name: str, kind: type[Record]) -> Record | None:
    """A shipped record, shared by all visitors; None where there is none that can be used."""
    # A class opens its pages in the same second: without the lock each of them would read, and log, for itself.
    with _one_reader:
        return cast(Record | None, _read(shipped_file(slug, name), cast(Any, kind)))


@lru_cache(maxsize=KEPT)
def _read(path: Path, kind: Any) -> Any:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return from_arrays({name: archive[name] for name in archive.files}, kind)
    except FileNotFoundError:
        return None
    except _DAMAGED as error:
        _log.warning(
            "%s cannot be used (%s: %s), so its page computes live. Install EmbedLab again, or run: "
            "python -m scripts.precompute --only %s",
            path,
            type(error).__name__,
            error,
            path.relative_to(_lessons).parts[0],
        )
        return None
