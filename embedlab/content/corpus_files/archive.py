"""A ZIP unpacked into memory, no file of it ever written: what is too large, locked or leads elsewhere is refused."""

import io
import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from embedlab.content.corpus_files.file_kind import TAKEN, promised_kind
from embedlab.content.own_table import short_name
from embedlab.errors import InputError
from embedlab.limits import CORPUS_FILES, CORPUS_MB, CORPUS_RATIO
from embedlab.numbers_text import counted, in_bytes, whole

_MOST: Final = CORPUS_MB * 1024 * 1024
_PIECE: Final = 1024 * 1024
_SMALL: Final = 1024 * 1024
"""Bytes below which it does not matter how far a file was compressed."""
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others may ask for memory before they give a byte."""
_SPLITS: Final = ("test", "dev", "train")
_LOCKED: Final = 0x1

Member = tuple[str, bytes]
"""The path of a file in the archive, and its bytes."""


def unpack(content: bytes, name: str) -> tuple[list[Member], list[str]]:
    """Return the files of a ZIP that can be read here, and a sentence for those that are left out.

    Of several judgements, as BEIR keeps them for training and test, those for the test are taken.

    Raises:
        InputError: it is broken, locked, too large when unpacked, or holds a name that leads out of its folder.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            files = [info for info in held.infolist() if not info.is_dir()]
            _check_names(files, name)
            wanted, said = _chosen(files, name)
            _check_sizes(wanted, name)
            return _read(held, wanted, name), said
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise InputError(f"{name} is a broken ZIP; pack it again.") from error


def _check_names(files: Sequence[zipfile.ZipInfo], name: str) -> None:
    if len(files) > CORPUS_FILES:
        raise InputError(f"{name} holds {whole(len(files))} files; at most {whole(CORPUS_FILES)} can be read.")
    for info in files:
        shown = short_name(info.filename)
        # What was written may differ from what the library makes of it.
        path = PurePosixPath(info.orig_filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise InputError(f"{name} holds {shown}, a name that leads out of its folder; pack it again without it.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise InputError(f"{name} holds {shown}, a link to another file; pack the file itself.")


def _chosen(files: Sequence[zipfile.ZipInfo], name: str) -> tuple[list[zipfile.ZipInfo], list[str]]:
    named = [info for info in files if not _hidden(info.filename)]
    wanted = [info for info in named if promised_kind(info.filename) not in (None, "zip")]
    if not wanted:
        raise InputError(f"{name} holds no file that can be read: {TAKEN.replace(', a BEIR folder as ZIP', '')}.")
    said = (
        [f"{counted(len(named) - len(wanted), 'file')} of {name} left out: no texts."]
        if len(named) > len(wanted)
        else []
    )
    judged = [info for info in wanted if "qrel" in info.filename.lower()]
    if len(judged) > 1:
        ordered = sorted(judged, key=lambda info: _split(info.filename))
        wanted = [info for info in wanted if info not in ordered[1:]]
        said.append(f"Of the judgements in {name}, those of {short_name(ordered[0].filename)} are taken.")
    return wanted, said


def _split(path: str) -> int:
    stem = PurePosixPath(path.lower()).stem
    return next((place for place, split in enumerate(_SPLITS) if split in stem), len(_SPLITS))


def _hidden(path: str) -> bool:
    """Whether a file is one that an operating system, or the README of a folder, adds."""
    parts = PurePosixPath(path).parts
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _check_sizes(files: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Hold what a ZIP declares to the limits, before anything is unpacked."""
    declared = sum(info.file_size for info in files)
    if declared > _MOST:
        raise InputError(f"{name} unpacks to {in_bytes(declared)}; at most {CORPUS_MB} MB are taken.")
    for info in files:
        shown = short_name(info.filename)
        if info.flag_bits & _LOCKED:
            raise InputError(f"{name} is locked with a password; pack it without one.")
        if info.compress_type not in _METHODS:
            raise InputError(f"{name} holds {shown} in an unusual compression; pack it as an ordinary ZIP.")
        if info.file_size > max(_SMALL, CORPUS_RATIO * info.compress_size):
            raise InputError(
                f"{name} holds {shown}, which unpacks to {in_bytes(info.file_size)} from "
                f"{in_bytes(info.compress_size)}, as no text does."
            )


def _read(held: zipfile.ZipFile, files: Sequence[zipfile.ZipInfo], name: str) -> list[Member]:
    """Unpack, and count: what a ZIP declares need not be true."""
    members, room = [], _MOST
    for info in files:
        pieces = []
        with held.open(info) as file:
            while piece := file.read(_PIECE):
                room -= len(piece)
                if room < 0:
                    raise InputError(f"{name} unpacks to more than {CORPUS_MB} MB, which is the most that is taken.")
                pieces.append(piece)
        members.append((info.filename, b"".join(pieces)))
    return members
