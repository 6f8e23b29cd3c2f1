"""The shipped (term, definition) pairs, as `scripts.dictionary_pairs` wrote them."""

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

PAIRS = Path(__file__).resolve().parent.parent.parent / "assets" / "dictionary" / "pairs.tsv.gz"


class Pair(NamedTuple):
    """A dictionary entry."""

    term: str
    definition: str


@cache
def _pairs() -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {"train": [], "held-out": []}
    for line in gzip.decompress(PAIRS.read_bytes()).decode().splitlines()[1:]:
        split, term, definition = line.split("\t")
        found[split].append(Pair(term, definition))
    return found


def training_pairs() -> list[Pair]:
    """The pairs to learn from."""
    return _pairs()["train"]


def held_out_pairs() -> list[Pair]:
    """The pairs that no training has seen."""
    return _pairs()["held-out"]
