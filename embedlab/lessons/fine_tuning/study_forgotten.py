"""What a tuned model does on texts that have nothing to do with its domain: news stories, and definitions of words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.agreement import Agreement, agreement, agreement_difference
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.fine_tuning.examples import Probe
from embedlab.lessons.fine_tuning.study_compare import Compared, compared
from embedlab.studies.lee_stories import load_lee

Vectors = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Forgotten:
    """Both models on what the tuning was not about.

    Attributes:
        stories_before: how well the generalist's cosines of news stories agree with people's ratings.
        stories_after: the same for the tuned model.
        stories: difference of the two Pearson correlations, after less before, and its 95 % interval over stories.
        definitions_before: (k,) float32, nDCG@10 of each definition that asks for its gloss, by the generalist.
        definitions_after: the same by the tuned model.
    """

    stories_before: Agreement
    stories_after: Agreement
    stories: tuple[float, float, float]
    definitions_before: NDArray[np.float32]
    definitions_after: NDArray[np.float32]

    @property
    def change(self) -> Compared:
        """The tuned model less the generalist over the definitions."""
        return compared(self.definitions_after, self.definitions_before)

    @property
    def loses(self) -> bool:
        """Whether the tuned model does worse on one of the two by more than luck."""
        return self.stories[2] < 0 or (self.change.sure and self.change.difference < 0)


def story_sides(
    probe: Probe, before: Vectors, after: Vectors
) -> tuple[Agreement, Agreement, tuple[float, float, float]]:
    """Return how well both models' cosines of the stories agree with people, and the difference with its interval."""
    people = load_lee().similarity
    rows = probe.rows("story")
    one, other = (cosine_similarity(each[rows], each[rows]) for each in (before, after))
    return agreement(people, one), agreement(people, other), agreement_difference(people, other, one, samples=2000)


def definition_interval(values: NDArray[np.float32]) -> tuple[float, float, float]:
    """The mean of nDCG@10 over definitions, (k,), with its 95 % bootstrap interval."""
    return float(values.mean(dtype=np.float64)), *bootstrap_interval(values)
