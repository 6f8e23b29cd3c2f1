"""What a tuning begins with, for each depth, and the spec that the trainer is given."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from embedlab.lessons.fine_tuning.study_files import Domain
from embedlab.models.training.specs import TuningDepth, TuningSpec, most_seconds

PAIRS: Final = (125, 250, 500, 1_000, 2_000)
"""Numbers of pairs that are offered."""


@dataclass(frozen=True)
class Start:
    """Learning rate, epochs, pairs in a step and tokens of a text to begin with.

    With 32 tokens a text, what goes through the layers ends within the minute that a class waits for it.
    """

    rate: float
    epochs: int
    batch: int = 32
    tokens: int = 32


RATES: Final[dict[TuningDepth, Start]] = {
    "adapter": Start(1e-3, 3, 128, 96), "lora": Start(1e-3, 1), "layers": Start(5e-5, 1), "whole": Start(2e-5, 1),
}  # fmt: skip
FIRST: Final = TuningSpec(
    model=Path(), pairs=Path(), probe=Path(), depth="adapter", learning_rate=1e-3, epochs=3, batch=128
)
"""What the controls say before anybody moves them; where the files lie is known at run time."""


def first_of(depth: TuningDepth) -> TuningSpec:
    """What the controls say of a depth before anybody moves them."""
    start = RATES[depth]
    return replace(
        FIRST, depth=depth, learning_rate=start.rate, epochs=start.epochs, batch=start.batch, most_tokens=start.tokens
    )


def spec_of_domain(model: Path, domain: Domain, chosen: TuningSpec, most_pairs: int) -> TuningSpec:
    """What the trainer is asked for: the choices, on the files of a domain, beginning from the model in a folder.

    A batch has no more pairs than there are, and a tuning may take what its depth is granted.
    """
    return replace(
        chosen, model=model, pairs=domain.pairs, probe=domain.probe_file, frozen=domain.frozen, most_pairs=most_pairs,
        batch=min(chosen.batch, domain.train, most_pairs), seconds=float(most_seconds(chosen)),
    )  # fmt: skip
