"""What lesson 9 works on: a set of labelled texts, and the vectors that models have made of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from embedlab.compute.arrays import Float32
from embedlab.content.labelled_set import LabelledSet
from embedlab.studies.labelled.text_points import COUNTS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Rows = Union[Float32, "csr_matrix"]
"""(n, d): one row a text, of unit length or zeros; of counted words a sparse matrix."""


@dataclass(frozen=True, eq=False)
class Points:
    """What a model, or counting, has made of the texts of a set.

    Attributes:
        model: its id, or ``tf-idf``.
        name: what a reader calls it.
        family: of the model; a key of ``FAMILY_COLOURS``.
        rows: one row a text.
    """

    model: str
    name: str
    family: str
    rows: "Rows"

    @classmethod
    def counted(cls, matrix: "csr_matrix") -> "Points":
        """What counting has made of them."""
        return cls(COUNTS, "TF-IDF", "lexical", matrix)


@dataclass(frozen=True, eq=False)
class Chosen:
    """What the first screen has chosen, and every part works on.

    Attributes:
        labelled: the texts and their classes.
    """

    labelled: LabelledSet
