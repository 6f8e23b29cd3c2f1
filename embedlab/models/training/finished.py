"""A finished training on disk: plain arrays and one JSON file, never a pickle, read once and then removed."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embedlab.models.training.records import ContrastiveResult, LabelledResult, TuningResult, WordsResult

if TYPE_CHECKING:
    from embedlab.models.tuned_models import TunedModels

Result = ContrastiveResult | LabelledResult | WordsResult | TuningResult

MODEL = "model"
"""The folder that a tuning leaves its model in."""
_ARRAYS, _FACTS = "arrays.npz", "facts.json"


def write_result(folder: Path, arrays: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Write what a training leaves behind."""
    # Opened here, as savez would add its own ending to a name.
    with (folder / _ARRAYS).open("wb") as stream:
        np.savez(stream, **arrays)
    (folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")


def read_result(kind: str, folder: Path, tuned: "TunedModels | None" = None) -> Result:
    """Read it again; a tuned model is moved to the ``tuned`` ones, as the folder goes when a training ends.

    Raises:
        OSError, ValueError, KeyError: it was not written whole.
    """
    facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    with np.load(folder / _ARRAYS, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    for array in arrays.values():
        array.flags.writeable = False  # many visitors read the same one
    read: dict[str, Callable[[dict[str, Any], dict[str, Any]], Result]] = {
        "contrastive": _contrastive, "labelled": _labelled, "words": _words,
    }  # fmt: skip
    if kind == "tuning" and tuned is not None:
        return _tuning(arrays, facts, folder, tuned)
    return read[kind](arrays, facts)


def _named(arrays: dict[str, Any], name: str) -> dict[str, Any]:
    return {key.removeprefix(name): array for key, array in arrays.items() if key.startswith(name)}


def _contrastive(arrays: dict[str, Any], facts: dict[str, Any]) -> ContrastiveResult:
    return ContrastiveResult(
        terms=tuple(facts["terms"]),
        definitions=tuple(facts["definitions"]),
        term_vectors=_named(arrays, "term-"),
        definition_vectors=_named(arrays, "definition-"),
        words=tuple(facts["words"]),
        tables=_named(arrays, "table-"),
        train_pairs=int(facts["train_pairs"]),
        parameters=int(facts["parameters"]),
    )


def _labelled(arrays: dict[str, Any], facts: dict[str, Any]) -> LabelledResult:
    return LabelledResult(
        texts=tuple(tuple(row) for row in facts["texts"]),
        vectors=_named(arrays, "vectors-"),
        layers=_named(arrays, "layer-"),
        train_rows=int(facts["train_rows"]),
        held_out=int(facts["held_out"]),
    )


def _words(arrays: dict[str, Any], facts: dict[str, Any]) -> WordsResult:
    return WordsResult(tuple(facts["words"]), arrays["vectors"], arrays["counts"], int(facts["sentences"]))


def _tuning(arrays: dict[str, Any], facts: dict[str, Any], folder: Path, tuned: "TunedModels") -> TuningResult:
    from embedlab.models.tuned_models import Tuned

    about = Tuned(**facts["about"])
    return TuningResult(
        before=arrays["before"],
        after=arrays["after"],
        losses=arrays["losses"],
        steps=about.steps,
        train_pairs=about.pairs,
        parameters=about.parameters,
        parameters_all=int(facts["parameters_all"]),
        seconds=about.seconds,
        seconds_all=float(facts["seconds_all"]),
        saved=tuned.add(folder / MODEL, about),
    )
