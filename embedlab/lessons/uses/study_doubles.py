"""Duplicates: which pairs of texts say the same, by a threshold on how alike they are, and how well that does.

Half of the texts is there to choose a threshold on, the other half to test it; a pair is of a half when both its texts
are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Float64
from embedlab.compute.bootstrap import middle
from embedlab.compute.precision_recall import (
    ThresholdCounts,
    Wish,
    average_precision,
    average_precision_draws,
    calibrated_place,
    threshold_counts,
)
from embedlab.compute.wilson import wilson_interval
from embedlab.content.duplicate_texts import TWINS, DuplicateTexts, PairKind
from embedlab.lessons.uses.study_cosines import Alike
from embedlab.numbers_text import between, counted, percent, signed, whole
from embedlab.studies.remembered import RESULTS

Twins = Literal["both", "near", "reworded"]
Interval = tuple[float, float, float]

GRID: Final = tuple(round(0.005 * step, 3) for step in range(201))
"""The thresholds that can be chosen, from 0 to 1."""
KIND_NAMES: Final[dict[str, str]] = {
    "near": "edited copies", "reworded": "reworded twins", "sisters": "look-alikes", "other": "any two others",
}  # fmt: skip
"""What a reader calls the kinds of pairs."""
_KINDS: Final[tuple[PairKind, ...]] = ("near", "reworded", "sisters")
_DOTS: Final = 240
"""Pairs without a relation that are drawn of all that there are."""
_SAMPLES: Final = 1000


@dataclass(frozen=True, eq=False)
class Pairs:
    """All p pairs of n texts, each once.

    Attributes:
        first: (p,) int64, row of one text.
        second: (p,) int64, row of the other, always a later one.
        kinds: (p,) int8, place in ``near, reworded, sisters``; -1 for pairs without a relation.
        half: (p,) int8, 0 where both texts are to calibrate on, 1 where both are to test on, -1 where they are parted.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    kinds: NDArray[np.int8]
    half: NDArray[np.int8]

    def scores(self, table: Float32) -> Float32:
        """How alike the texts of each pair are, (n, n) -> (p,)."""
        return table[self.first, self.second]

    def right(self, twins: Twins) -> NDArray[np.bool_]:
        """(p,) bool, which are to be found."""
        wanted = TWINS if twins == "both" else (twins,)
        found: NDArray[np.bool_] = np.isin(self.kinds, [_KINDS.index(kind) for kind in wanted])
        return found

    def counted(self, twins: Twins, *, sisters: bool) -> NDArray[np.bool_]:
        """(p,) bool, which count: twins that are not looked for are neither right nor wrong."""
        left_out = [_KINDS.index(kind) for kind in TWINS if twins not in ("both", kind)]
        if not sisters:
            left_out.append(_KINDS.index("sisters"))
        found: NDArray[np.bool_] = ~np.isin(self.kinds, left_out)
        return found


@dataclass(frozen=True, eq=False)
class ToolQuality:
    """How well a tool finds the twins.

    Attributes:
        name: of the tool.
        family: its colour.
        average: average precision over all pairs, with its 95 % interval.
        draws: (s,) float64, average precision over draws of the twins, the same draws for each tool.
        whole: precision and recall by threshold over all pairs.
        learn: the same on the half to calibrate on.
        test: the same on the other half.
    """

    name: str
    family: str
    average: Interval
    draws: Float64
    whole: ThresholdCounts
    learn: ThresholdCounts
    test: ThresholdCounts


@dataclass(frozen=True)
class Calibrated:
    """A threshold chosen on one half, and what it finds on the other.

    Attributes:
        threshold: None where none fits the wish.
        precision: on the other half, with its 95 % interval; None where nothing is found there.
        recall: likewise.
    """

    threshold: float | None
    precision: Interval | None = None
    recall: Interval | None = None


def pairs_of(found: DuplicateTexts) -> Pairs:
    """All pairs of the texts that ship, with what is known of them."""
    count, test = len(found.labelled.texts), found.labelled.test

    def compute() -> Pairs:
        relation = np.full((count, count), -1, dtype=np.int8)
        for pair in found.pairs:
            relation[pair.first, pair.second] = relation[pair.second, pair.first] = _KINDS.index(pair.kind)
        first, second = np.triu_indices(count, 1)
        half = np.where(test[first] == test[second], test[first], -1).astype(np.int8)
        return Pairs(first, second, relation[first, second], half)

    return RESULTS.get(("uses-pairs", found.labelled.digest), compute, inf)


def quality_of(found: DuplicateTexts, alike: Alike, twins: Twins, *, sisters: bool, version: str = "") -> ToolQuality:
    """How well a tool finds the twins that count; ``version`` tells settings of one tool apart.

    Intervals draw the twins again; the pairs without a relation, of which there are many, stay.
    """

    def compute() -> ToolQuality:
        pairs = pairs_of(found)
        kept = pairs.counted(twins, sisters=sisters)
        scores, right, half = pairs.scores(alike.table)[kept], pairs.right(twins)[kept], pairs.half[kept]
        draws = average_precision_draws(scores, right, samples=_SAMPLES)
        of_half = [threshold_counts(scores[half == side], right[half == side], GRID) for side in (0, 1)]
        average = (average_precision(scores, right), *middle(draws, 0.95))
        return ToolQuality(
            alike.name, alike.family, average, draws, threshold_counts(scores, right, GRID), of_half[0], of_half[1]
        )

    key = ("uses-twins", found.labelled.digest, alike.tool, version, twins, sisters)
    return RESULTS.get(key, compute, inf)


def calibrate(quality: ToolQuality, wish: Wish, least: float) -> Calibrated:
    """Choose a threshold on one half, by the best F1 or by precision, and try it on the other.

    Shares have Wilson's intervals: each pair found, or to be found, is one item.
    """
    place = calibrated_place(quality.learn, wish, least)
    return Calibrated(None) if place is None else tried(quality.test, place)


def tried(counts: ThresholdCounts, place: int) -> Calibrated:
    """What a threshold of the grid finds, with intervals."""
    found, right = int(counts.found[place]), int(counts.right[place])
    precision = (right / found, *wilson_interval(right / found, found)) if found else None
    recall = (right / counts.total, *wilson_interval(right / counts.total, counts.total))
    return Calibrated(float(counts.thresholds[place]), precision, recall)


def grid_place(threshold: float) -> int:
    """The place of a threshold on the grid, the nearest one."""
    return int(np.argmin(np.abs(np.array(GRID) - threshold)))


def strips_of(pairs: Pairs, alike: Alike, *, sisters: bool) -> tuple[list[str], list[bool | None], list[Float32]]:
    """The kinds of pairs with how alike theirs are: names, whether they say the same, and values.

    Of pairs without a relation some are drawn.
    """
    scores = pairs.scores(alike.table)
    kinds = [*TWINS, *(("sisters",) if sisters else ())]
    values = [scores[pairs.kinds == _KINDS.index(kind)] for kind in kinds]
    others = np.flatnonzero(pairs.kinds == -1)
    drawn = np.random.default_rng(0).choice(others, min(_DOTS, len(others)), replace=False)
    same: list[bool | None] = [kind in TWINS for kind in kinds]
    return [KIND_NAMES[kind] for kind in [*kinds, "other"]], [*same, False], [*values, scores[drawn]]


def threshold_sentence(quality: ToolQuality, threshold: float) -> str:
    """What a threshold finds among all pairs."""
    counts, place = quality.whole, grid_place(threshold)
    found, right = int(counts.found[place]), int(counts.right[place])
    if not found:
        return f"{quality.name} has no pair at {signed(threshold, 3)} or more: nothing is found, and nothing is wrong."
    return (
        f"From {signed(threshold, 3)} on {quality.name} finds {counted(found, 'pair')}, of which {whole(right)} are "
        f"twins: precision {percent(right / found)}. Of all {whole(counts.total)} twins that is a recall of "
        f"{percent(right / counts.total)}."
    )


def interval_text(share: Interval | None) -> str:
    """A share with its interval, or that there is none."""
    return "none" if share is None else f"{signed(share[0])} ({signed(share[1])}–{signed(share[2])})"


def ahead_sentence(kind: Twins, qualities: Sequence[ToolQuality]) -> str:
    """How much better the first tool finds one kind of twins than each of the others, on the same draws."""
    first, told = qualities[0], []
    for other in qualities[1:]:
        low, high = middle(first.draws - other.draws, 0.95)
        gap = first.average[0] - other.average[0]
        if low <= 0 <= high:
            told.append(f"about as well as {other.name} (difference {between((low, high))})")
        else:
            ends = (low, high) if gap > 0 else (-high, -low)
            told.append(f"{'better' if gap > 0 else 'worse'} than {other.name} by {signed(abs(gap))} ({between(ends)})")
    return f"{KIND_NAMES[kind].capitalize()}: {first.name} finds them {' and '.join(told)}."
