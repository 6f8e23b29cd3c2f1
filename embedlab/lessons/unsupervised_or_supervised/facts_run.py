"""What a finished training of lesson 3 says in numbers: the part that the page's facts share with those of what ships.

Their modules import this one whole: a module of facts holds one record, its own.
"""

from dataclasses import dataclass
from typing import Any

from embedlab.content.facts import Facts
from embedlab.lessons.unsupervised_or_supervised.study import Run


@dataclass(frozen=True)
class RunFacts(Facts):
    """The numbers of a finished training; names end in ``none`` (before it), ``supervised`` or ``simcse`` (after it).

    Attributes:
        held_out: number of held-out terms, each with its definition.
        train_seconds: how long both objectives took together, in seconds.
        train_steps: steps of each.
        recall_none: recall@10 from a definition to its term, 0 to 1, before training; like the next three among all
            held-out terms.
        recall_supervised: the same after supervised training.
        recall_simcse: the same after SimCSE.
        recall_centred: the same before training, with the mean of the terms' vectors taken from each of them, and
            likewise for the definitions.
        alignment_none: mean squared distance of the unit vectors of held-out partners, 0 to 4, before training.
        alignment_supervised: the same after supervised training.
        alignment_simcse: the same after SimCSE.
        uniformity_none: log of the mean of exp(-2 d^2) over pairs of held-out texts, 0 or below, before training.
        uniformity_supervised: the same after supervised training.
        uniformity_simcse: the same after SimCSE.
    """

    held_out: int | None = None
    train_seconds: float | None = None
    train_steps: int | None = None
    recall_none: float | None = None
    recall_supervised: float | None = None
    recall_simcse: float | None = None
    recall_centred: float | None = None
    alignment_none: float | None = None
    alignment_supervised: float | None = None
    alignment_simcse: float | None = None
    uniformity_none: float | None = None
    uniformity_supervised: float | None = None
    uniformity_simcse: float | None = None


def run_numbers(run: Run) -> dict[str, Any]:
    """The fields of ``RunFacts``."""
    found: dict[str, Any] = {
        "held_out": run.held_out, "train_seconds": run.last.seconds, "train_steps": run.last.step,
        "recall_centred": run.centred,
    }  # fmt: skip
    for name, end in {"none": run.steps[0].objectives["supervised"], **run.last.objectives}.items():
        found |= {f"recall_{name}": end.recall_10, f"alignment_{name}": end.alignment}
        found[f"uniformity_{name}"] = end.uniformity
    return found
