"""Recommendation measured: simulated readers who like one class or two, of which they have judged a few texts.

What they would have liked as well is known: the other texts of their classes. Nobody real stands behind them, and a
class is a plain taste; that two tools are compared on the same readers is what makes the difference count.
"""

from dataclasses import dataclass
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Float64
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.marginal_relevance import marginal_relevance, mean_distance
from embedlab.compute.paired import mean_difference
from embedlab.compute.ranking import rank
from embedlab.compute.rocchio import rocchio_parts, rocchio_weights
from embedlab.compute.ties import best_first
from embedlab.content.labelled_set import LabelledSet
from embedlab.errors import InputError
from embedlab.lessons.uses.study_cosines import Alike
from embedlab.lessons.uses.study_likes import CANDIDATES, SHOWN
from embedlab.numbers_text import between, change, signed
from embedlab.studies.remembered import RESULTS

READERS: Final = 200
WEIGHTS: Final = tuple(round(0.1 * step, 1) for step in range(11))
"""Where relevance and distance are measured as lambda moves."""
_SEED: Final = 9

Interval = tuple[float, float, float]
"""Mean, and the ends of its 95 % interval."""


@dataclass(frozen=True, eq=False)
class Readers:
    """r readers who have judged j texts each.

    Attributes:
        judged: (r, j) int64, rows, the liked ones first.
        liked: how many of them are liked.
        wanted: (r, n) bool, what they would like as well: the other texts of their classes.
    """

    judged: NDArray[np.int64]
    liked: int
    wanted: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ReaderScores:
    """What the readers got from one tool.

    Attributes:
        precision: (r,) float64, the share of their ten texts that they like, 0 to 1.
        ndcg: (r,) float64, nDCG@10, 0 to 1.
        curve: (w,) float64, the mean precision for each lambda of ``WEIGHTS``.
        distance: (w,) float64, the mean distance between the ten, for each lambda.
    """

    precision: Float64
    ndcg: Float64
    curve: Float64
    distance: Float64


def draw_readers(labels: NDArray[np.int64], classes: int, likes: int, dislikes: int, kinds: int) -> Readers:
    """Draw readers, each with so many likes and dislikes, the same ones for the same numbers.

    Where classes are small, fewer are judged, so that one text of each liked class is left to be found.

    Raises:
        InputError: nothing is left to be found.
    """
    rng = np.random.default_rng(_SEED)
    sizes = np.bincount(labels, minlength=classes)
    kinds = min(kinds, classes)
    likes = min(likes, kinds * int(sizes.min() - 1))
    dislikes = min(dislikes, len(labels) - int(np.sort(sizes)[-kinds:].sum()))
    if likes < 1:
        raise InputError("A class holds a single text: there is nothing to find again. Choose another column.")
    judged, wanted = [], []
    for _ in range(READERS):
        own = rng.choice(classes, kinds, replace=False)
        share = [likes // kinds + (place < likes % kinds) for place in range(kinds)]
        liked = [
            rng.choice(np.flatnonzero(labels == kind), many, replace=False)
            for kind, many in zip(own, share, strict=True)
        ]
        others = np.flatnonzero(~np.isin(labels, own))
        judged.append(np.concatenate([*liked, rng.choice(others, dislikes, replace=False)]))
        mine = np.isin(labels, own)
        mine[judged[-1]] = False
        wanted.append(mine)
    return Readers(np.array(judged, np.int64), likes, np.array(wanted))


def scores_of(table: Float32, near: Float32, readers: Readers, gamma: float, weight: float) -> ReaderScores:
    """Recommend ten texts to each reader by one tool.

    Args:
        table: (n, n) cosines of the tool.
        near: (n, n) cosines by which the distance of the ten is measured, the same for all tools.
        readers: who they are.
        gamma: weight of their dislikes; likes have 1.
        weight: lambda of the scores; the curves have all of ``WEIGHTS``.
    """
    judged = readers.judged
    weights = rocchio_weights(readers.liked, judged.shape[1] - readers.liked, gamma=gamma)
    relevance = np.zeros((len(judged), len(table)))
    for number, rows in enumerate(judged):
        among = table[np.ix_(rows, rows)].astype(np.float64)
        # Who judged nothing that the tool knows a word of gets whatever stands first.
        if weights @ among @ weights > 1e-9:
            relevance[number] = rocchio_parts(table[rows].T, among, weights).sum(axis=1)
    np.put_along_axis(relevance, judged, -np.inf, axis=1)
    best = best_first(relevance)[:, : min(CANDIDATES, len(table) - judged.shape[1])]
    gains = np.take_along_axis(relevance, best, 1)
    alike, apart = (each[best[:, :, None], best[:, None, :]] for each in (table, near))
    hits = np.take_along_axis(readers.wanted, best, 1)

    def lists(share: float) -> NDArray[np.int64]:
        return marginal_relevance(gains, alike, share, SHOWN).chosen

    curve, distance = [], []
    for share in WEIGHTS:
        chosen = lists(share)
        curve.append(float(np.take_along_axis(hits, chosen, 1).mean()))
        rows = np.arange(len(chosen))[:, None, None]
        distance.append(float(np.mean(mean_distance(apart[rows, chosen[:, :, None], chosen[:, None, :]]))))
    chosen = lists(weight)
    found = np.take_along_axis(best, chosen, 1)
    return ReaderScores(
        np.take_along_axis(hits, chosen, 1).mean(axis=1), _ndcg(found, readers.wanted),
        np.array(curve), np.array(distance),
    )  # fmt: skip


def _ndcg(found: NDArray[np.int64], wanted: NDArray[np.bool_]) -> Float64:
    scores = np.zeros(wanted.shape[1])
    values = []
    for rows, mine in zip(found, wanted, strict=True):
        scores[:] = 0.0
        scores[rows] = np.arange(len(rows), 0, -1)
        value = ndcg_at(rank(scores), mine.astype(np.float64), SHOWN)
        values.append(0.0 if value is None else value)
    return np.array(values)


@dataclass(frozen=True, eq=False)
class Measured:
    """What readers got from each tool, and how sure that is.

    Attributes:
        tools: names, the model first.
        scores: of each tool.
        precision: of each tool, with its interval.
        ndcg: likewise.
        ahead: how much higher precision and nDCG of the model are than those of counting, on the same readers.
    """

    tools: tuple[str, ...]
    scores: tuple[ReaderScores, ...]
    precision: tuple[Interval, ...]
    ndcg: tuple[Interval, ...]
    ahead: tuple[Interval, Interval]


def measure_readers(
    labelled: LabelledSet, model: Alike, counts: Alike, *, kinds: int, likes: int, dislikes: int, gamma: float,
    weight: float,
) -> Measured:  # fmt: skip
    """Let the same readers be served by a model and by counting, once for the same choices.

    Raises:
        InputError: nothing is left to be found.
    """
    asked = (kinds, likes, dislikes, round(gamma, 2), round(weight, 2))
    key = ("uses-readers", labelled.digest, labelled.labels.tobytes(), model.tool, counts.tool, *asked)
    return RESULTS.get(key, lambda: _measured(labelled, (model, counts), *asked), inf)


def _measured(
    labelled: LabelledSet, alike: tuple[Alike, Alike], kinds: int, likes: int, dislikes: int, gamma: float,
    weight: float,
) -> Measured:  # fmt: skip
    readers = draw_readers(labelled.labels, len(labelled.classes), likes, dislikes, kinds)
    scores = tuple(scores_of(each.table, alike[0].table, readers, gamma, weight) for each in alike)
    model, counts = scores
    return Measured(
        tuple(each.name for each in alike), scores,
        tuple(_interval(each.precision) for each in scores), tuple(_interval(each.ndcg) for each in scores),
        (mean_difference(model.precision, counts.precision), mean_difference(model.ndcg, counts.ndcg)),
    )  # fmt: skip


def _interval(values: Float64) -> Interval:
    return float(values.mean()), *bootstrap_interval(values)


def ahead_sentence(measured: Measured) -> str:
    """Which tool serves the readers better, and whether that is more than luck."""
    value, low, high = measured.ahead[0]
    model, counts = measured.tools
    told = f"precision@10 by {change(value)}, interval {between((low, high), change)}"
    if low <= 0 <= high:
        return f"{model} and {counts} differ in {told}: for these readers it is open which is better."
    better, worse = (model, counts) if value > 0 else (counts, model)
    return f"{better} serves these readers better than {worse}: {model} minus {counts}, {told}, on the same readers."


def trade_sentence(measured: Measured, weight: float) -> str:
    """What variety costs the model's list at a lambda, beside the plain order of relevance."""
    scores = measured.scores[0]
    at = int(np.argmin(np.abs(np.array(WEIGHTS) - weight)))
    if not np.isfinite([scores.distance[at], scores.distance[-1]]).all():
        return ""  # lists of a single text have no distance
    return (
        f"At λ = {signed(WEIGHTS[at], 1)} the ten of {measured.tools[0]} are {signed(scores.distance[at])} apart with "
        f"a precision of {signed(scores.curve[at])}; without a look at repetition, λ = {signed(1, 1)}, they are "
        f"{signed(scores.distance[-1])} apart with {signed(scores.curve[-1])}."
    )


def short_names(measured: Measured) -> tuple[str, str]:
    """What tells the tools apart where there is little room: the model is named beside it."""
    return "model", measured.tools[1]
