"""What lesson 9 computes and its texts may speak of."""

from dataclasses import dataclass, replace
from typing import Literal

from embedlab.content.facts import Facts
from embedlab.lessons.uses.facts_doubles import NeedsModel, Variety, doubles_facts, likes_facts
from embedlab.lessons.uses.study import EIGHT, Chosen
from embedlab.lessons.uses.study_curves import lead_over_counting

Needed = Literal["same", "twice", "more", "never"]
Trend = Literal["narrows", "widens", "same"]
Static = Literal["better", "same", "worse"]

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
        static_name: the first model that is a table of words.
        static: its accuracy.
        needed_choice: how many times as many labels counted words need.
        trend_choice: whether more labels narrow the difference.
        static_choice: whether the mean of word vectors is better than counted words.
        twins_name: the model of the duplicates that ship.
        near_model: its average precision on edited copies, 0 to 1.
        near_words: that of TF-IDF.
        reworded_model: its average precision on reworded twins.
        reworded_words: that of TF-IDF.
        likes_name: the model of the recommendations that ship.
        likes_plain: precision of its recommendations where repetition does not count, 0 to 1.
        likes_varied: the same halfway to variety.
        needs_model_choice: for which twins a model is better than counted words.
        variety_choice: what variety does to precision.
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
    static_name: str | None = None
    static: float | None = None
    needed_choice: Needed | None = None
    trend_choice: Trend | None = None
    static_choice: Static | None = None
    twins_name: str | None = None
    near_model: float | None = None
    near_words: float | None = None
    reworded_model: float | None = None
    reworded_words: float | None = None
    likes_name: str | None = None
    likes_plain: float | None = None
    likes_varied: float | None = None
    needs_model_choice: NeedsModel | None = None
    variety_choice: Variety | None = None


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
        needed_choice=needed_choice(size, reached),
        trend_choice=trend_choice(more, last),
    )
    told = _of_other_uses(told)
    table = next((curve for curve in chosen.curves if curve.family == "static"), None)
    if table is None:
        return told
    return replace(
        told,
        static_name=table.name,
        static=table.at(place),
        static_choice=static_choice(table.at(place), counts.at(place)),
    )


def _of_other_uses(told: UsesFacts) -> UsesFacts:
    """Add what ships of duplicates and of recommendations."""
    if (twins := doubles_facts()) is not None:
        told = replace(
            told,
            twins_name=twins.twins_name,
            near_model=twins.near_model,
            near_words=twins.near_words,
            reworded_model=twins.reworded_model,
            reworded_words=twins.reworded_words,
            needs_model_choice=twins.needs_model_choice,
        )
    if (likes := likes_facts()) is not None:
        told = replace(
            told,
            likes_name=likes.likes_name,
            likes_plain=likes.likes_plain,
            likes_varied=likes.likes_varied,
            variety_choice=likes.variety_choice,
        )
    return told


def needed_choice(size: int, reached: int | None) -> Needed:
    """How many times as many labelled texts counted words need to be as good."""
    if reached is None:
        return "never"
    return "same" if reached <= size else "twice" if reached <= 2 * size else "more"


def trend_choice(first: float, last: float) -> Trend:
    """Whether the difference is smaller with all labelled texts."""
    return "same" if abs(last - first) < LEVEL else "narrows" if abs(last) < abs(first) else "widens"


def static_choice(table: float, counted: float) -> Static:
    """Whether the mean of word vectors tells classes better than counted words."""
    return "same" if abs(table - counted) < LEVEL else "better" if table > counted else "worse"
