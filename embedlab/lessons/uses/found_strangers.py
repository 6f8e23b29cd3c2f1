"""Strangers among the texts of a class: shipped, remembered, or ranked now."""

import hashlib
from math import inf

import numpy as np

from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.shipped_strangers import shipped_outliers
from embedlab.lessons.uses.study_strangers import (
    EveryTopic,
    Outliers,
    StrangerAsk,
    forest_scores,
    mix,
    nearest_by_words,
    ranked,
    topics_in_turn,
)
from embedlab.studies.labelled.text_points import Points
from embedlab.studies.remembered import RESULTS


def find_outliers(labelled: LabelledSet, points: Points, ask: StrangerAsk) -> Outliers:
    """Rank the texts of a class and some of others by three scores.

    Raises:
        InputError: the class has too few texts, or no word is left to count.
    """
    mixed = mix(labelled, ask)

    def compute() -> Outliers:
        shipped = shipped_outliers(labelled, points.model, ask)
        forest = forest_scores(points, mixed, ask) if shipped is None else np.asarray(shipped.forest)
        words = nearest_by_words(labelled, mixed, ask) if shipped is None else shipped.words
        return ranked(points, mixed, ask, forest, words)

    return RESULTS.get(_key("uses-strangers", labelled, points, ask), compute, inf)


def find_topics(labelled: LabelledSet, points: Points, ask: StrangerAsk) -> EveryTopic:
    """Let each class in turn be the normal one.

    Raises:
        InputError: no word is left to count.
    """

    def compute() -> EveryTopic:
        shipped = shipped_outliers(labelled, points.model, ask)
        return topics_in_turn(labelled, points, ask) if shipped is None else shipped.topics

    return RESULTS.get(_key("uses-topics", labelled, points, ask), compute, inf)


def _key(name: str, labelled: LabelledSet, points: Points, ask: StrangerAsk) -> tuple[object, ...]:
    # The texts alone do not say which classes they are of: a collection can be sorted by another column.
    labels = hashlib.sha256(labelled.labels.tobytes()).hexdigest()
    return (name, labelled.digest, labels, points.model, ask)
