"""The learning curves: a small head on frozen vectors, measured after few and after many labelled texts."""

import hashlib
from math import inf
from typing import Final

from embedlab.compute.few_shot import HeadName, measured, usable_sizes
from embedlab.compute.paired import mean_difference
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.study import DRAWS, Chosen, Curve
from embedlab.numbers_text import between, counted, percent, signed, whole
from embedlab.studies.labelled.text_points import Points
from embedlab.studies.remembered import RESULTS
from embedlab.studies.rows import Rows

HEAD_NAMES: Final[dict[HeadName, str]] = {"logistic": "Logistic regression", "centroid": "Nearest centroid"}


def parting(labelled: LabelledSet) -> str:
    """Changes with any text, with any label, and with which texts are for the test."""
    told = labelled.digest.encode() + labelled.labels.tobytes() + labelled.test.tobytes()
    return hashlib.sha256(told).hexdigest()[:32]


def listed(chosen: Chosen, points: Points) -> str:
    """Names what the list of mixed-up texts depends on: a place in it means nothing in another list."""
    return f"{parting(chosen.labelled)}-{points.model}-{chosen.head}-{chosen.size}-{chosen.seed}"


def sizes_of(labelled: LabelledSet) -> tuple[int, ...]:
    """Labelled texts a class that curves of these texts are measured at."""
    return usable_sizes(labelled.labels, labelled.test)


def curve_of(labelled: LabelledSet, points: Points, head: HeadName, seed: int) -> Curve:
    """The curve of one model, remembered for all visitors."""
    return RESULTS.get(_key(labelled, points.model, head, seed), lambda: _curve(labelled, points, head, seed), inf)


def curve_is_known(labelled: LabelledSet, model: str, head: HeadName, seed: int) -> bool:
    """Whether a curve would be given at once."""
    return RESULTS.holds(_key(labelled, model, head, seed))


def _key(labelled: LabelledSet, model: str, head: HeadName, seed: int) -> tuple[str, str, str, str, int]:
    return ("few-shot", parting(labelled), model, head, seed)


def _curve(labelled: LabelledSet, points: Points, head: HeadName, seed: int) -> Curve:
    found = measured(
        points.rows, labelled.labels, labelled.test, head, sizes_of(labelled), seed=seed, draws=DRAWS
    )  # fmt: skip
    return Curve(points.model, points.name, points.family, found.accuracy, found.right)


def lead_over_counting(chosen: Chosen, place: int) -> tuple[Curve, tuple[float, float, float]] | None:
    """The best model at a size, and how much more often it is right than counted words, with a 95 % interval.

    Over the same test texts, each with the share of the draws in which it got its class (paired bootstrap).
    """
    best = chosen.best(place)
    if best is None:
        return None
    return best, mean_difference(best.shares(place), chosen.counted.shares(place))


def lead_sentence(chosen: Chosen) -> str:
    """What the first figure shows at the size that is looked at."""
    place, texts = chosen.place, counted(int(chosen.labelled.test.sum()), "test text")
    after = f"After {counted(chosen.size, 'labelled text')} of each class"
    found = lead_over_counting(chosen, place)
    if found is None:
        return f"{after} counted words (TF-IDF) tell {percent(chosen.counted.at(place))} of {texts} right."
    best, (more, low, high) = found
    said = (
        f"{after} {best.name} tells {percent(best.at(place))} of {texts} right, TF-IDF "
        f"{percent(chosen.counted.at(place))}"
    )
    ends = between((low * 100, high * 100), lambda value: signed(value, 0))
    if low <= 0 <= high:
        return f"{said}: no difference that luck could not make ({ends} points)."
    side = "more" if more > 0 else "fewer"
    return f"{said}: {whole(abs(more * 100))} points {side} ({percent(0.95)} interval {ends})."


def curve_rows(chosen: Chosen) -> Rows:
    """A row for each model and size: mean accuracy, the lowest and the highest draw."""
    return [
        {
            "model": curve.model,
            "head": chosen.head,
            "texts_of_each_class": size,
            "accuracy": float(draws.mean()),
            "lowest": float(draws.min()),
            "highest": float(draws.max()),
        }
        for curve in chosen.curves
        for size, draws in zip(chosen.sizes, curve.accuracy, strict=True)
    ]
