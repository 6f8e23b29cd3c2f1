"""A card for a model folder that is not in the catalog: any BERT- or RoBERTa-type folder in Hugging Face layout."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from embedlab.errors import UnknownModelError
from embedlab.models.cards import Axes, Family, FolderSource, Head, ModelCard, Paper, Pooling
from embedlab.models.catalog import card


def find_card(name: str) -> ModelCard:
    """The card of a catalog id or of a local model folder.

    Raises:
        UnknownModelError: there is neither such an id nor such a folder.
    """
    folder = Path(name).expanduser()
    if ("/" in name or "\\" in name or name in (".", "..")) and not folder.is_dir():
        raise UnknownModelError(f"There is no model folder {name[:200]!r}; check the path.")
    return card_of_folder(folder) if "/" in name or "\\" in name else card(name)


def card_of_folder(folder: Path) -> ModelCard:
    """Describe a local folder from its own ``config.json`` and pooling file.

    Raises:
        UnknownModelError: the folder has no readable ``config.json``.
    """
    config = _read(folder / "config.json")
    if "hidden_size" not in config:
        raise UnknownModelError(f"{folder} is not a model folder: it has no readable config.json.")
    architecture = str((config.get("architectures") or [""])[0])
    head = _head(architecture)
    pooling = _pooling(folder) if head == "encoder" else "none"
    family: Family = (
        "cross-encoder" if head == "pair" else "dense" if (folder / "modules.json").exists() else "contextual"
    )
    path = folder.resolve()
    stamp = _stamp(path)
    return ModelCard(
        id=f"local-{re.sub(r'[^a-z0-9]+', '-', path.name.lower()).strip('-') or 'model'}-{stamp[:8]}",
        name=path.name,
        year=2026,
        family=family,
        axes=_axes(family, head),
        summary="A model folder on this machine.",
        trained_on="Unknown.",
        objective="Unknown.",
        dimension=int(config["hidden_size"]),
        layers=int(config["num_hidden_layers"]),
        max_tokens=_max_tokens(folder, config),
        licence="unknown",
        authors="unknown",
        paper=Paper(title="none", authors="unknown", year=2026, url="https://example.org"),
        pooling=pooling,
        head=head,
        sources=(FolderSource(path=str(path), stamp=stamp),),
    )


def _axes(family: Family, head: Head) -> Axes:
    """What the files tell of the six axes; how a model was trained they do not tell."""
    return Axes(
        context="contextual",
        unit="sentence" if family == "dense" else "word",
        supervision="unsupervised",
        vector="none" if head == "pair" else "dense",
        interaction="full-interaction" if head == "pair" else "single-vector",
        symmetry="symmetric",
    )


def _head(architecture: str) -> Head:
    if architecture.endswith("ForMaskedLM"):
        return "masked-lm"
    return "pair" if architecture.endswith("ForSequenceClassification") else "encoder"


def _pooling(folder: Path) -> Pooling:
    config = _read(folder / "1_Pooling" / "config.json")
    modes: dict[str, Pooling] = {"cls_token": "cls", "max_tokens": "max"}
    return next((how for mode, how in modes.items() if config.get(f"pooling_mode_{mode}")), "mean")


def _max_tokens(folder: Path, config: dict[str, Any]) -> int:
    # RoBERTa numbers positions from padding + 1, so two rows of its table are never used.
    offset = 2 if "roberta" in str(config.get("model_type")) else 0
    limit = int(config.get("max_position_embeddings", 512)) - offset
    return min(limit, int(_read(folder / "sentence_bert_config.json").get("max_seq_length") or limit))


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _stamp(folder: Path) -> str:
    """Changes when a file of the folder does, so that an edited model is converted again."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{p.relative_to(folder)} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files]
    return hashlib.sha256("\n".join([str(folder), *lines]).encode()).hexdigest()
