"""What each depth of tuning costs: the numbers that may change, which are also what has to be kept, and time."""

from typing import Final

from embedlab.lessons.fine_tuning.examples import MODEL
from embedlab.lessons.fine_tuning.study import DEPTHS
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.models.catalog import card
from embedlab.models.training.specs import TuningDepth
from embedlab.numbers_text import duration, quantity

WIDTH, LAYERS, INNER = 384, 6, 1_536
"""Numbers in a vector of the generalist, its layers, and the numbers between the two halves of a layer."""
_LAYER: Final = 4 * (WIDTH * WIDTH + WIDTH) + 2 * WIDTH * INNER + INNER + WIDTH + 4 * WIDTH


def changing(depth: TuningDepth, rank: int) -> int:
    """Return how many numbers a depth may change.

    A layer has four square matrices for attention, two for what follows it, their biases and two normalisations. LoRA
    puts two matrices of ``rank`` rows beside those of query, key and value, in the upper half of the layers.
    """
    return {
        "adapter": WIDTH * WIDTH,
        "lora": LAYERS // 2 * 3 * 2 * WIDTH * rank,
        "layers": 2 * _LAYER,
        "whole": card(MODEL).parameters,
    }[depth]


def cost_rows(shown: Shown) -> list[list[str]]:
    """A row for each depth: its name, how many numbers change and, for a tuning made here, how long it took."""
    known = dict(shown.shipped)
    if shown.outcome is not None:
        known[shown.outcome.settings.depth] = shown.outcome
    rows = []
    for depth, name in DEPTHS.items():
        outcome = known.get(depth)
        count = outcome.parameters if outcome else changing(depth, shown.spec.rank)
        # What ships was tuned on another machine, whose time says nothing of this one.
        took = duration(round(outcome.steps[-1].seconds)) if outcome and outcome.key and outcome.steps else ""
        rows.append([name, quantity(count), took])
    return rows if any(took for _, _, took in rows) else [row[:2] for row in rows]
