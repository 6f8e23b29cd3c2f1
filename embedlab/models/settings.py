"""Settings of the model layer: environment variables, read once, each with a default that needs nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, cast, get_args
from urllib.parse import urlsplit

from embedlab.errors import InputError

Device = Literal["auto", "cpu", "cuda", "mps"]
EngineName = Literal["auto", "onnx", "torch"]
Manage = Literal["auto", "1", "0"]

MOST_MB: Final = 1_000_000
MOST_THREADS: Final = 256
"""Threads of one pass; some thousand of them take longer to start than a visitor waits."""
MOST_TRAININGS: Final = 64
MOST_WAITING: Final = 1_000
_PART_BYTES: Final = 255
_PATH_BYTES: Final = 3_000
"""The longest name and path of a store that every system takes, with what the store adds to them."""
_ADDRESS_CHARS: Final = 300
_KEY_CHARS: Final = 1_000


@dataclass(frozen=True)
class Settings:
    """How this process holds and runs models.

    Attributes:
        home: folder of the store (``EMBEDLAB_HOME``; default: the platform's user cache folder).
        device: where torch runs (``EMBEDLAB_DEVICE``: auto, cpu, cuda or mps).
        engine: what runs a transformer (``EMBEDLAB_ENGINE``: auto, onnx or torch).
        memory_bytes: budget for loaded models (``EMBEDLAB_MEMORY_MB``, default 2000).
        cache_bytes: budget for remembered vectors (``EMBEDLAB_CACHE_MB``, default 128).
        threads: threads of one forward pass (``EMBEDLAB_THREADS``, default: the usable cores, at most 8).
        offline: never fetch anything (``EMBEDLAB_OFFLINE=1``).
        trainings: trainings at once (``EMBEDLAB_TRAININGS``, default 1; 0 switches training off).
        trainings_waiting: trainings that may wait for their turn (``EMBEDLAB_TRAINING_QUEUE``, default 8).
        training_threads: threads of one training (``EMBEDLAB_TRAINING_THREADS``, default: half the usable cores).
        training_bytes: budget for finished trainings (``EMBEDLAB_TRAINING_MEMORY_MB``, default 128).
        tuned_bytes: budget on disk for tuned models (``EMBEDLAB_TUNED_MB``, default 1000).
        collections: folder of collections and their indexes (``EMBEDLAB_COLLECTIONS``; default: that of the store).
        collections_bytes: budget on disk for collections and their indexes (``EMBEDLAB_COLLECTIONS_MB``, default 4000).
        frames: other sites may show the pages in a frame (``EMBEDLAB_FRAMES=1``).
        manage: whether visitors may fetch from the hub, bring a model of their own and unload models
            (``EMBEDLAB_MANAGE``: 1, 0, or auto for those on this very machine alone).
        qdrant_url: address of a Qdrant server that holds the vectors of collections (``EMBEDLAB_QDRANT_URL``, default
            "": they are held here).
        qdrant_key: what that server asks for before it answers (``EMBEDLAB_QDRANT_KEY``, default "": nothing).
    """

    home: Path
    device: Device = "auto"
    engine: EngineName = "auto"
    memory_bytes: int = 2_000_000_000
    cache_bytes: int = 128_000_000
    threads: int = 2
    offline: bool = False
    trainings: int = 1
    trainings_waiting: int = 8
    training_threads: int = 1
    training_bytes: int = 128_000_000
    tuned_bytes: int = 1_000_000_000
    collections: Path = Path()
    collections_bytes: int = 4_000_000_000
    frames: bool = False
    manage: Manage = "auto"
    qdrant_url: str = ""
    qdrant_key: str = field(default="", repr=False)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from environment variables.

    Raises:
        InputError: a variable has a value that is not allowed; the message names it.
    """
    home = _folder(environ, "EMBEDLAB_HOME") or _cache()
    return Settings(
        home=home,
        device=cast(Device, _choice(environ, "EMBEDLAB_DEVICE", get_args(Device))),
        engine=cast(EngineName, _choice(environ, "EMBEDLAB_ENGINE", get_args(EngineName))),
        memory_bytes=_whole_number(environ, "EMBEDLAB_MEMORY_MB", 2_000, 100, MOST_MB) * 1_000_000,
        cache_bytes=_whole_number(environ, "EMBEDLAB_CACHE_MB", 128, 1, MOST_MB) * 1_000_000,
        threads=_whole_number(environ, "EMBEDLAB_THREADS", _usable_cores(), 1, MOST_THREADS),
        offline=_choice(environ, "EMBEDLAB_OFFLINE", ("0", "1")) == "1",
        trainings=_whole_number(environ, "EMBEDLAB_TRAININGS", 1, 0, MOST_TRAININGS),
        trainings_waiting=_whole_number(environ, "EMBEDLAB_TRAINING_QUEUE", 8, 0, MOST_WAITING),
        training_threads=_whole_number(
            environ, "EMBEDLAB_TRAINING_THREADS", max(1, _usable_cores() // 2), 1, MOST_THREADS
        ),
        training_bytes=_whole_number(environ, "EMBEDLAB_TRAINING_MEMORY_MB", 128, 1, MOST_MB) * 1_000_000,
        tuned_bytes=_whole_number(environ, "EMBEDLAB_TUNED_MB", 1_000, 100, MOST_MB) * 1_000_000,
        collections=_folder(environ, "EMBEDLAB_COLLECTIONS") or home,
        collections_bytes=_whole_number(environ, "EMBEDLAB_COLLECTIONS_MB", 4_000, 10, MOST_MB) * 1_000_000,
        frames=_choice(environ, "EMBEDLAB_FRAMES", ("0", "1")) == "1",
        manage=cast(Manage, _choice(environ, "EMBEDLAB_MANAGE", get_args(Manage))),
        qdrant_url=_address(environ, "EMBEDLAB_QDRANT_URL"),
        qdrant_key=_key(environ, "EMBEDLAB_QDRANT_KEY"),
    )


def _folder(environ: Mapping[str, str], name: str) -> Path | None:
    chosen = environ.get(name)
    if not chosen:
        return None
    if len(os.fsencode(chosen)) > _PATH_BYTES or any(len(os.fsencode(p)) > _PART_BYTES for p in Path(chosen).parts):
        raise InputError(f"{name} is {chosen[:80]!r}, and longer than a path may be; choose a shorter one.")
    if not chosen.isprintable():  # a line break would break every message, and bytes that are no text every library
        raise InputError(f"{name} is {ascii(chosen)[:80]}; name a folder with printable characters only.")
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError as error:
        raise InputError(f"{name} is {chosen[:80]!r}; there is no such user.") from error


def _cache() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("embedlab", appauthor=False)


def _usable_cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores))


def _choice(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name) or allowed[0]
    if value not in allowed:
        raise InputError(f"{name} is {value[:40]!r}; set it to one of: {', '.join(allowed)}.")
    return value


def _address(environ: Mapping[str, str], name: str) -> str:
    """Return an address of a server without a slash at its end, or "" for none."""
    value = environ.get(name) or ""
    try:
        parts = urlsplit(value)
        # A name or password in it would stand in messages; the port is read here because a wrong one raises there.
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.port == 0
        wrong = wrong or not value.isascii() or not value.isprintable() or " " in value or len(value) > _ADDRESS_CHARS
    except ValueError:
        wrong = True
    if value and (wrong or parts.query or parts.fragment):
        shown = value.rpartition("@")[2][:40]  # before it stands a password
        raise InputError(f"{name} is {shown!a}; set it to an address such as http://localhost:6333.")
    return value.rstrip("/")


def _key(environ: Mapping[str, str], name: str) -> str:
    """Return a secret that travels in a header; a message never shows it."""
    value = environ.get(name) or ""
    if not value.isascii() or not value.isprintable() or " " in value or len(value) > _KEY_CHARS:
        raise InputError(f"{name} is not what a key may be; set it to printable characters without spaces.")
    return value


def _whole_number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    # Measured before it is read: a number of thousands of digits is an error of Python's own.
    if not (text.isascii() and text.isdigit() and len(text) <= 20 and least <= int(text) <= most):
        raise InputError(f"{name} is {text[:40]!r}; set it to a whole number from {least} to {most}.")
    return int(text)
