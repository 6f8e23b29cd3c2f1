"""Models that whoever runs this server has brought: a folder of this machine, or a repository of the hub.

Each is looked at before anything is fetched or converted: its kind, its files, its size. What is taken has a card like
any other, kept in ``own-models.json`` in the store, so that it is there after a restart.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from embedlab.errors import InputError, StoreError, UnknownModelError
from embedlab.limits import OWN_MODELS
from embedlab.models.cards import Encoder, HubSource, ModelCard, Paper
from embedlab.models.catalog import enter, leave, own_cards
from embedlab.models.local import card_of_folder, find_card
from embedlab.models.store.faults import explained
from embedlab.models.store.hub import Repository, download_described, look_up
from embedlab.models.weight_files import parameters_in
from embedlab.numbers_text import counted, in_bytes

FILE: Final = "own-models.json"
KINDS: Final = ("bert", "roberta", "xlm-roberta", "camembert", "electra", "modernbert")
"""``model_type`` of the architectures that both engines run and whose layers every page can show."""
_WEIGHTS: Final = ".safetensors"
# The hub's own rule: no end in ".", "-" or ".git", no ".." and no "--" within.
_REPO: Final = re.compile(r"(?!.*(\.\.|--|\.git$))\w([\w.-]{0,94}\w)?(/\w([\w.-]{0,94}\w)?)?", re.ASCII)
# Git's own rule, or a name could lead out of its place in an address.
_REVISION: Final = re.compile(r"(?!.*(\.\.|//))\w([\w./-]{0,98}[\w-])?", re.ASCII)


def look_at_folder(path: str, most_bytes: int) -> ModelCard:
    """Return the card of a model folder of this machine.

    Raises:
        UnknownModelError: there is no such folder, or it holds no model that can run here; the message says why.
    """
    name = path.strip()
    if not name:
        raise UnknownModelError("There is no model folder without a name; type its path.")
    described = find_card(name if "/" in name or "\\" in name else f"./{name}")
    folder = Path(name).expanduser()
    config = _config(folder)
    _check(config, path)
    files = {file.name: file.stat().st_size for file in folder.iterdir() if file.is_file()}
    _check_files(files, path, most_bytes)
    # By their first bytes and not by their names: what is none of it would fail only after it was listed.
    parameters = parameters_in(folder / file for file in files if file.endswith(_WEIGHTS))
    sizes = {"bytes": _weights(files), "parameters": parameters, "encoder": _shape(config)}
    return described.model_copy(update=sizes)


def look_at_repository(repo: str, revision: str, most_bytes: int, *, offline: bool = False) -> ModelCard:
    """Return the card of a repository of the hub at one commit; only its small descriptions are fetched for that.

    Raises:
        InputError: the name or the revision is none.
        StoreError: the hub cannot be reached or must not be, or the repository is missing or gated.
        UnknownModelError: it holds no model that can run here; the message says why.
    """
    repo, revision = repo.strip(), revision.strip()
    if not _REPO.fullmatch(repo):
        raise InputError("Name a repository as the hub does, such as sentence-transformers/all-MiniLM-L12-v2.")
    if revision and not _REVISION.fullmatch(revision):
        raise InputError("A revision is the name of a branch or tag, or a commit.")
    if offline:
        raise StoreError("This server asks no network (EMBEDLAB_OFFLINE is set); name a folder of this machine.")
    found = look_up(repo, revision or None)
    _check_files(found.files, repo, most_bytes)
    with tempfile.TemporaryDirectory(prefix="embedlab-") as name:
        folder = Path(name) / repo.rpartition("/")[2]
        download_described(repo, found.commit, folder)
        described = card_of_folder(folder)
        config = _config(folder)
        _check(config, repo)
    return described.model_copy(update={**_named(repo, found), "encoder": _shape(config)})


def _named(repo: str, found: Repository) -> dict[str, Any]:
    word = re.sub(r"[^a-z0-9]+", "-", repo.lower()).strip("-")
    url = f"https://huggingface.co/{repo}"
    return {
        "id": f"hub-{word}-{found.commit[:8]}",
        "name": repo,
        "summary": "A model of the hub, brought by whoever runs this server.",
        "authors": repo.partition("/")[0],
        "licence": found.licence or "see its page on the hub",
        "bytes": _weights(found.files),
        "parameters": found.parameters,
        "paper": Paper(title=f"{repo} on the model hub", authors=repo.partition("/")[0], year=found.year, url=url),
        "year": found.year,
        "sources": (HubSource(repo=repo, revision=found.commit),),
    }


def _check(config: dict[str, Any], name: str) -> None:
    kind = config.get("model_type")
    if config.get("auto_map"):
        raise UnknownModelError(f"{name} asks for code of its own (auto_map), and no code of a model is ever run here.")
    if kind not in KINDS:
        raise UnknownModelError(
            f"{name} is of the kind {str(kind)[:40]!r}; those that run here are {', '.join(KINDS)}."
        )
    if _classifies(config) and (labels := _labels(config)) != 1:
        raise UnknownModelError(
            f"{name} gives a text {counted(labels, 'number')}, one for each of its classes; a cross-encoder gives one."
        )


def _classifies(config: dict[str, Any]) -> bool:
    architectures = config.get("architectures")
    return isinstance(architectures, list) and str(architectures[:1]).endswith("ForSequenceClassification']")


def _shape(config: dict[str, Any]) -> Encoder | None:
    """The shape of a transformer whose feed-forward layer is four times as wide, as the count of its work takes it."""
    names = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size")
    sizes = [size for name in names if type(size := config.get(name)) is int]
    if len(sizes) < len(names) or sizes[3] != 4 * sizes[0] or config["model_type"] == "modernbert":
        return None
    return Encoder(hidden=sizes[0], layers=sizes[1], heads=sizes[2], intermediate=sizes[3], vocabulary=sizes[4])


def _labels(config: dict[str, Any]) -> int:
    # A configuration leaves out what is the library's default: two classes.
    names, number = config.get("id2label"), config.get("num_labels", 2)
    return len(names) if isinstance(names, dict) else number if isinstance(number, int) else 2


def _check_files(files: dict[str, int], name: str, most_bytes: int) -> None:
    if "config.json" not in files:
        raise UnknownModelError(f"{name} is no model folder: it has no config.json.")
    if not _weights(files):
        pickled = [file for file in files if file.endswith((".bin", ".pt", ".pth", ".ckpt", ".pkl"))]
        why = f" {pickled[0]} is a pickle, which may run code, and is never opened." if pickled else ""
        raise UnknownModelError(f"{name} has no weights as safetensors.{why}")
    if _weights(files) > most_bytes:
        raise UnknownModelError(
            f"{name} takes {in_bytes(_weights(files))}; this server holds {in_bytes(most_bytes)} of weights at most."
        )


def _weights(files: dict[str, int]) -> int:
    return sum(size for name, size in files.items() if name.endswith(_WEIGHTS) and "/" not in name)


def _config(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def take_in(card: ModelCard, home: Path) -> None:
    """List a model from now on, and remember it in the store.

    Raises:
        InputError: there are as many as a server keeps; remove one first.
        StoreError: the store cannot be written; the model is listed until the server ends.
    """
    if card.id not in own_cards() and len(own_cards()) >= OWN_MODELS:
        raise InputError(f"This server keeps {OWN_MODELS} models of its own at most; remove one first.")
    enter(card)
    _write(home, own_cards().values())


def forget(card: ModelCard, home: Path) -> None:
    """List a model no longer. Its files are the store's to remove."""
    leave(card.id)
    _write(home, own_cards().values())


def read_own(home: Path) -> None:
    """List again what was taken in before; entries that cannot be read are left out."""
    for entry in _read(home):
        try:
            enter(ModelCard.model_validate(entry))
        except ValidationError:
            continue  # of another version, or edited by hand


def _read(home: Path) -> list[Any]:
    try:
        content = json.loads((home / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    entries = content.get("models") if isinstance(content, dict) else None
    return entries[:OWN_MODELS] if isinstance(entries, list) else []


def _write(home: Path, cards: Iterable[ModelCard]) -> None:
    with explained(home):
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f"{FILE}.{os.getpid()}"
        content = json.dumps({"models": [card.model_dump() for card in cards]}, indent=2)
        draft.write_text(content + "\n", encoding="utf-8")
        draft.replace(home / FILE)
