"""What the texts of the lesson may say of recommendation and of duplicates: taken from what ships."""

from dataclasses import dataclass
from typing import Literal

from embedlab.lessons.uses.shipped_doubles import load_doubles
from embedlab.lessons.uses.shipped_likes import load_likes
from embedlab.models.catalog import card
from embedlab.studies.labelled.text_points import COUNTS

NeedsModel = Literal["both", "near", "reworded", "neither"]
Variety = Literal["raises", "same", "lowers"]
_LEVEL = 0.02
"""Two means that differ by less are called the same."""


@dataclass(frozen=True)
class DoublesFacts:
    """Of the first model, beside counting.

    Attributes:
        twins_name: the model.
        near_model: its average precision on edited copies, 0 to 1.
        near_words: that of TF-IDF.
        reworded_model: its average precision on reworded twins.
        reworded_words: that of TF-IDF.
        needs_model_choice: for which twins the interval of the model lies above that of TF-IDF.
    """

    twins_name: str
    near_model: float
    near_words: float
    reworded_model: float
    reworded_words: float
    needs_model_choice: NeedsModel


@dataclass(frozen=True)
class LikesFacts:
    """Of the first model, on the definitions that ship.

    Attributes:
        likes_name: the model.
        likes_model: precision@10 of its recommendations, 0 to 1.
        likes_counted: that of TF-IDF.
        likes_plain: that of the model where repetition does not count, lambda 1.
        likes_varied: that of the model at lambda 0.5.
        variety_choice: what counting repetition at lambda 0.5 does to precision.
    """

    likes_name: str
    likes_model: float
    likes_counted: float
    likes_plain: float
    likes_varied: float
    variety_choice: Variety


def doubles_facts() -> DoublesFacts | None:
    """What is known of the twins; None where nothing ships."""
    found = load_doubles()
    if found is None:
        return None
    words = found.tools.index(COUNTS)
    better = tuple(bool(kind[0, 1] > kind[words, 2]) for kind in (found.near, found.reworded))
    choices: dict[tuple[bool, ...], NeedsModel] = {
        (True, True): "both", (True, False): "near", (False, True): "reworded", (False, False): "neither",
    }  # fmt: skip
    return DoublesFacts(
        card(found.tools[0]).name, float(found.near[0, 0]), float(found.near[words, 0]), float(found.reworded[0, 0]),
        float(found.reworded[words, 0]), choices[better],
    )  # fmt: skip


def likes_facts() -> LikesFacts | None:
    """What is known of the readers; None where nothing ships."""
    found = load_likes()
    if found is None:
        return None
    plain, varied = float(found.curve[0, -1]), float(found.curve[0, found.curve.shape[1] // 2])
    change = varied - plain
    choice: Variety = "same" if abs(change) < _LEVEL else "raises" if change > 0 else "lowers"
    return LikesFacts(
        card(found.models[0]).name, float(found.precision[0, 0]), float(found.counted[0]), plain, varied, choice
    )
