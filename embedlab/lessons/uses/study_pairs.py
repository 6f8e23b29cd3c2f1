"""The pairs of texts that a threshold finds, misses or should not have found, and the words that they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from embedlab.compute.arrays import Float32
from embedlab.compute.near_duplicates import jaccard, shingles
from embedlab.content.duplicate_texts import DuplicateTexts
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.study_cosines import Alike
from embedlab.lessons.uses.study_doubles import KIND_NAMES, Pairs, Twins
from embedlab.numbers_text import counted, signed, whole
from embedlab.studies.rows import Rows
from embedlab.words import Span, folded_terms

Outcome = Literal["right", "wrong", "missed"]
LISTED: Final = 12
"""Pairs that are shown of each outcome."""
EXPORTED: Final = 1000
_NEAREST: Final = 1000


@dataclass(frozen=True)
class ListedPair:
    """Two texts of a list.

    Attributes:
        first: row of one text.
        second: row of the other.
        score: how alike they are by the tool.
        told: what they are to each other.
    """

    first: int
    second: int
    score: float
    told: str


@dataclass(frozen=True)
class Listed:
    """The pairs of an outcome.

    Attributes:
        count: of all that there are.
        pairs: the first of them, ``EXPORTED`` at most.
    """

    count: int
    pairs: list[ListedPair]


def outcomes(
    found: DuplicateTexts, pairs: Pairs, alike: Alike, twins: Twins, threshold: float, *, sisters: bool
) -> dict[Outcome, Listed]:
    """The pairs that a threshold finds rightly and wrongly, and those that it misses.

    Found ones come with the least alike first, wrong ones with the most alike first, missed ones with the most alike
    first: at the head of each list stands what is hardest to understand.
    """
    scores = pairs.scores(alike.table).astype(np.float64)
    right, kept, over = pairs.right(twins), pairs.counted(twins, sisters=sisters), scores >= threshold
    known = {(pair.first, pair.second): f"{KIND_NAMES[pair.kind]}, {pair.how}" for pair in found.pairs}
    chosen = {"right": right & over, "wrong": kept & ~right & over, "missed": right & ~over}
    lists: dict[Outcome, Listed] = {}
    for outcome in ("right", "wrong", "missed"):
        rows = np.flatnonzero(chosen[outcome])
        count = len(rows)
        rows = rows[np.argsort(scores[rows] if outcome == "right" else -scores[rows], kind="stable")][:EXPORTED]
        listed = [
            ListedPair(one, other, float(scores[row]), known.get((one, other), KIND_NAMES["other"]))
            for row, one, other in zip(rows, pairs.first[rows].tolist(), pairs.second[rows].tolist(), strict=True)
        ]
        lists[outcome] = Listed(count, listed)
    return lists


def nearest_pairs(labelled: LabelledSet, table: Float32, threshold: float) -> tuple[int, list[ListedPair]]:
    """How many pairs of a set are at least so alike, and the nearest of them, nearest first."""
    first, second = np.nonzero(np.triu(table >= threshold, 1))
    scores = table[first, second]
    order = np.argsort(-scores, kind="stable")[:_NEAREST]
    classes = [labelled.classes[kind] for kind in labelled.labels.tolist()]
    listed = []
    for row in order.tolist():
        one, other = int(first[row]), int(second[row])
        same = classes[one] == classes[other]
        told = f"both {classes[one]}" if same else f"{classes[one]} and {classes[other]}"
        listed.append(ListedPair(one, other, float(scores[row]), told))
    return len(first), listed


def sampled_scores(table: Float32, most: int = 20_000) -> Float32:
    """How alike pairs drawn by chance are, (n, n) -> (m,) float32, rising; all pairs where there are no more."""
    first, second = np.triu_indices(len(table), 1)
    if len(first) > most:
        drawn = np.random.default_rng(0).choice(len(first), most, replace=False)
        first, second = first[drawn], second[drawn]
    return np.sort(table[first, second])


def nearest_sentence(
    labelled: LabelledSet, alike: Alike, threshold: float, count: int, listed: Sequence[ListedPair]
) -> str:
    """How many pairs of a set a threshold finds, and how many of the nearest join two classes."""
    texts = len(labelled.texts)
    if texts < 2:
        return "There is one text, and nothing that it could repeat."
    every = texts * (texts - 1) // 2
    if not count:
        return f"No two of {whole(texts)} texts are as alike as {signed(threshold, 3)} by {alike.name}."
    told = f"{counted(count, 'pair')} of {whole(every)} have {signed(threshold, 3)} or more by {alike.name}"
    labels = labelled.labels
    across = sum(int(labels[pair.first] != labels[pair.second]) for pair in listed[:LISTED])
    return f"{told}. Of the {whole(min(LISTED, len(listed)))} nearest {whole(across)} join texts of two classes."


def shared_spans(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """Where the words stand that two texts have in common, whatever their case."""
    first, second = list(folded_terms(one)), list(folded_terms(other))
    both = {term for term, _ in first} & {term for term, _ in second}
    return [span for term, span in first if term in both], [span for term, span in second if term in both]


def runs_shared(one: str, other: str, run: int) -> float:
    """The Jaccard index of two texts' runs of so many words, 0 to 1: what MinHash estimates."""
    return jaccard(shingles(one, run), shingles(other, run))


def pair_rows(labelled: LabelledSet, lists: Mapping[str, list[ListedPair]]) -> Rows:
    """A row for each pair of each list."""
    return [
        {"list": name, "score": pair.score, "kind": pair.told, "text": labelled.texts[pair.first],
         "other": labelled.texts[pair.second]}
        for name, listed in lists.items()
        for pair in listed
    ]  # fmt: skip
