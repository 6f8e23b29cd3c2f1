"""Training while visitors watch: jobs in child processes, so that a server never waits for one."""

from embedlab.models.training.job import Job, State
from embedlab.models.training.records import (
    ContrastiveResult,
    ContrastiveStep,
    LabelledResult,
    LabelledStep,
    ObjectiveStep,
    WordsResult,
    WordsStep,
)
from embedlab.models.training.specs import ContrastiveSpec, LabelledSpec, Objective, WordMethod, WordsSpec
from embedlab.models.training.trainer import Trainer, shared_trainer

__all__ = [
    "ContrastiveResult",
    "ContrastiveSpec",
    "ContrastiveStep",
    "Job",
    "LabelledResult",
    "LabelledSpec",
    "LabelledStep",
    "Objective",
    "ObjectiveStep",
    "State",
    "Trainer",
    "WordMethod",
    "WordsResult",
    "WordsSpec",
    "WordsStep",
    "shared_trainer",
]
