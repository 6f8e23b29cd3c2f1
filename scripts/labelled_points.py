"""Let models read the ready sets of lesson 9, and keep their vectors: run it after changing a set or a model.

.venv/bin/python -m scripts.labelled_points

Some minutes of two cores. The sets that do not ship are fetched into the store.
"""

import sys

import numpy as np

from embedlab.content.labelled_set import labelled_cards
from embedlab.models.runtime import shared_runtime
from embedlab.studies.labelled.open_sets import ready_set
from embedlab.studies.labelled.text_points import FIRST, read_points, shipped_points_file


def main() -> None:
    """Write a file for each set and each model that runs a transformer."""
    for card in labelled_cards():
        labelled = ready_set(card.id)
        for model in FIRST[:2]:
            rows = read_points(
                shared_runtime(), labelled.texts, model, lambda share: print(f"{share:.0%}", end=" ", file=sys.stderr)
            )
            path = shipped_points_file(card.id, model)
            path.parent.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(path, points=rows.astype(np.float16), digest=labelled.digest)
            print(card.id, model, rows.shape, path.stat().st_size)


if __name__ == "__main__":
    main()
