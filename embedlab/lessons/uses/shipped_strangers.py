"""What ships of the strangers: the scores that the first view of the definitions would need a library for."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.lone_scores import Nearest
from embedlab.content.labelled_set import GLOSSES, LabelledSet
from embedlab.lessons.uses.study_strangers import (
    EveryTopic,
    StrangerAsk,
    forest_scores,
    mix,
    nearest_by_words,
    topics_in_turn,
)
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.open_sets import ready_set
from embedlab.studies.labelled.text_points import FIRST, Points, model_points
from embedlab.studies.shipped_store import load_shipped, save_shipped

_LESSON: Final = "uses"
FILE: Final = "strangers-glosses"


FIRST_ASK: Final = StrangerAsk(topic=0, percent=10, k=5, seed=0)
"""What the controls say before anybody moves them."""


@dataclass(frozen=True, eq=False)
class ShippedOutliers:
    """Scores of the first mixture of the definitions.

    Attributes:
        digest: of the texts of the set.
        model: whose vectors the forest has cut.
        ask: what was mixed.
        forest: (m,) scores of the forest.
        words: the nearest texts of each by counted words.
        topics: each class in turn.
    """

    digest: str
    model: str
    ask: StrangerAsk
    forest: NDArray[np.float64]
    words: Nearest
    topics: EveryTopic


def kinds_outliers() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {FILE: ShippedOutliers}


def shipped_outliers(labelled: LabelledSet, model: str, ask: StrangerAsk) -> ShippedOutliers | None:
    """What ships for a set, a model and what was asked; None where nothing does."""
    if labelled.id != GLOSSES:
        return None
    found = load_shipped(_LESSON, FILE, ShippedOutliers)
    if found is None or (found.digest, found.model, found.ask) != (labelled.digest, model, ask):
        return None
    return found


def compute_outliers(runtime: Runtime) -> ShippedOutliers:
    """What ships, computed now."""
    labelled, entry = ready_set(GLOSSES), card(FIRST[0])
    points = Points(entry.id, entry.name, entry.family, model_points(runtime, labelled, entry.id))
    mixed = mix(labelled, FIRST_ASK)
    words = nearest_by_words(labelled, mixed, FIRST_ASK)
    return ShippedOutliers(
        labelled.digest, entry.id, FIRST_ASK, forest_scores(points, mixed, FIRST_ASK),
        words, topics_in_turn(labelled, points, FIRST_ASK),
    )  # fmt: skip


def ship_outliers(runtime: Runtime) -> None:
    """Compute and write what ships of this part."""
    save_shipped(_LESSON, FILE, compute_outliers(runtime))
