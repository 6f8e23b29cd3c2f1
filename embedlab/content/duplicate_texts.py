"""Texts of which some say the same twice, and which: ``scripts/duplicate_pairs.py`` makes them."""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

import numpy as np

from embedlab.content.asset_tables import read_asset_table
from embedlab.content.labelled_set import LabelledSet

TwinKind = Literal["near", "reworded"]
"""Twins of which one is an edited copy, and twins by two dictionaries."""
PairKind = Literal["near", "reworded", "sisters"]
"""The same, and pairs that only look like twins."""
TWINS: Final[tuple[TwinKind, ...]] = get_args(TwinKind)
DUPLICATES: Final = "duplicates"
"""The id of these texts where their vectors are kept."""
_FILE: Final = "dictionary/duplicates.parquet"
_ALONE: Final = "alone"


@dataclass(frozen=True, eq=False)
class KnownPair:
    """Two texts of which is known whether they say the same.

    Attributes:
        first: row of the one that stands first among the texts.
        second: row of the other.
        kind: what they are to each other.
        how: which edit made the one of the other, or who wrote it.
        term: what both define; of sisters what the first defines.
        tested: whether they are of the half that nobody may calibrate on.
    """

    first: int
    second: int
    kind: PairKind
    how: str
    term: str
    tested: bool


@dataclass(frozen=True, eq=False)
class DuplicateTexts:
    """n texts, and their pairs; a text is in one pair at most, and both texts of a pair are of one half.

    Attributes:
        labelled: the texts, as models are let to read them; each has the kind of its pair as class, and ``test`` says
            which are of the half that is tested on.
        pairs: all pairs of which something is known; any other two texts say different things.
    """

    labelled: LabelledSet
    pairs: tuple[KnownPair, ...]


@cache
def read_duplicates() -> DuplicateTexts:
    """The texts that ship.

    Raises:
        EmbedLabError: the file cannot be read.
    """
    rows = read_asset_table(_FILE).to_pylist()
    classes: tuple[str, ...] = (_ALONE, *get_args(PairKind))
    labelled = LabelledSet(
        DUPLICATES, "Definitions with twins", tuple(row["text"] for row in rows), classes,
        np.array([classes.index(row["kind"]) for row in rows], np.int64),
        np.array([row["half"] == 1 for row in rows], np.bool_),
    )  # fmt: skip
    members: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        if row["kind"] != _ALONE:
            members.setdefault(row["pair"], []).append(place)
    pairs = tuple(
        KnownPair(one, other, rows[one]["kind"], rows[one]["how"], rows[one]["term"], bool(labelled.test[one]))
        for one, other in members.values()
    )
    return DuplicateTexts(labelled, pairs)
