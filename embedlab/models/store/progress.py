"""How a fetch tells whoever is watching how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Phase = Literal["waiting", "downloading", "unpacking", "checking", "converting", "ready"]


@dataclass(frozen=True)
class Step:
    """One report.

    Attributes:
        model: id of the model that is being fetched.
        phase: what is being done to it.
        done: bytes done, 0 when the phase has no measure.
        total: bytes in all, 0 when unknown.
    """

    model: str
    phase: Phase
    done: int = 0
    total: int = 0


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """A watcher that watches nothing."""
