"""What Home's explanations and teacher's notes may speak of: numbers of the examples and random pairs that ship."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from embedlab.compute.similarity import cosine_similarity
from embedlab.content.facts import Facts
from embedlab.content.lesson_text import Preset, load_lesson
from embedlab.lessons.home.shipped import LESSON, load_random_pairs, load_vectors
from embedlab.lessons.home.study import text_cards

ASKED: Final = 0.7
"""The cosine that *Is 0.7 a lot?* asks about."""

_HIGH, _LOW = "e5-small-v2", "all-minilm-l6-v2"
_FOUND: Final = {
    "A flat tire": "found_tire",
    "A sick child": "found_child",
    "A dull film": "found_film",
    "A dead computer": "found_computer",
    "Cheap flights": "found_flights",
}


@dataclass(frozen=True)
class HomeTold(Facts):
    """Facts of what ships.

    Attributes:
        models: how many models the page offers.
        found_tire: of these, those that put B closer to A than C in this example; so are the other ``found``.
        pairs: random pairs of texts that are compared.
        minilm_highest: the highest cosine of them by all-MiniLM-L6-v2, -1 to 1.
        e5_reaching: the share of them, 0 to 1, whose cosine by E5 small v2 is ``ASKED`` or more.
    """

    models: int | None = None
    found_tire: int | None = None
    found_child: int | None = None
    found_film: int | None = None
    found_computer: int | None = None
    found_flights: int | None = None
    pairs: int | None = None
    minilm_highest: float | None = None
    e5_reaching: float | None = None


def told() -> HomeTold:
    """What is known of all that ships; nothing of what does not."""
    high, low = load_random_pairs(_HIGH), load_random_pairs(_LOW)
    counts = {_FOUND[preset.name]: _found_by(preset) for preset in load_lesson(LESSON).presets}
    return HomeTold(
        models=len(text_cards()),
        **counts,
        pairs=None if low is None else len(low),
        minilm_highest=None if low is None else float(low[-1]),
        e5_reaching=None if high is None else float((high >= ASKED).mean()),
    )


def _found_by(preset: Preset) -> int | None:
    """How many models put B closer to A than C; None unless all of them have shipped vectors."""
    found = [load_vectors(model.id, (preset.a, preset.b, preset.c)) for model in text_cards()]
    if any(vectors is None for vectors in found):
        return None
    cosines = (cosine_similarity(vectors[:1], vectors[1:])[0] for vectors in found if vectors is not None)
    return int(np.sum([with_b > with_c for with_b, with_c in cosines]))
