"""What lesson 9 works on: a set of labelled texts, the vectors of models, and how well a small head tells the classes.

The curves are computed in ``study_curves``; here is what every part of the page gets.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.few_shot import HeadName
from embedlab.content.labelled_set import LabelledSet
from embedlab.studies.labelled.text_points import COUNTS

EIGHT: Final = 8
"""Labelled texts a class that the guess, the quiz and the first figure speak of."""
DRAWS: Final = 5
"""How often the labelled texts are drawn anew."""


@dataclass(frozen=True, eq=False)
class Curve:
    """What a head reaches on the vectors of one model after s sizes of training.

    Attributes:
        model: id, or ``tf-idf``.
        name: what a reader calls it.
        family: of the model; a key of ``FAMILY_COLOURS``.
        accuracy: (s, r) float64, shares of the test texts that got their class in each of r draws, 0 to 1.
        right: (s, t) int64, in how many of the r draws a test text got its class.
    """

    model: str
    name: str
    family: str
    accuracy: NDArray[np.float64]
    right: NDArray[np.int64]

    def at(self, place: int) -> float:
        """The mean accuracy at a size, by its place among the sizes."""
        return float(self.accuracy[place].mean())

    def shares(self, place: int) -> NDArray[np.float64]:
        """(t,) the share of the draws in which each test text got its class, at a size."""
        found: NDArray[np.float64] = self.right[place] / self.accuracy.shape[1]
        return found


@dataclass(frozen=True, eq=False)
class Chosen:
    """What the first screen has chosen, and every part works on.

    Attributes:
        labelled: the texts and their classes.
        sizes: labelled texts of each class that the curves were measured at, rising.
        curves: one a model that has been measured, counted words last.
        head: the classifier.
        size: of ``sizes``, the one that is looked at.
        seed: of the draws.
    """

    labelled: LabelledSet
    sizes: tuple[int, ...]
    curves: tuple[Curve, ...]
    head: HeadName
    size: int
    seed: int

    @property
    def place(self) -> int:
        """Where the size that is looked at stands among the sizes."""
        return self.sizes.index(self.size)

    @property
    def counted(self) -> Curve:
        """The curve of counted words."""
        return next(curve for curve in self.curves if curve.model == COUNTS)

    def best(self, place: int) -> Curve | None:
        """The model with the highest mean at a size, counted words apart; None where there is none."""
        models = [curve for curve in self.curves if curve.model != COUNTS]
        return max(models, key=lambda curve: curve.at(place), default=None)
