"""Whether a model puts an answer above a text that only resembles the question.

For each question two scores of one model: of another question about the same thing, and of an answer. How
the model was asked (prefixes, roles) is decided where the scores are made.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.ties import SAME_SCORE
from embedlab.compute.wilson import wilson_interval
from embedlab.errors import InputError


@dataclass(frozen=True)
class Asymmetry:
    """How often and how clearly answers win over n questions, each with its interval.

    ``share`` from 0 to 1, see ``answer_beats``, with Wilson's. ``margin`` is the mean of ``margins_in_deviations``,
    with the bootstrap over the questions.
    """

    share: float
    share_interval: tuple[float, float]
    margin: float
    margin_interval: tuple[float, float]


def answer_beats(related_scores: ArrayLike, answer_scores: ArrayLike) -> float:
    """Return the share of questions whose answer scores above the related question, (n,), (n,) -> 0 to 1.

    Ties (within 1e-9) count half, so a model that cannot tell them apart gets 0.5.

    Raises:
        InputError: there is no question.
        ValueError: the lengths differ.
    """
    return float(answer_wins(related_scores, answer_scores).mean())


def answer_wins(related_scores: ArrayLike, answer_scores: ArrayLike) -> Float64:
    """Return 1 for each question whose answer scores above the related question, (n,), (n,) -> (n,) float64; else 0.

    A tie (within 1e-9) is half a win, in either order it would be one or none.

    Raises:
        InputError, ValueError: as ``answer_beats``.
    """
    margins = _margins(related_scores, answer_scores)
    return np.where(np.abs(margins) <= SAME_SCORE, 0.5, margins > 0)


def margins_in_deviations(related_scores: ArrayLike, answer_scores: ArrayLike, deviation: float) -> Float64:
    """Return (answer - related) / deviation of each question, (n,), (n,) -> (n,) float64; above 0 the answer wins.

    ``deviation``: the standard deviation of the same model's scores of random pairs. It is the unit that makes
    margins of models comparable whose scores lie in different ranges.

    Raises:
        InputError: there is no question, or the deviation is not above 0.
        ValueError: the lengths differ.
    """
    if not 0 < deviation < np.inf:
        raise InputError("The random pairs all score the same, so margins have no unit; choose other texts.")
    return _margins(related_scores, answer_scores) / deviation


def asymmetry(
    related_scores: ArrayLike, answer_scores: ArrayLike, deviation: float, *, level: float = 0.95, seed: int = 0
) -> Asymmetry:
    """Sum up a model over n questions, (n,), (n,) -> ``Asymmetry``, intervals at ``level``.

    Raises:
        InputError, ValueError: as ``margins_in_deviations``.
    """
    margins = margins_in_deviations(related_scores, answer_scores, deviation)
    wins = answer_wins(related_scores, answer_scores)
    share = float(wins.mean())
    return Asymmetry(
        share=share,
        share_interval=wilson_interval(share, len(wins), level=level),
        margin=float(margins.mean()),
        margin_interval=bootstrap_interval(margins, level=level, seed=seed),
    )


def _margins(related_scores: ArrayLike, answer_scores: ArrayLike) -> Float64:
    related = as_array(related_scores, 1, "the scores of the related questions").astype(np.float64)
    answers = as_array(answer_scores, 1, "the scores of the answers").astype(np.float64)
    if len(related) != len(answers):
        raise ValueError(f"{len(related)} related questions do not fit {len(answers)} answers")
    if not len(answers):
        raise InputError("There is no question to compare; add at least one.")
    return answers - related
