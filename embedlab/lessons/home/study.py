"""What Home compares: three texts, by every model that gives one vector for a whole text."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.calibration import random_pair_cosines, share_below
from embedlab.compute.overlap import Overlap, word_overlap
from embedlab.compute.similarity import cosine_parts, cosine_similarity, dot_product, euclidean_distance
from embedlab.content.sense_words import load_sense_words
from embedlab.errors import InputError
from embedlab.limits import SENTENCE_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.numbers_text import whole

NAMES = ("A", "B", "C")


@dataclass(frozen=True)
class Comparison:
    """Two texts compared four ways; ``above`` is the share of random pairs that are less similar, 0 to 1."""

    overlap: Overlap
    cosine: float
    dot: float
    distance: float
    above: float


@dataclass(frozen=True, eq=False)
class Triple:
    """Three texts as a model sees them.

    Attributes:
        model: id of the model.
        texts: A, B and C.
        vectors: (3, d) float32.
        sample: sorted cosines (m,) float32 of random pairs.
        with_b: A and B compared.
        with_c: A and C compared.
        apart: Euclidean distance of B and C, 0 to 2.
    """

    model: str
    texts: tuple[str, str, str]
    vectors: NDArray[np.float32]
    sample: NDArray[np.float32]
    with_b: Comparison
    with_c: Comparison
    apart: float

    @property
    def sides(self) -> tuple[float, float, float]:
        """The Euclidean distances A-B, A-C and B-C: the sides of a triangle."""
        return self.with_b.distance, self.with_c.distance, self.apart

    def parts(self) -> tuple[list[float], float]:
        """The products that add up to the cosine of A and B, and the cosine computed without them."""
        return cosine_parts(self.vectors[0], self.vectors[1]).tolist(), self.with_b.cosine


def checked(texts: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return the texts if they can be compared.

    Raises:
        InputError: a text is empty or too long.
    """
    for name, text in zip(NAMES, texts, strict=True):
        if not text.strip():
            raise InputError(f"Text {name} is empty; type something to compare.")
        if len(text) > SENTENCE_CHARS:
            raise InputError(
                f"Text {name} has {whole(len(text))} characters; shorten it to {whole(SENTENCE_CHARS)} or fewer."
            )
    return texts


def compare(
    model: str, texts: tuple[str, str, str], vectors: NDArray[np.float32], sample: NDArray[np.float32]
) -> Triple:
    """Compare A with B and A with C by vectors (3, d) float32; ``sample`` holds sorted cosines of random pairs."""
    with_b, with_c = (_compared(texts, vectors, other, sample) for other in (1, 2))
    apart = float(euclidean_distance(vectors[1:2], vectors[2:3])[0, 0])
    return Triple(model, texts, vectors, sample, with_b, with_c, apart)


def _compared(
    texts: tuple[str, ...], vectors: NDArray[np.float32], other: int, sample: NDArray[np.float32]
) -> Comparison:
    first, second = vectors[:1], vectors[other : other + 1]
    cosine = float(cosine_similarity(first, second)[0, 0])
    return Comparison(
        overlap=word_overlap(texts[0], texts[other]),
        cosine=cosine,
        dot=float(dot_product(first, second)[0, 0]),
        distance=float(euclidean_distance(first, second)[0, 0]),
        above=share_below(cosine, sample),
    )


def text_cards() -> list[ModelCard]:
    """Bundled models that give one vector for a whole text."""
    return [
        entry
        for entry in catalog().values()
        if entry.bundled and (entry.family == "static" or (entry.is_encoder and entry.pooling == "mean"))
    ]


def random_sample(runtime: Runtime, model: ModelCard) -> NDArray[np.float32]:
    """Sorted cosines (m,) float32 of pairs of shipped sentences about different words.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    words = load_sense_words()
    sentences = [(index, o.text) for index, word in enumerate(words.values()) for o in word.occurrences]
    vectors = text_vectors(runtime, model, [text for _, text in sentences]).vectors
    return random_pair_cosines(vectors, np.array([index for index, _ in sentences]))
