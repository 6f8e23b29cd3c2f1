"""What lesson 9 works on: a set of labelled texts, and the vectors that models have made of it."""

from dataclasses import dataclass

from embedlab.content.labelled_set import LabelledSet


@dataclass(frozen=True, eq=False)
class Chosen:
    """What the first screen has chosen, and every part works on.

    Attributes:
        labelled: the texts and their classes.
    """

    labelled: LabelledSet
