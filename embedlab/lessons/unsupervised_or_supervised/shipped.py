"""The training that ships with lesson 3, so that its curves and maps are there before anybody presses a button."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedlab.content.toml_records import ASSETS
from embedlab.errors import StoreError
from embedlab.lessons.unsupervised_or_supervised.study import ENCODERS, Run, Settings
from embedlab.models.encoders.fill import Guesses
from embedlab.models.training.records import WordsStep, contrastive_step, words_step

FOLDER = ASSETS / "lessons" / "unsupervised_or_supervised" / "shipped"
_KINDS = ("terms", "definitions")


def save_run(run: Run, folder: Path = FOLDER) -> None:
    """Write a training: records and texts as JSON, vectors and places as arrays."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        "settings": asdict(run.settings),
        "steps": [asdict(step) for step in run.steps],
        "terms": run.terms,
        "definitions": run.definitions,
        "centred": run.centred,
        "held_out": run.held_out,
        "train_pairs": run.train_pairs,
    }
    (folder / "run.json").write_text(json.dumps(rounded(facts), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    np.savez_compressed(
        folder / "run.npz",
        terms=np.stack([run.term_vectors[name] for name in ENCODERS]),
        definitions=np.stack([run.definition_vectors[name] for name in ENCODERS]),
        ranks=np.stack([run.ranks[name] for name in ENCODERS]),
    )


def load_run(folder: Path = FOLDER) -> Run:
    """The shipped training.

    Raises:
        StoreError: it is missing or broken.
    """
    try:
        facts: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        with np.load(folder / "run.npz", allow_pickle=False) as stored:
            arrays = {name: dict(zip(ENCODERS, stored[name], strict=True)) for name in (*_KINDS, "ranks")}
        return Run(
            key="",
            settings=Settings(**facts["settings"]),
            steps=tuple(contrastive_step(step) for step in facts["steps"]),
            terms=tuple(facts["terms"]),
            definitions=tuple(facts["definitions"]),
            term_vectors=arrays["terms"],
            definition_vectors=arrays["definitions"],
            ranks=arrays["ranks"],
            centred=facts["centred"],
            held_out=facts["held_out"],
            train_pairs=facts["train_pairs"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("The shipped training cannot be read; install EmbedLab again.") from error


@cache
def shipped_run() -> Run:
    """The shipped training, read once."""
    return load_run()


def save_words(steps: Sequence[WordsStep], folder: Path = FOLDER) -> None:
    """Write the records of a training of word vectors."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(rounded([asdict(step) for step in steps]), ensure_ascii=False, indent=1)
    (folder / "words.json").write_text(text + "\n", encoding="utf-8")


@cache
def shipped_words(folder: Path = FOLDER) -> tuple[WordsStep, ...]:
    """The records of the shipped training of word vectors.

    Raises:
        StoreError: they are missing or broken.
    """
    try:
        return tuple(map(words_step, json.loads((folder / "words.json").read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("The shipped word vectors cannot be read; install EmbedLab again.") from error


def rounded(value: Any) -> Any:
    """The same with six digits a number: the rest is noise that would make every file new."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list | tuple) else value


def save_similarities(found: Mapping[str, Mapping[str, NDArray[np.float32]]], folder: Path = FOLDER) -> None:
    """Write the in-batch matrices (n, n) of the shipped batches: batch -> encoder -> cosines."""
    folder.mkdir(parents=True, exist_ok=True)
    flat = {f"{batch}/{encoder}": matrix for batch, row in found.items() for encoder, matrix in row.items()}
    np.savez_compressed(folder / "batches.npz", allow_pickle=False, **flat)


@cache
def _similarities(folder: Path) -> dict[str, NDArray[np.float32]]:
    path = folder / "batches.npz"
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def shipped_similarities(batch: str, encoder: str, folder: Path = FOLDER) -> NDArray[np.float32] | None:
    """The shipped cosines (n, n) of a batch by an encoder, trained ones as the shipped training left them; or None."""
    return _similarities(folder).get(f"{batch}/{encoder}")


def save_guesses(model: str, text: str, guesses: Sequence[Guesses], folder: Path = FOLDER) -> None:
    """Write what a masked language model puts into the gaps of the sentence that the page begins with."""
    folder.mkdir(parents=True, exist_ok=True)
    said = rounded({"model": model, "text": text, "guesses": guesses})
    (folder / "masked.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def shipped_guesses(model: str, text: str, folder: Path = FOLDER) -> tuple[Guesses, ...]:
    """The shipped guesses of a model for a sentence; empty unless it is the one that ships."""
    try:
        said = json.loads((folder / "masked.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    if (said["model"], said["text"]) != (model, text):
        return ()
    return tuple(tuple((str(word), float(share)) for word, share in gap) for gap in said["guesses"])
