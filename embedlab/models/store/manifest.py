"""What a finished folder holds: every file with its size and sha256, so that one altered byte is noticed.

A file whose size and time stamp are as recorded is taken as unchanged, which costs nothing on the way to the first
vector; any other file is hashed again. ``problems(..., thorough=True)`` hashes everything.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from embedlab.errors import StoreError

MANIFEST = "embedlab.json"
_WEIGHTS = ("model.safetensors", "vectors.npy")
FORMAT = 1
"""Raised when the way folders are built changes: folders of an older format are built anew."""


@dataclass(frozen=True)
class FileRecord:
    """Size in bytes, time stamp in nanoseconds, and sha256 of one file."""

    size: int
    mtime_ns: int
    sha256: str


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, fingerprint: str, origin: str) -> None:
    """Record every file of a folder, last of all, so that a folder with a manifest is a whole folder."""
    files = {
        path.relative_to(folder).as_posix(): asdict(_record(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    content = {"format": FORMAT, "fingerprint": fingerprint, "origin": origin, "files": files}
    (folder / MANIFEST).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def origin_of(folder: Path) -> str:
    """Where the files of a folder came from, in words."""
    return str(_read(folder).get("origin", "unknown"))


def revision_of(folder: Path) -> str:
    """A short digest that changes whenever any file of a finished folder changes."""
    records = _read(folder)["files"]
    return hashlib.sha256(json.dumps(records, sort_keys=True).encode()).hexdigest()[:16]


def weights_sha256(folder: Path) -> str:
    """The recorded sha256 of the weights of a finished folder, in hexadecimal; "" where it records none.

    Raises:
        StoreError: the folder is incomplete.
    """
    records = _read(folder).get("files", {})
    return next((str(records[name]["sha256"]) for name in _WEIGHTS if name in records), "")


def problems(folder: Path, fingerprint: str, *, thorough: bool = False) -> list[str]:
    """What is wrong with a folder, one plain phrase each; empty when all is well."""
    try:
        content = _read(folder)
        if content["format"] != FORMAT or content["fingerprint"] != fingerprint:
            return [f"{folder.name} was made by another version"]
        records = {name: FileRecord(**record) for name, record in content["files"].items()}
    except (StoreError, AttributeError, KeyError, TypeError):
        return [f"{folder.name} is incomplete"]
    found = (_problem(folder / name, record, thorough=thorough) for name, record in records.items())
    return [problem for problem in found if problem]


def altered(folder: Path) -> list[Path]:
    """The recorded files that are missing or not what they were, whatever their time stamps say; all are hashed."""
    try:
        records = {folder / name: FileRecord(**record) for name, record in _read(folder)["files"].items()}
    except (StoreError, AttributeError, KeyError, TypeError):
        return [folder / MANIFEST]
    return [path for path, record in records.items() if _problem(path, record, thorough=True)]


def _problem(path: Path, record: FileRecord, *, thorough: bool) -> str:
    try:
        stat = path.stat()
    except OSError:
        return f"{path.name} is missing"
    if (stat.st_size, stat.st_mtime_ns) == (record.size, record.mtime_ns) and not thorough:
        return ""
    if stat.st_size != record.size or sha256_of(path) != record.sha256:
        return f"{path.name} does not match its checksum"
    # A copied store has new time stamps; put the recorded one back, so that it is not hashed at every start.
    with suppress(OSError):
        os.utime(path, ns=(stat.st_atime_ns, record.mtime_ns))
    return ""


def _record(path: Path) -> FileRecord:
    stat = path.stat()
    return FileRecord(stat.st_size, stat.st_mtime_ns, sha256_of(path))


def _read(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder.name} is incomplete; fetch the model again.") from error
    if not isinstance(content, dict):
        raise StoreError(f"{folder.name} is incomplete; fetch the model again.")
    return content
