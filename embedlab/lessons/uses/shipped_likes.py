"""What ships of recommendation: what simulated readers get on the definitions, for the page's texts to speak of."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.labelled_set import read_glosses
from embedlab.lessons.uses.study_cosines import alike_by
from embedlab.lessons.uses.study_readers import measure_readers
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.text_points import FIRST, Points, model_points
from embedlab.studies.shipped_store import load_shipped, save_shipped

GAMMA: Final = 0.5
WEIGHT: Final = 0.7
KINDS, LIKES, DISLIKES = 1, 3, 2
"""What the page begins with: readers of one class with so many likes and dislikes."""
_LESSON: Final = "uses"
_FILE: Final = "likes"


@dataclass(frozen=True, eq=False)
class ShippedLikes:
    """What readers get from m models, each beside counted words.

    Attributes:
        digest: of the texts.
        models: ids.
        precision: (m, 3) float64, precision@10 with its 95 % interval.
        counted: (3,) float64, that of counted words.
        ahead: (m, 3) float64, how much higher that of the model is, on the same readers.
        curve: (m, w) float64, precision@10 for each lambda of ``study_readers.WEIGHTS``.
        distance: (m, w) float64, the mean distance of the ten for each lambda.
    """

    digest: str
    models: tuple[str, ...]
    precision: NDArray[np.float64]
    counted: NDArray[np.float64]
    ahead: NDArray[np.float64]
    curve: NDArray[np.float64]
    distance: NDArray[np.float64]


def kinds_likes() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {_FILE: ShippedLikes}


def load_likes() -> ShippedLikes | None:
    """What ships; None where nothing does, or it is of other texts."""
    found = load_shipped(_LESSON, _FILE, ShippedLikes)
    return found if found is not None and found.digest == read_glosses().digest else None


def compute_likes(runtime: Runtime) -> ShippedLikes:
    """Recommend to all readers by each model."""
    labelled = read_glosses()
    counts = alike_by(labelled, Points.counted(labelled.texts))
    found = []
    for model in FIRST:
        entry, rows = card(model), model_points(runtime, labelled, model)
        alike = alike_by(labelled, Points(model, entry.name, entry.family, rows))
        found.append(
            measure_readers(
                labelled, alike, counts, kinds=KINDS, likes=LIKES, dislikes=DISLIKES, gamma=GAMMA, weight=WEIGHT
            )
        )
    return ShippedLikes(
        labelled.digest,
        FIRST,
        np.array([each.precision[0] for each in found]),
        np.array(found[0].precision[1]),
        np.array([each.ahead[0] for each in found]),
        np.array([each.scores[0].curve for each in found]),
        np.array([each.scores[0].distance for each in found]),
    )


def ship_likes(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_shipped(_LESSON, _FILE, compute_likes(runtime))
