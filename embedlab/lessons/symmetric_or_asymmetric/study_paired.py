"""Two models on the same triples: which questions one alone got right, and whether that is more than luck."""

from collections.abc import Mapping
from dataclasses import dataclass

from embedlab.compute.asymmetry import margins_in_deviations
from embedlab.compute.paired import McNemar, holm, mcnemar, mean_difference
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, TripleScores


@dataclass(frozen=True)
class Pairing:
    """A model beside the one that it is compared with, on the same questions.

    Attributes:
        asked: the model.
        test: the questions that it alone (``first``) or the other alone (``second``) got right, with the p-value.
        p: the same p-value corrected for the number of comparisons, 0 to 1 (Holm).
        margin: how much higher its mean margin is, with the ends of the interval, in deviations.
    """

    asked: Asked
    test: McNemar
    p: float
    margin: tuple[float, float, float]


def paired(one: TripleScores, other: TripleScores) -> McNemar:
    """Compare how often the answer beats the related question by two models."""
    return mcnemar(one.wins, other.wins)


def pairings(scores: Mapping[str, TripleScores], against: str) -> tuple[Pairing, ...]:
    """Compare every other model that was measured with the one whose key is ``against``."""
    other = scores[against]
    others = [asked for asked in ASKED if asked.key in scores and asked.key != against]
    tests = [paired(scores[asked.key], other) for asked in others]
    return tuple(
        Pairing(asked, test, p, mean_difference(_margins(scores[asked.key]), _margins(other)))
        for asked, test, p in zip(others, tests, holm([test.p for test in tests]), strict=True)
    )


def _margins(scores: TripleScores) -> list[float]:
    found: list[float] = margins_in_deviations(scores.related, scores.answer, scores.deviation).tolist()
    return found
