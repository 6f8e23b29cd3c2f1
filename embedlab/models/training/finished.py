"""A finished training on disk: plain arrays and one JSON file, never a pickle, read once and then removed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from embedlab.models.training.records import ContrastiveResult, WordsResult

_ARRAYS, _FACTS = "arrays.npz", "facts.json"


def write_result(folder: Path, arrays: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Write what a training leaves behind."""
    # Opened here, as savez would add its own ending to a name.
    with (folder / _ARRAYS).open("wb") as stream:
        np.savez(stream, **arrays)
    (folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")


def read_result(kind: str, folder: Path) -> ContrastiveResult | WordsResult:
    """Read it again.

    Raises:
        OSError, ValueError, KeyError: it was not written whole.
    """
    facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    with np.load(folder / _ARRAYS, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    for array in arrays.values():
        array.flags.writeable = False  # many visitors read the same one
    return _contrastive(arrays, facts) if kind == "contrastive" else _words(arrays, facts)


def _contrastive(arrays: dict[str, Any], facts: dict[str, Any]) -> ContrastiveResult:
    def side(name: str) -> dict[str, Any]:
        return {key.removeprefix(name): array for key, array in arrays.items() if key.startswith(name)}

    return ContrastiveResult(
        terms=tuple(facts["terms"]),
        definitions=tuple(facts["definitions"]),
        term_vectors=side("term-"),
        definition_vectors=side("definition-"),
        words=tuple(facts["words"]),
        tables=side("table-"),
        train_pairs=int(facts["train_pairs"]),
        parameters=int(facts["parameters"]),
    )


def _words(arrays: dict[str, Any], facts: dict[str, Any]) -> WordsResult:
    return WordsResult(tuple(facts["words"]), arrays["vectors"], arrays["counts"], int(facts["sentences"]))
