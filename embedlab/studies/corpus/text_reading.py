"""A reading: a model, and how it reads the texts of a collection. What a reading has read is kept on disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Self

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.encoders import sparse_vectors, text_vectors
from embedlab.models.encoders.encoded import SparseVectors
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.by_vectors import word_means

Kind = Literal["dense", "sparse"]
_KINDS: Final[dict[str, Kind]] = {"words": "dense", "texts": "dense", "terms": "sparse"}
_BARE: Final = "+none"


@dataclass(frozen=True)
class Reading:
    """A model that gives each text one vector, written ``ID``, or ``ID+none`` where its prefixes are left out.

    Attributes:
        model: an id of the catalog, or the path of a local folder.
        bare: True where a model that knows roles is told none.
    """

    model: str
    bare: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote.

        Raises:
            UnknownModelError: there is no such model.
            InputError: it gives no text one vector that could be kept.
        """
        reading = cls(text.removesuffix(_BARE), text.endswith(_BARE))
        if reading.card.ranker not in _KINDS or not reading.card.has_weights:
            raise InputError(
                f"{text} gives no text a vector of its own that an index could hold; choose another model."
            )
        return reading

    def __str__(self) -> str:
        """The reading as addresses, command line and files write it."""
        return self.model + (_BARE if self.bare else "")

    @property
    def card(self) -> ModelCard:
        """The card of its model."""
        return find_card(self.model)

    @property
    def kind(self) -> Kind:
        """Whether its vectors are dense or sparse."""
        return _KINDS[self.card.ranker]

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return self.card.name + (", no prefix" if self.bare else "")

    @property
    def width(self) -> int:
        """Numbers in a dense vector."""
        return self.card.dimension

    def dense(self, runtime: Runtime, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
        """One vector of length 1 for each text, (n, d) float32; zeros where a static model knows no word of it.

        Raises:
            EmbedLabError: the model cannot be had.
        """
        if self.card.row.runs == "table":
            return word_means(runtime.table(self.card), texts)
        return text_vectors(runtime, self.card, texts, None if self.bare else role).vectors

    def sparse(self, runtime: Runtime, texts: Sequence[str]) -> SparseVectors:
        """Weighted terms of each text.

        Raises:
            EmbedLabError: the model cannot be had.
        """
        return sparse_vectors(runtime, self.card, texts)


DEFAULT_READINGS: Final = ("glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "splade-tiny")
"""One of each family that keeps vectors."""
