"""Measure the FAQ collection of lesson 8 with every set-up, and write what ships; begun again, it goes on.

Run by hand, three hours of one core, of which the cross-encoder takes half::

    EMBEDLAB_THREADS=1 python -m scripts.own_corpus_results --work ~/embedlab-training
    EMBEDLAB_THREADS=1 python -m scripts.own_corpus_results --work ~/embedlab-training --ship    # what is there by now

``python -m scripts.precompute --only own_corpus`` does the same in the folder of the store.
"""

import argparse
from pathlib import Path

from embedlab.lessons.own_corpus.shipped import ship_from
from embedlab.models.runtime import shared_runtime

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder of what is done")
    parser.add_argument("--ship", action="store_true", help="compute nothing more, ship what is there")
    given = parser.parse_args()
    ship_from(shared_runtime(), given.work, compute=not given.ship)
