"""The scores of the shipped triples by every model, computed beforehand; a test computes them again."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from embedlab.content.toml_table import ASSETS
from embedlab.lessons.symmetric_or_asymmetric.study import TripleScores

FILE = ASSETS / "lessons" / "symmetric_or_asymmetric" / "shipped" / "triples.npz"


def save_triple_scores(scores: Mapping[str, TripleScores], path: Path = FILE) -> None:
    """Write the scores by the key of what was asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tables = {
        key: np.column_stack([s.related, s.answer, s.entry, s.paraphrase, s.strangers]) for key, s in scores.items()
    }
    np.savez_compressed(path, keys=np.array(list(tables)), tables=np.stack(list(tables.values())))


def load_triple_scores(path: Path = FILE) -> dict[str, TripleScores]:
    """The shipped scores by the key of what was asked; empty when none ship."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as data:
        tables = dict(zip(map(str, data["keys"]), data["tables"], strict=True))
    return {key: TripleScores(t[:, 0], t[:, 1], t[:, 2], t[:, 3], t[:, 4:]) for key, t in tables.items()}
