"""Recommendation: texts like those that somebody liked, unlike those they did not, and not the same ten times.

Every score is a sum, and its parts are kept: what each judged text brings, and what is taken off for repeating a
recommendation above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Float64
from embedlab.compute.marginal_relevance import marginal_relevance, mean_distance
from embedlab.compute.rocchio import rocchio_parts, rocchio_weights
from embedlab.compute.ties import best_first
from embedlab.content.labelled_set import LabelledSet
from embedlab.errors import InputError
from embedlab.numbers_text import change, counted, signed
from embedlab.studies.rows import Rows

SHOWN: Final = 10
"""Recommendations of a list."""
CANDIDATES: Final = 100
"""The most relevant texts, among which a list is chosen."""
MANY: Final = 40
"""Texts that somebody may judge at once: a list of more is read by nobody."""
_LIKED_CLASS, _DISLIKED_CLASS = 6, 0
"""Of the definitions that ship these are places and animals."""
_FIRST_LIKED, _FIRST_DISLIKED = 3, 2

Taste = Mapping[int, int]
"""Row of a text that was judged: 1 for liked, 0 for disliked, in the order in which they were judged."""


@dataclass(frozen=True, eq=False)
class Recommended:
    """A text of the list, and what its score is the sum of.

    Attributes:
        row: of the text.
        liked: what all liked texts bring, 0 or more as a rule.
        disliked: what all disliked ones bring, 0 or less as a rule.
        redundancy: what is taken off because it repeats one above it, 0 for the first.
        each: (j,) float64, what each judged text brings, in the order of ``judged``; the first two are sums of it.
        judged: (j,) rows of the judged texts, the liked ones first.
        nearest: the place in the list, from 0, of the one above that it repeats most; -1 for the first.
        relevance: the cosine with the direction, -1 to 1.
    """

    row: int
    liked: float
    disliked: float
    redundancy: float
    each: Float64
    judged: tuple[int, ...]
    nearest: int
    relevance: float

    @property
    def score(self) -> float:
        """What it was chosen for: the sum of the three parts."""
        return self.liked + self.disliked + self.redundancy


def first_taste(labelled: LabelledSet) -> dict[int, int]:
    """A taste to begin with: some texts of one class are liked, some of another are disliked."""
    kinds = len(labelled.classes)
    liked, disliked = _LIKED_CLASS % kinds, _DISLIKED_CLASS % kinds
    if liked == disliked:
        disliked = (liked + 1) % kinds
    chosen = {int(row): 1 for row in labelled.rows_of(liked)[:_FIRST_LIKED]}
    return chosen | {int(row): 0 for row in labelled.rows_of(disliked)[:_FIRST_DISLIKED]}


def recommend(table: Float32, taste: Taste, *, gamma: float, weight: float, count: int = SHOWN) -> list[Recommended]:
    """The texts for a taste, best first; a text that was judged is not recommended.

    Args:
        table: (n, n) cosines of each two texts.
        taste: which were liked and disliked.
        gamma: weight of the dislikes, 0 or more; likes have 1.
        weight: lambda, 0 to 1: of relevance beside redundancy.
        count: texts of the list.

    Raises:
        InputError: nothing is judged, everything is, or likes and dislikes cancel out; the message says what to do.
    """
    liked = [row for row, said in taste.items() if said]
    disliked = [row for row, said in taste.items() if not said] if gamma > 0 else []
    if not liked and not disliked:
        raise InputError("Nothing is liked yet. Give a text a thumb up, and texts like it are recommended.")
    judged = np.array([*liked, *disliked], np.int64)
    rest = np.setdiff1d(np.arange(len(table)), list(taste))
    if not len(rest):
        raise InputError("All texts are judged: none is left to recommend. Take a thumb back.")
    if not table[judged, judged].any():
        raise InputError("In what you judged this model knows no word. Judge another text, or choose another model.")
    weights = rocchio_weights(len(liked), len(disliked), gamma=gamma)
    parts = rocchio_parts(table[np.ix_(rest, judged)], table[np.ix_(judged, judged)], weights)
    relevance = parts.sum(axis=1)
    best = best_first(relevance)[:CANDIDATES]
    rows = rest[best]
    found = marginal_relevance(relevance[best], table[np.ix_(rows, rows)], weight, count)
    return [
        Recommended(
            int(rows[place]),
            weight * float(parts[best[place], : len(liked)].sum()),
            weight * float(parts[best[place], len(liked) :].sum()),
            -(1 - weight) * float(redundancy),
            weight * parts[best[place]],
            tuple(judged.tolist()),
            int(nearest),
            float(relevance[best[place]]),
        )
        for place, redundancy, nearest in zip(found.chosen, found.redundancy, found.nearest, strict=True)
    ]


def list_distance(table: Float32, found: Sequence[Recommended]) -> float:
    """How far the texts of a list are apart on average: the mean of 1 - cosine over all pairs; nan for one text."""
    rows = [each.row for each in found]
    return float(mean_distance(table[np.ix_(rows, rows)]))


def parts_sentence(each: Recommended) -> str:
    """The score of a recommendation as the sum that it is."""
    told = [f"{signed(each.score)} = {signed(each.liked)} liked"]
    told += [f"{change(each.disliked)} disliked"] if each.disliked else []
    told += [f"{change(each.redundancy)} repeats no. {each.nearest + 1}"] if each.redundancy else []
    return " ".join(told)


def named_parts(each: Recommended, taste: Taste, texts: Sequence[str]) -> tuple[list[str], NDArray[np.float64]]:
    """The parts of a score with names: a judged text each, and the repetition."""
    names = [f"{'liked' if taste.get(row) else 'disliked'}: {texts[row]}" for row in each.judged]
    values = each.each
    if each.redundancy:
        names.append(f"repeats no. {each.nearest + 1}")
        values = np.append(values, each.redundancy)
    return names, values


def classes_sentence(labelled: LabelledSet, found: Sequence[Recommended], taste: Taste) -> str:
    """How many of the list are of a class that was liked; the classes are known to the page alone."""
    liked = {int(labelled.labels[row]) for row, said in taste.items() if said}
    if not liked or not found:
        return ""
    hits = sum(int(labelled.labels[each.row]) in liked for each in found)
    names = " or ".join(sorted(labelled.classes[kind] for kind in liked)[:3]) + (" or …" if len(liked) > 3 else "")
    return f"{hits} of {counted(len(found), 'text')} are of the class {names}"


def recommended_rows(labelled: LabelledSet, lists: Mapping[str, Sequence[Recommended]]) -> Rows:
    """A row for each recommendation of each list, with the parts of its score."""
    return [
        {"tool": tool, "rank": rank, "text": labelled.texts[each.row], "class": labelled.classes[int(kind)],
         "score": each.score, "liked": each.liked, "disliked": each.disliked, "redundancy": each.redundancy}
        for tool, found in lists.items()
        for rank, each in enumerate(found, start=1)
        for kind in (labelled.labels[each.row],)
    ]  # fmt: skip
