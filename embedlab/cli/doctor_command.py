"""``embedlab doctor``: the state of this installation in one JSON object."""

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import psutil

from embedlab import __version__
from embedlab.cli.output import write
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.engines.choose import chosen, gpu
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from embedlab.models.store.manifest import origin_of

PACKAGES = ("streamlit", "plotly", "numpy", "onnxruntime", "tokenizers", "torch", "transformers")


def examine() -> None:
    """Print versions, devices, the store with every checksum recomputed, and free memory."""
    settings = read_settings()
    store = Store(settings.home)
    try:
        engine = ":".join(chosen(settings))
    except InputError as error:
        # An engine that cannot run is a finding of the report, not its end.
        engine = str(error)
    report = {
        "embedlab": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "engine": engine,
        "gpu": gpu(),
        "threads": settings.threads,
        "memory_free_mb": psutil.virtual_memory().available // 1_000_000,
        "store": str(settings.home),
        "store_free_mb": _free_mb(store),
        "models": [_model(store, card) for card in bundled_cards()],
    }
    write(json.dumps(report, indent=2))


def _model(store: Store, card: ModelCard) -> dict[str, Any]:
    found = store.problems(card, thorough=True)
    origin = origin_of(store.folder(card)) if not found else None
    return {"id": card.id, "ok": not found, "problems": found, "origin": origin}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _free_mb(store: Store) -> int | None:
    folder = store.home
    # Before the first fetch there is no store: the nearest folder that exists is on the same disk.
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return int(psutil.disk_usage(str(folder)).free // 1_000_000)
    except OSError:
        return None
