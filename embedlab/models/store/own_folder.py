"""A model folder of the visitor's own, copied into the store: what is part of a model, and nothing else in it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from embedlab.errors import StoreError
from embedlab.models.store.manifest import origin_of

NOT_COPIED = (
    *("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt", "*.h5", "*.msgpack", "*.py"),
    *(".*", "checkpoint-*", "runs", "onnx", "openvino"),
)
"""What a local model folder may hold that is no part of the model here: pickles, code, other exports, training."""
_COPY_OF = "folder: "


def copy_folder(source: Path, draft: Path) -> str:
    """Copy the files of a model into ``draft`` and return where they came from, in words.

    Raises:
        StoreError: a file may not be read, or is a link to nothing.
        OSError: the store cannot be written.
    """
    for path in _files(source):
        target = draft / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            raise StoreError(f"{path} is a link to nothing; put the file in its place.") from error
        except OSError as error:
            _refuse(error)
        with file, target.open("wb") as sink:
            shutil.copyfileobj(file, sink)
    return origin(source)


def origin(source: Path) -> str:
    """How a finished folder says that it is a copy of this one."""
    return f"{_COPY_OF}{source}"


def source_of(copy: Path) -> Path | None:
    """The folder that a finished one is a copy of; None when it is none, or does not say."""
    said = _origin(copy)
    return Path(said.removeprefix(_COPY_OF)) if said.startswith(_COPY_OF) else None


def older_copies(models: Path, source: Path, newest: str) -> list[Path]:
    """The finished folders that are copies of ``source`` from before it was edited."""
    copies = (folder for folder in models.glob("local-*") if folder.name != newest)
    return [folder for folder in copies if _origin(folder) == origin(source)]


def _origin(folder: Path) -> str:
    try:
        return origin_of(folder)
    except StoreError:
        return ""


def _files(source: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(source, onerror=_refuse):
        left_out = shutil.ignore_patterns(*NOT_COPIED)(root, [*folders, *files])
        folders[:] = [name for name in folders if name not in left_out]
        for path in (Path(root, name) for name in files if name not in left_out):
            # Anything else, a pipe for instance, could keep a reader waiting for ever.
            if path.is_symlink() or path.is_file():
                yield path


def _refuse(error: OSError) -> NoReturn:
    raise StoreError(f"{error.filename} may not be read ({error.strerror}); check who owns it.") from error
