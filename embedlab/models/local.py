"""A card for a model folder that is not in the catalog: any BERT-, RoBERTa- or ModernBERT-type folder."""

import hashlib
import json
import math
import re
from pathlib import Path
from typing import Any, Final

from embedlab.errors import UnknownModelError
from embedlab.models.cards import Axes, FolderSource, Head, ModelCard, Paper, Pooling, Prompts
from embedlab.models.catalog import card
from embedlab.models.families import Family
from embedlab.models.text.after_pooling import numbers_out


def find_card(name: str) -> ModelCard:
    """The card of a catalog id or of a local model folder.

    Raises:
        UnknownModelError: there is neither such an id nor such a folder.
    """
    if "/" not in name and "\\" not in name and name not in (".", ".."):
        return card(name)
    try:
        folder = Path(name).expanduser()
        found = folder.is_dir()
    except (OSError, RuntimeError):  # a name too long, a folder that may not be entered, an unknown ~user
        found = False
    if not found:
        raise UnknownModelError(f"There is no model folder {name[:200]!r}; check the path.")
    return card_of_folder(folder)


def parts_of(entry: ModelCard) -> tuple[ModelCard, ...]:
    """The cards that hold the weights of a model: itself, or the towers of a pair, the query's first.

    Raises:
        UnknownModelError: a tower is neither in the catalog nor a folder.
    """
    if entry.towers is None:
        return (entry,)
    return find_card(entry.towers.query), find_card(entry.towers.document)


def card_of_folder(folder: Path) -> ModelCard:
    """Describe a local folder from its own ``config.json`` and pooling file.

    Raises:
        UnknownModelError: the folder has no readable ``config.json`` of such a model.
    """
    config = _read(folder / "config.json")
    if not config:
        raise UnknownModelError(f"{folder} is not a model folder: it has no readable config.json.")
    _check_sizes(folder, config)
    architectures = config.get("architectures")
    head = _head(str(architectures[0]) if isinstance(architectures, list) and architectures else "")
    modules = _text(folder / "modules.json")
    family = _family(head, modules)
    path = folder.resolve()
    try:
        stamp = _stamp(path)
    except OSError as error:
        raise UnknownModelError(f"{folder} holds files that may not be read; check who owns them.") from error
    # Not the whole name: with the digest it could be longer than a file system allows.
    stem = re.sub(r"[^a-z0-9]+", "-", path.name.lower())[:60].strip("-") or "model"
    return ModelCard(
        id=f"local-{stem}-{stamp[:8]}",
        name=path.name,
        year=2026,
        family=family,
        axes=_axes(family, head),
        summary="A model folder on this machine.",
        trained_on="Unknown.",
        objective="Unknown.",
        dimension=numbers_out(folder) or int(config["vocab_size" if family == "sparse" else "hidden_size"]),
        layers=int(config["num_hidden_layers"]),
        max_tokens=_max_tokens(folder, config),
        licence="unknown",
        authors="unknown",
        paper=Paper(title="none", authors="unknown", year=2026, url="https://example.org"),
        pooling="none" if head == "pair" else _pooling(folder, modules),
        head=head,
        prompts=_prompts(folder),
        sources=(FolderSource(path=str(path), stamp=stamp),),
    )


SIZES: Final = {
    "hidden_size": 65_536,
    "num_hidden_layers": 1_000,
    "vocab_size": 10_000_000,
    "num_attention_heads": 65_536,
    "intermediate_size": 1_000_000,
    "max_position_embeddings": 10_000_000,
}
"""The sizes in a ``config.json`` and the most that is believed: each is memory, or work, before a weight is read."""

_NEEDED: Final = ("hidden_size", "num_hidden_layers", "vocab_size")


def _check_sizes(folder: Path, config: dict[str, Any]) -> None:
    for name, most in SIZES.items():
        size = config.get(name)
        if name not in config and name not in _NEEDED:
            continue
        # By type and not by isinstance: true is a whole number to Python.
        if type(size) is not int or not 1 <= size <= most:
            raise UnknownModelError(
                f"{folder} does not hold a BERT- or RoBERTa-type model: {name} in its config.json is no whole number "
                f"from 1 to {most}."
            )


def _axes(family: Family, head: Head) -> Axes:
    """What the files tell of the six axes; how a model was trained they do not tell."""
    return Axes(
        context="contextual",
        unit="sentence" if family in ("dense", "sparse") else "word",
        supervision="unsupervised",
        vector="none" if head == "pair" else "sparse" if family == "sparse" else "dense",
        interaction="full-interaction" if head == "pair" else "single-vector",
        symmetry="symmetric",
    )


def _family(head: Head, modules: str) -> Family:
    if head == "pair":
        return "cross-encoder"
    if not modules:
        return "contextual"
    return "sparse" if head == "masked-lm" and "SpladePooling" in modules else "dense"


def _prompts(folder: Path) -> Prompts:
    """The prompts by role that Sentence Transformers saves beside a model."""
    prompts = _read(folder / "config_sentence_transformers.json").get("prompts")
    known = prompts if isinstance(prompts, dict) else {}
    return Prompts(query=str(known.get("query") or ""), document=str(known.get("document") or ""))


def _head(architecture: str) -> Head:
    if architecture.endswith("ForMaskedLM"):
        return "masked-lm"
    return "pair" if architecture.endswith("ForSequenceClassification") else "encoder"


def _pooling(folder: Path, modules: str) -> Pooling:
    """How the folder says that tokens become one vector: ``none`` where it is not one of the ways known here.

    Sentence Transformers wrote a switch for each way (``pooling_mode_cls_token``) before it wrote one name.
    """
    if ".Dense" in modules and numbers_out(folder) is None:
        return "none"  # a further layer after pooling that is no plain matrix, which nothing here runs
    config = _read(folder / "1_Pooling" / "config.json")
    switches = [name for name, on in config.items() if name.startswith("pooling_mode_") and on is True]
    named: dict[object, Pooling] = {
        "mean": "mean", "cls": "cls", "max": "max",
        "pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls", "pooling_mode_max_tokens": "max",
    }  # fmt: skip
    if not config:
        return "mean"
    mode = config.get("pooling_mode") or (switches[0] if len(switches) == 1 else None)
    return named.get(mode, "none") if isinstance(mode, str) else "none"


def _max_tokens(folder: Path, config: dict[str, Any]) -> int:
    # RoBERTa numbers positions from padding + 1, so two rows of its table are never used.
    offset = 2 if "roberta" in str(config.get("model_type")) else 0
    said = (
        config.get("max_position_embeddings", 512 + offset) - offset,  # a whole number, which was checked
        _read(folder / "sentence_bert_config.json").get("max_seq_length"),
        _read(folder / "tokenizer_config.json").get("model_max_length"),
    )
    numbers = [limit for limit in said if isinstance(limit, (int, float))]
    return min((int(limit) for limit in numbers if 2 <= limit < math.inf), default=512)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(_text(path))
    except (ValueError, RecursionError):  # the latter for brackets within brackets without end
        return {}
    return content if isinstance(content, dict) else {}


def _text(path: Path) -> str:
    try:
        # A pipe of that name would be waited for without end.
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, ValueError):
        return ""


def _stamp(folder: Path) -> str:
    """Changes when a file of the folder does, so that an edited model is converted again."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{p.relative_to(folder)} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files]
    return hashlib.sha256("\n".join([str(folder), *lines]).encode()).hexdigest()
