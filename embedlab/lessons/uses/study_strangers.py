"""Texts of other classes among those of one: who stands alone, by three scores, and how often that is a stranger."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.lone_scores import Nearest, isolation_scores, nearest_others
from embedlab.compute.precision_recall import average_precision, average_precision_interval, threshold_counts
from embedlab.content.labelled_set import LabelledSet
from embedlab.errors import InputError
from embedlab.numbers_text import counted, whole
from embedlab.studies.labelled.text_points import Points, Rows, count_points
from embedlab.studies.rows import Rows as Tabled
from embedlab.studies.rows import rows_of

Interval = tuple[float, float, float]
"""A value, and the lower and upper end of its 95 % interval."""
NEAREST, FOREST, WORDS = "nearest", "forest", "words"
"""The three rankings: near texts by a model's vectors, cuts through these vectors, near texts by counted words."""
FEWEST: Final = 3
"""Texts that a class must have to be called normal."""
_NAME: Final = 40
"""Characters of a class's name in a message."""


@dataclass(frozen=True)
class StrangerAsk:
    """What is mixed, and how it is scored.

    Attributes:
        topic: the class that is normal.
        percent: texts of other classes among all that are looked at, in percent.
        k: nearest texts that a text is compared with.
        seed: of the draw of strangers, and of the forest.
    """

    topic: int
    percent: int
    k: int
    seed: int

    def key(self) -> tuple[int, int, int, int]:
        """All of it."""
        return (self.topic, self.percent, self.k, self.seed)


@dataclass(frozen=True, eq=False)
class Mixed:
    """All texts of one class and some of others, in the order of the set.

    Attributes:
        rows: (m,) int64, rows of the set.
        strange: (m,) bool, which of them are of another class.
    """

    rows: NDArray[np.int64]
    strange: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ranking:
    """One way to say who stands alone.

    Attributes:
        id: ``NEAREST``, ``FOREST`` or ``WORDS``.
        name: what a reader calls it.
        family: a key of ``FAMILY_COLOURS``.
        scores: (m,), higher for what stands more alone.
        nearest: the nearest texts of each, which the score is made of; None for the forest.
        precision: after each score that differs, from the highest down.
        recall: likewise.
        average: the average precision, with its interval.
    """

    id: str
    name: str
    family: str
    scores: NDArray[np.floating]
    nearest: Nearest | None
    precision: Float64
    recall: Float64
    average: Interval

    def order(self) -> NDArray[np.int64]:
        """All texts, who stands most alone first."""
        return np.argsort(-np.asarray(self.scores, np.float64), kind="stable")


@dataclass(frozen=True, eq=False)
class Outliers:
    """What was mixed, and three rankings of it."""

    mixed: Mixed
    rankings: tuple[Ranking, ...]

    @property
    def chance(self) -> float:
        """Average precision of a ranking by chance: the share of strangers."""
        return float(self.mixed.strange.mean())


@dataclass(frozen=True, eq=False)
class EveryTopic:
    """Average precision where each class in turn is the normal one.

    Attributes:
        topics: their numbers.
        model: (t,) of a model's vectors by the nearest texts.
        words: (t,) of counted words likewise.
    """

    topics: NDArray[np.int64]
    model: Float64
    words: Float64

    @property
    def difference(self) -> Interval:
        """How far the model is ahead on average, with an interval over the classes.

        Raises:
            InputError: no class has texts enough.
        """
        apart = self.model - self.words
        return (float(apart.mean()), *bootstrap_interval(apart))


def mix(labelled: LabelledSet, ask: StrangerAsk) -> Mixed:
    """Draw strangers into a class.

    Raises:
        InputError: the class has too few texts for this k, or to be called normal; the message says so.
    """
    own, name = labelled.rows_of(ask.topic), labelled.classes[ask.topic][:_NAME]
    if len(own) < FEWEST:
        raise InputError(f"{name} has {counted(len(own), 'text')}; choose a class of at least {whole(FEWEST)}.")
    if len(own) <= ask.k:
        raise InputError(
            f"{name} has {counted(len(own), 'text')}, too few to compare each with {whole(ask.k)} others: choose fewer "
            "nearest texts, or another class."
        )
    others = np.flatnonzero(labelled.labels != ask.topic)
    wanted = round(ask.percent / (100 - ask.percent) * len(own))
    drawn = np.random.default_rng(ask.seed).choice(others, int(np.clip(wanted, 1, len(others))), replace=False)
    rows = np.sort(np.concatenate([own, drawn]))
    return Mixed(rows, labelled.labels[rows] != ask.topic)


def forest_scores(points: Points, mixed: Mixed, ask: StrangerAsk) -> Float64:
    """How soon random cuts through a model's vectors part each text from the others, (m,)."""
    return isolation_scores(np.asarray(points.rows)[mixed.rows], ask.seed)


def nearest_by_words(labelled: LabelledSet, mixed: Mixed, ask: StrangerAsk) -> Nearest:
    """The nearest texts of each by counted words, (m, k).

    Raises:
        InputError: no word is left to count.
    """
    return nearest_others(count_points(labelled.texts).matrix[mixed.rows], ask.k)


def ranked(points: Points, mixed: Mixed, ask: StrangerAsk, forest: Float64, words: Nearest) -> Outliers:
    """Three rankings of what was mixed; the nearest texts by a model's vectors are found here."""
    near = nearest_others(points.rows[mixed.rows], ask.k)
    return Outliers(
        mixed,
        (
            _ranking(NEAREST, f"{points.name}, nearest texts", points.family, near.scores, near, mixed),
            _ranking(FOREST, f"{points.name}, isolation forest", points.family, forest, None, mixed),
            _ranking(WORDS, "TF-IDF, nearest texts", "lexical", words.scores, words, mixed),
        ),
    )


def _ranking(
    id: str, name: str, family: str, scores: NDArray[np.floating], nearest: Nearest | None, mixed: Mixed
) -> Ranking:
    counts = threshold_counts(scores, mixed.strange, np.unique(scores))
    average = (average_precision(scores, mixed.strange), *average_precision_interval(scores, mixed.strange))
    return Ranking(id, name, family, scores, nearest, counts.precision[::-1], counts.recall[::-1], average)


def topics_in_turn(labelled: LabelledSet, points: Points, ask: StrangerAsk) -> EveryTopic:
    """Let each class in turn be the normal one, as many as have texts enough, and score by the nearest texts.

    Raises:
        InputError: no word is left to count.
    """
    asks = [replace(ask, topic=kind) for kind in range(len(labelled.classes))]
    enough = [each for each in asks if len(labelled.rows_of(each.topic)) >= max(FEWEST, ask.k + 1)]
    mixtures = [mix(labelled, each) for each in enough]
    sides: tuple[Rows, ...] = (points.rows, count_points(labelled.texts).matrix)
    model, words = (np.array([_average(rows, each, ask.k) for each in mixtures]) for rows in sides)
    return EveryTopic(np.array([each.topic for each in enough], np.int64), model, words)


def _average(rows: Rows, mixed: Mixed, k: int) -> float:
    return average_precision(nearest_others(rows[mixed.rows], k).scores, mixed.strange)


def stranger_rows(labelled: LabelledSet, found: Outliers) -> Tabled:
    """Every text with its class and its scores, for a table."""
    return [
        {
            "text": labelled.texts[row],
            "class": labelled.classes[labelled.labels[row]],
            "stranger": bool(found.mixed.strange[place]),
            **{f"score_{each.id}": float(each.scores[place]) for each in found.rankings},
        }
        for place, row in enumerate(found.mixed.rows.tolist())
    ]


def topic_rows(labelled: LabelledSet, topics: EveryTopic) -> Tabled:
    """Average precision with each class as the normal one, for a table."""
    names = [labelled.classes[kind] for kind in topics.topics.tolist()]
    return rows_of(normal_class=names, model=topics.model, tf_idf=topics.words)


def average_rows(found: Outliers) -> Tabled:
    """The average precision of each ranking with its interval, for a table."""
    values = [each.average for each in found.rankings]
    return [
        {"ranking": each.name, "average_precision": mean, "low": low, "high": high, "chance": found.chance}
        for each, (mean, low, high) in zip(found.rankings, values, strict=True)
    ]


def curve_rows(found: Outliers) -> Tabled:
    """Precision and recall down each ranking, for a table."""
    return [
        {"ranking": each.name, "recall": recall, "precision": precision}
        for each in found.rankings
        for recall, precision in zip(each.recall.tolist(), each.precision.tolist(), strict=True)
    ]
