"""Training while visitors watch: jobs in child processes, so that a server never waits for one."""

from embedlab.models.training.job import Job, State
from embedlab.models.training.records import (
    ContrastiveResult,
    ContrastiveStep,
    LabelledResult,
    LabelledStep,
    ObjectiveStep,
    TuningResult,
    TuningStep,
    WordsResult,
    WordsStep,
)
from embedlab.models.training.specs import (
    ContrastiveSpec,
    LabelledSpec,
    Objective,
    TuningDepth,
    TuningSpec,
    WordMethod,
    WordsSpec,
)
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
    "TuningDepth",
    "TuningResult",
    "TuningSpec",
    "TuningStep",
    "WordMethod",
    "WordsResult",
    "WordsSpec",
    "WordsStep",
    "shared_trainer",
]
