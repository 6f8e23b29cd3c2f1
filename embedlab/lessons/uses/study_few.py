"""Labelling by hand: which text comes next, and how good a classifier is after each label.

A label is a text and the class that a visitor gave it, right or wrong. The state is a tuple of them, so all that is
shown follows from it.
"""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.few_shot import HeadName, LinearHead, Matrix, fit_head
from embedlab.content.labelled_set import LabelledSet

Label = tuple[int, int]
"""The row of a text, and the class that it was given."""
Policy = Literal["random", "uncertain"]
POLICIES: Final[tuple[Policy, ...]] = ("random", "uncertain")
AT_ONCE: Final = 10
"""Labels that one press takes from those who made the set."""
_EVERY: Final = 16
"""Up to so many labels the curve has a point for each, from then on for every fourth and the last."""


def classes_given(labels: Sequence[Label]) -> list[int]:
    """The classes that were given, rising."""
    return sorted({kind for _, kind in labels})


def order_of(labelled: LabelledSet, seed: int) -> list[int]:
    """The rows that may be labelled, in the random order of a seed."""
    rows: list[int] = np.random.default_rng([seed, 9]).permutation(np.flatnonzero(~labelled.test)).tolist()
    return rows


def next_row(
    labelled: LabelledSet, rows: Matrix, labels: Sequence[Label], skipped: Sequence[int], policy: Policy,
    head: HeadName, seed: int,
) -> int | None:  # fmt: skip
    """The text to label next; None when all are labelled or skipped.

    ``random``: the next one of the seed's order. ``uncertain``: the one whose two best classes are closest, as the
    classifier sees it that was learnt from the labels so far (uncertainty sampling, Lewis and Gale 1994; by margin,
    Scheffer and others 2001); by chance as long as there are not two classes.
    """
    done = {row for row, _ in labels} | set(skipped)
    left = [row for row in order_of(labelled, seed) if row not in done]
    if not left:
        return None
    if policy == "random" or len(classes_given(labels)) < 2:
        return left[0]
    scores = np.sort(_fit(labelled, rows, labels, head).scores(rows[left]), axis=1)
    return left[int(np.argmin(scores[:, -1] - scores[:, -2]))]


def points_of_curve(count: int) -> list[int]:
    """After how many labels the curve has a point, from 2 to ``count``."""
    return [n for n in range(2, count + 1) if n <= _EVERY or n % 4 == 0 or n == count]


def accuracy_after(labelled: LabelledSet, rows: Matrix, labels: Sequence[Label], head: HeadName) -> float:
    """The share of the test texts that get their class, 0 to 1; nan while all labels are of one class."""
    if len(classes_given(labels)) < 2:
        return float("nan")
    tested = np.flatnonzero(labelled.test)
    return float((_fit(labelled, rows, labels, head).classes(rows[tested]) == labelled.labels[tested]).mean())


def agreement(labelled: LabelledSet, labels: Sequence[Label]) -> int:
    """How many labels are those of the set."""
    return sum(int(labelled.labels[row]) == kind for row, kind in labels)


def _fit(labelled: LabelledSet, rows: Matrix, labels: Sequence[Label], head: HeadName) -> LinearHead:
    places: NDArray[np.int64] = np.array([row for row, _ in labels], np.int64)
    return fit_head(rows[places], [kind for _, kind in labels], len(labelled.classes), head)
