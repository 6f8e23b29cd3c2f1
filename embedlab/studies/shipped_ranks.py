"""Scores of every shipped collection by every ranker, computed beforehand with the default options.

``scripts/precompute.py`` writes them; a test computes each again with the live models and fails on drift.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.content.toml_table import ASSETS
from embedlab.studies.rank.ranker import RankOptions

Entry = tuple[NDArray[np.float64], str]


def ranks_file(lesson: str) -> Path:
    """Where the scores of a lesson's collections lie."""
    return ASSETS / "lessons" / lesson / "shipped" / "ranks.json"


def save_scores(lesson: str, scores: Mapping[str, Mapping[str, Entry]]) -> None:
    """Write collection -> ranker -> (scores, note)."""
    ranks_file(lesson).parent.mkdir(parents=True, exist_ok=True)
    content = {
        collection: {
            model: {"scores": [round(float(s), 6) for s in entry[0]], "note": entry[1]} for model, entry in row.items()
        }
        for collection, row in scores.items()
    }
    ranks_file(lesson).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load_scores(lesson: str, collection: str, model: str, options: RankOptions) -> Entry | None:
    """The shipped scores (n,) and note of a ranker over a collection; None when it or these options do not ship."""
    key = ranker_key(model, options)
    entry = _read(lesson).get(collection, {}).get(key) if key else None
    return None if entry is None else (np.array(entry["scores"], dtype=np.float64), str(entry["note"]))


def ranker_key(model: str, options: RankOptions) -> str | None:
    """The name under which a ranker ships: its id, with the prefixes where they are not the right ones.

    None when another option is not the default; such rankings do not ship.
    """
    if replace(options, prefixes="right") != RankOptions():
        return None
    return model if options.prefixes == "right" else f"{model} ({options.prefixes})"


@cache
def _read(lesson: str) -> dict[str, dict[str, dict[str, object]]]:
    try:
        content: dict[str, dict[str, dict[str, object]]] = json.loads(ranks_file(lesson).read_text(encoding="utf-8"))
    except OSError:
        return {}
    return content
