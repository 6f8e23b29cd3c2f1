"""How well each way to one vector agrees with people, over all pairs of the Lee stories, a few stories at a time.

The work is cut into small steps so that a page can go on answering between them, show how far it is, and stop.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.agreement import Agreement, agreement
from embedlab.compute.lexical import TfIdfIndex
from embedlab.compute.pooling import Pooling
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.word_or_sentence.study_setups import Setup, poolings_of
from embedlab.lessons.word_or_sentence.study_vectors import PooledVectors, pooled_vectors
from embedlab.models.cards import ModelCard
from embedlab.models.runtime import Runtime
from embedlab.studies.lee_stories import LeeStories

TF_IDF = "tf-idf"
PER_STEP = 2
"""Stories read at once: half a second of a slow machine at most, after which others get their turn."""

Matrix = NDArray[np.float32]
Ahead = tuple[float, float, float]
"""How much better one way agrees with people than another over the same stories, and the ends of the interval."""


def term_similarity(texts: Sequence[str]) -> Matrix:
    """Cosines of TF-IDF vectors, (n, n) float32, 0 to 1, over the words of these texts, stop words left out."""
    vectors = TfIdfIndex(texts, stop_words=True).vectors  # rows of length 1
    return np.asarray(np.minimum((vectors @ vectors.T).toarray(), 1.0), dtype=np.float32)


def story_similarity(parts: Sequence[PooledVectors]) -> dict[Pooling, Matrix]:
    """Cosines (n, n) float32 of n stories, read in parts, by every pooling."""
    whole = {how: np.concatenate([part.by(how) for part in parts]) for how in parts[0].poolings}
    return {how: cosine_similarity(vectors, vectors) for how, vectors in whole.items()}


@dataclass(frozen=True, eq=False)
class LeeResults:
    """Cosines (50, 50) of the stories, and their agreement with people, by ``tf-idf`` or the key of a setup."""

    similarities: Mapping[str, Matrix]
    agreements: Mapping[str, Agreement]


def way_name(key: str) -> str:
    """What a reader calls a way to one vector: TF-IDF, or a setup."""
    return "TF-IDF" if key == TF_IDF else Setup.of(key).name


@dataclass(eq=False)
class LeeRun:
    """One computation over all stories, carried on step by step.

    A step reads a few stories by one model, or works out the agreement of one finished matrix.

    Attributes:
        cards: the models, in order; TF-IDF comes before them.
        similarities: (n, n) float32 of everything that is read, by ``tf-idf`` or the key of a setup.
        agreements: with people, for everything that is worked out.
        seconds: time spent so far.
    """

    runtime: Runtime
    stories: LeeStories
    cards: Sequence[ModelCard]
    similarities: dict[str, Matrix] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    seconds: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)
    _read: int = 0
    _parts: list[PooledVectors] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Steps of the whole work, counted in stories and matrices."""
        return len(self.cards) * len(self.stories.texts) + 1 + sum(len(poolings_of(card)) for card in self.cards)

    @property
    def done(self) -> int:
        """Stories read and matrices worked out so far."""
        return self._read + len(self.agreements)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.done >= self.total

    @property
    def current(self) -> ModelCard | None:
        """The model that reads now; None when all are through."""
        place = self._read // len(self.stories.texts)
        return self.cards[place] if place < len(self.cards) else None

    def advance(self, seconds: float) -> None:
        """Go on until ``seconds`` have passed or all is done, one step at least; none while another thread is at it.

        A page is drawn again while its last drawing may still be at work, and must not wait for it.

        Raises:
            StoreError: a model cannot be fetched or read.
        """
        if not self._lock.acquire(blocking=False):
            return
        begun = perf_counter()
        try:
            while not self.finished:
                self._step()
                if perf_counter() - begun >= seconds:
                    return
        finally:
            self.seconds += perf_counter() - begun
            self._lock.release()

    def _step(self) -> None:
        if not self.similarities:
            self.similarities[TF_IDF] = term_similarity(self.stories.texts)
        elif waiting := next((key for key in self.similarities if key not in self.agreements), None):
            self.agreements[waiting] = agreement(self.stories.similarity, self.similarities[waiting])
        elif self.current is not None:
            self._read_stories(self.current)

    def _read_stories(self, card: ModelCard) -> None:
        texts = self.stories.texts
        start = self._read % len(texts)
        part = texts[start : start + PER_STEP]
        self._parts.append(pooled_vectors(self.runtime, card, part))
        self._read += len(part)
        if start + len(part) >= len(texts):
            for how, matrix in story_similarity(self._parts).items():
                self.similarities[Setup(card.id, how).key] = matrix
            self._parts = []


def largest_difference(one: Mapping[str, Matrix], other: Mapping[str, Matrix]) -> float:
    """The largest difference of two cosines of the same stories by the same setup; 0 without a common setup."""
    common = [key for key in one if key in other]
    return max((float(np.abs(one[key] - other[key]).max()) for key in common), default=0.0)
