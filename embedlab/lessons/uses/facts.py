"""What lesson 9 computes and its texts may speak of."""

from dataclasses import dataclass, replace
from typing import Literal

from embedlab.content.facts import Facts
from embedlab.lessons.uses.study import EIGHT, Chosen
from embedlab.lessons.uses.study_curves import lead_over_counting

Gap = Literal["none", "some", "ten", "twenty"]
Needed = Literal["same", "twice", "more", "never"]
Trend = Literal["narrows", "widens", "same"]
Static = Literal["better", "same", "worse"]
Spread = Literal["few", "many"]

LEVEL = 0.02
"""Two shares that differ by less are called the same."""


@dataclass(frozen=True)
class UsesFacts(Facts):
    """The facts of the learning curves.

    Attributes:
        texts: of the set.
        classes: of the set.
        tests: test texts.
        size: labelled texts of each class that the facts are about: eight, or as many as the set has.
        last: labelled texts of each class at the end of the curves.
        best_name: the model with the highest accuracy at that size.
        best: its accuracy, 0 to 1.
        counted: that of counted words.
        points: how many points more, in percentage points.
        points_low: lower end of the 95 % interval.
        points_high: upper end.
        counted_last: accuracy of counted words with all labelled texts.
        best_last: that of the best model.
        points_last: the difference there, in points.
        needed: labelled texts of each class with which counted words reach what the best reaches at ``size``.
        spread_few: highest less lowest draw of the best model with one labelled text of each class, in points.
        spread_many: the same at the end of the curves.
        static_name: the first model that is a table of words.
        static: its accuracy.
        gap_choice: how much better the best is than counted words, in four steps.
        needed_choice: how many times as many labels counted words need.
        trend_choice: whether more labels narrow the difference.
        static_choice: whether the mean of word vectors is better than counted words.
        spread_choice: with few or with many labels the draws differ more.
    """

    texts: int | None = None
    classes: int | None = None
    tests: int | None = None
    size: int | None = None
    last: int | None = None
    best_name: str | None = None
    best: float | None = None
    counted: float | None = None
    points: float | None = None
    points_low: float | None = None
    points_high: float | None = None
    counted_last: float | None = None
    best_last: float | None = None
    points_last: float | None = None
    needed: str | None = None
    spread_few: float | None = None
    spread_many: float | None = None
    static_name: str | None = None
    static: float | None = None
    gap_choice: Gap | None = None
    needed_choice: Needed | None = None
    trend_choice: Trend | None = None
    static_choice: Static | None = None
    spread_choice: Spread | None = None


def facts(chosen: Chosen) -> UsesFacts:
    """Return what is known; nothing while no model's vectors are there to compare with counted words."""
    size = EIGHT if EIGHT in chosen.sizes else chosen.sizes[-1]
    place = chosen.sizes.index(size)
    found = lead_over_counting(chosen, place)
    if found is None:
        return UsesFacts()
    best, (more, low, high) = found
    counts = chosen.counted
    every = [counts.at(each) for each in range(len(chosen.sizes))]
    reached = next((s for s, share in zip(chosen.sizes, every, strict=True) if share >= best.at(place)), None)
    spreads = [float(draws.max() - draws.min()) for draws in best.accuracy]
    last = best.at(-1) - counts.at(-1)
    told = UsesFacts(
        texts=len(chosen.labelled.texts),
        classes=len(chosen.labelled.classes),
        tests=int(chosen.labelled.test.sum()),
        size=size,
        last=chosen.sizes[-1],
        best_name=best.name,
        best=best.at(place),
        counted=counts.at(place),
        points=more * 100,
        points_low=low * 100,
        points_high=high * 100,
        counted_last=counts.at(-1),
        best_last=best.at(-1),
        points_last=last * 100,
        needed="more than there are" if reached is None else str(reached),
        spread_few=spreads[0] * 100,
        spread_many=spreads[-1] * 100,
        gap_choice=gap_choice(more, low),
        needed_choice=needed_choice(size, reached),
        trend_choice=trend_choice(more, last),
        spread_choice=spread_choice(spreads[0], spreads[-1]),
    )
    table = next((curve for curve in chosen.curves if curve.family == "static"), None)
    if table is None:
        return told
    return replace(
        told,
        static_name=table.name,
        static=table.at(place),
        static_choice=static_choice(table.at(place), counts.at(place)),
    )


def gap_choice(more: float, low: float) -> Gap:
    """How much better vectors are than counted words: by no more than luck, by less than 10, 20 points, or by more."""
    if low <= 0:
        return "none"
    return "some" if more < 0.1 else "ten" if more < 0.2 else "twenty"


def needed_choice(size: int, reached: int | None) -> Needed:
    """How many times as many labelled texts counted words need to be as good."""
    if reached is None:
        return "never"
    return "same" if reached <= size else "twice" if reached <= 2 * size else "more"


def trend_choice(first: float, last: float) -> Trend:
    """Whether the difference is smaller with all labelled texts."""
    return "same" if abs(last - first) < LEVEL else "narrows" if last < first else "widens"


def static_choice(table: float, counted: float) -> Static:
    """Whether the mean of word vectors tells classes better than counted words."""
    return "same" if abs(table - counted) < LEVEL else "better" if table > counted else "worse"


def spread_choice(few: float, many: float) -> Spread:
    """Whether chance in what is labelled matters more with few labels or with many."""
    return "few" if few >= many else "many"
