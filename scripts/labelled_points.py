"""Let models read the ready sets of lesson 9, and keep their vectors: run it after changing a set or a model.

.venv/bin/python -m scripts.labelled_points [ID ...]

Some minutes of two cores for all; with ids only those sets are read. The sets that do not ship are fetched into the
store.
"""

import sys

import numpy as np

from embedlab.content.duplicate_texts import DUPLICATES, read_duplicates
from embedlab.content.labelled_set import labelled_cards
from embedlab.models.runtime import shared_runtime
from embedlab.studies.labelled.open_sets import ready_set
from embedlab.studies.labelled.text_points import FIRST, read_points, shipped_points_file


def main(wanted: list[str]) -> None:
    """Write a file for each set and each model that runs a transformer."""
    for id in wanted or [*(card.id for card in labelled_cards()), DUPLICATES]:
        labelled = read_duplicates().labelled if id == DUPLICATES else ready_set(id)
        for model in FIRST[:2]:
            rows = read_points(
                shared_runtime(), labelled.texts, model, lambda share: print(f"{share:.0%}", end=" ", file=sys.stderr)
            )
            path = shipped_points_file(id, model)
            path.parent.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(path, points=rows.astype(np.float16), digest=labelled.digest)
            print(id, model, rows.shape, path.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
