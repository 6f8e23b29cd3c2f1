"""One tuning as lesson 10 shows it: what the generalist found before, what the tuned model finds after.

The tuning itself is in ``embedlab.models.training``; an outcome keeps only numbers for each query and what a page
draws, so that a class of visitors may each hold one. Each search ranks all texts that are searched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Floats
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.lessons.fine_tuning.study_compare import Compared, compared
from embedlab.lessons.fine_tuning.study_forgotten import Forgotten
from embedlab.lessons.fine_tuning.study_moved import Moved
from embedlab.models.training.specs import TuningDepth, TuningSpec

Way = Literal["bm25", "before", "hybrid-before", "weighted-before", "after", "hybrid-after", "weighted-after"]
WAYS: Final[tuple[Way, ...]] = (
    "bm25", "before", "hybrid-before", "weighted-before", "after", "hybrid-after", "weighted-after",
)  # fmt: skip
"""How the texts are searched: by words, by the generalist or the tuned model, or by both with words."""
DEPTHS: Final[dict[TuningDepth, str]] = {
    "adapter": "Adapter", "lora": "LoRA", "layers": "Last two layers", "whole": "All weights",
}  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What a visitor chooses for a tuning; ``pairs`` is how many are learnt from, at most."""

    depth: TuningDepth
    pairs: int
    epochs: int
    learning_rate: float
    temperature: float
    hard: bool
    rank: int
    seed: int

    @classmethod
    def of(cls, spec: TuningSpec) -> "Settings":
        """The settings of a tuning."""
        return cls(
            spec.depth, spec.most_pairs, spec.epochs, spec.learning_rate, spec.temperature, spec.hard, spec.rank,
            spec.seed,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Found:
    """What one way of searching finds for q queries.

    Attributes:
        ndcg: (q,) float32, nDCG@10 from 0 to 1.
        rank: (q,) int32, the rank of the first text that answers, from 1.
        first: (q,) int32, the text that stands first, by its place among those searched.
    """

    ndcg: NDArray[np.float32]
    rank: NDArray[np.int32]
    first: NDArray[np.int32]

    @property
    def mean(self) -> float:
        """Mean nDCG@10."""
        return float(self.ndcg.mean(dtype=np.float64))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % bootstrap interval of the mean."""
        return bootstrap_interval(self.ndcg)


@dataclass(frozen=True)
class Step:
    """One record of a tuning: the loss, in nats, averaged since the record before."""

    step: int
    seconds: float
    loss: float


@dataclass(frozen=True, eq=False)
class Outcome:
    """A tuning that has ended.

    Attributes:
        key: names it in the trainer; empty for one that ships.
        saved: names the tuned model among those of this server; empty where none is kept.
        domain: what it was tuned on and measured with: ``shipped``, or the key of a visitor's own pairs.
        settings: what was chosen.
        steps: its records.
        searches: what each of ``WAYS`` finds.
        forgotten: what it does on texts that have nothing to do with the domain; None where that was not read.
        moved: questions and answers on one map; None for fewer than three texts.
        train_pairs: how many pairs it was tuned on.
        parameters: how many numbers could change.
        whole_parameters: how many numbers the model has.
    """

    key: str
    saved: str
    domain: str
    settings: Settings
    steps: tuple[Step, ...]
    searches: Mapping[Way, Found]
    forgotten: Forgotten | None
    moved: Moved | None
    train_pairs: int
    parameters: int

    @property
    def queries(self) -> int:
        """How many queries it is measured on."""
        return len(self.searches["before"].ndcg)

    @property
    def gains(self) -> NDArray[np.float32]:
        """By how much each query has gained, (q,) float32 from -1 to 1."""
        return self.searches["after"].ndcg - self.searches["before"].ndcg

    def compared(self, way: Way = "after", against: Way = "before") -> Compared:
        """One way of searching less another, over the same queries."""
        return compared(self.searches[way].ndcg, self.searches[against].ndcg)


def most_changed(gains: Sequence[float] | Floats, most: int) -> NDArray[np.int64]:
    """Return the places of the queries that changed most, the largest change first; those that did not are left out."""
    size = np.abs(np.asarray(gains))
    order = np.argsort(-size, kind="stable")[:most]
    return np.asarray(order[size[order] > 0], dtype=np.int64)
