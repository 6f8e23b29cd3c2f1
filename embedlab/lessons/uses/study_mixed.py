"""Which classes one head takes for which, and what makes it do so: scores taken apart into terms that add up."""

from dataclasses import dataclass
from math import inf
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.few_shot import HeadName, LinearHead, best_classes, drawn, fit_head, shares_of_examples
from embedlab.compute.softmax import log_softmax
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.study_curves import parting
from embedlab.studies.labelled.text_points import COUNTS, Points, count_points
from embedlab.studies.remembered import RESULTS
from embedlab.studies.rows import Rows

BIAS: Final = "bias of the two classes"


@dataclass(frozen=True, eq=False)
class Told:
    """What one head, learnt from the first draw, says of the test texts.

    Attributes:
        learnt: (m,) int64, the rows that it was learnt from.
        head: weights and biases.
        tested: (t,) int64, the rows of the test texts.
        scores: (t, k) float64, logits or cosines.
        given: (t,) int64, the class of each.
    """

    learnt: NDArray[np.int64]
    head: LinearHead
    tested: NDArray[np.int64]
    scores: NDArray[np.float64]
    given: NDArray[np.int64]

    def counts(self, labelled: LabelledSet) -> NDArray[np.int64]:
        """(k, k): how many texts of the class of a row were given the class of a column."""
        found = np.zeros((len(labelled.classes), len(labelled.classes)), np.int64)
        np.add.at(found, (labelled.labels[self.tested], self.given), 1)
        return found

    def mixed(self, labelled: LabelledSet) -> list[tuple[int, int, int]]:
        """Which classes are taken for which, and how often: (true, given, count), the most frequent first."""
        counts = self.counts(labelled)
        pairs = [(int(a), int(b), int(counts[a, b])) for a, b in np.argwhere(counts > 0) if a != b]
        return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))

    def texts_of(self, labelled: LabelledSet, true: int, given: int) -> list[int]:
        """The places, among the test texts, of those of a class that were given another; the surest first."""
        places = np.flatnonzero((labelled.labels[self.tested] == true) & (self.given == given))
        lead = self.scores[places, given] - self.scores[places, true]
        return [int(place) for place in places[np.argsort(-lead, kind="stable")]]

    def probabilities(self, place: int) -> NDArray[np.float64]:
        """(k,) of the logistic head for one test text, summing to 1."""
        found: NDArray[np.float64] = np.exp(log_softmax(self.scores[place : place + 1]))[0]
        return found


@dataclass(frozen=True, eq=False)
class Lead:
    """Why one class has a higher score than another: parts that add up to the difference.

    Attributes:
        names: of the parts: words, or labelled texts, and the biases.
        parts: (p,) float64.
        total: the score of the class that was given less that of the true one.
        rows: of the labelled texts that the first parts belong to; empty where words are the parts.
    """

    names: tuple[str, ...]
    parts: NDArray[np.float64]
    total: float
    rows: tuple[int, ...] = ()


def mixed_rows(labelled: LabelledSet, told: Told) -> Rows:
    """A row for each two classes: texts of the one given the other, and how many in a hundred of the class."""
    counts = told.counts(labelled)
    return [
        {
            "true": labelled.classes[true],
            "given": labelled.classes[given],
            "texts": int(counts[true, given]),
            "percent": 100 * float(counts[true, given] / max(counts[true].sum(), 1)),
        }
        for true in range(len(counts))
        for given in range(len(counts))
    ]


def told_of(labelled: LabelledSet, points: Points, head: HeadName, size: int, seed: int) -> Told:
    """Train one head on the first draw and let it tell the test texts; remembered for all visitors."""
    key = ("mixed", parting(labelled), points.model, head, size, seed)
    return RESULTS.get(key, lambda: _told(labelled, points, head, size, seed), inf)


def _told(labelled: LabelledSet, points: Points, name: HeadName, size: int, seed: int) -> Told:
    learnt = drawn(labelled.labels, labelled.test, size, seed)
    head = fit_head(points.rows[learnt], labelled.labels[learnt], len(labelled.classes), name)
    tested = np.flatnonzero(labelled.test)
    scores = head.scores(points.rows[tested])
    return Told(learnt, head, tested, scores, best_classes(scores))


def lead_of(labelled: LabelledSet, points: Points, told: Told, place: int, true: int) -> Lead:
    """Take apart why the class that a test text was given is ahead of its true one.

    Of counted words each word has a part, its weight times its value. The numbers of a vector have no names, so there
    each labelled text has one: how alike it is to this text, times how much it pulls towards the class given. Of the
    logistic head, how much more alike than the mean of the labelled texts.
    """
    given, row = int(told.given[place]), int(told.tested[place])
    total = float(told.scores[place, given] - told.scores[place, true])
    bias = float(told.head.bias[given] - told.head.bias[true])
    rows: tuple[int, ...] = ()
    if points.model == COUNTS:
        names, parts = _words(labelled, points.rows[row], told.head, given, true)
    else:
        own = np.asarray(points.rows[row], np.float64).ravel()
        parts = shares_of_examples(
            told.head, points.rows[told.learnt], labelled.labels[told.learnt], own, given, true
        )  # fmt: skip
        ranks = np.argsort(np.argsort(-np.abs(parts), kind="stable"), kind="stable")
        names, rows = [f"text {rank + 1}" for rank in ranks], tuple(told.learnt.tolist())
    if bias:
        names, parts = [*names, BIAS], np.append(parts, bias)
    return Lead(tuple(names), parts, total, rows)


def lead_rows(lead: Lead) -> Rows:
    """A row for each part, with the length of its bar, and one for their sum."""
    names, values = [*lead.names, "total"], [*lead.parts.tolist(), lead.total]
    return [{"part": name, "value": value, "length": abs(value)} for name, value in zip(names, values, strict=True)]


def _words(
    labelled: LabelledSet, row: Any, head: LinearHead, given: int, true: int
) -> tuple[list[str], NDArray[np.float64]]:
    words = count_points(labelled.texts).words
    parts = row.data * (head.weights[given] - head.weights[true])[row.indices]
    return [words[column] for column in row.indices], np.asarray(parts, np.float64)
