"""What a trainer does now, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingReport:
    """How many trainings run, wait for their turn, and are kept with their result."""

    running: int
    waiting: int
    kept: int
