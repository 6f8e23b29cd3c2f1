"""One training on labelled pairs as lesson 3 shows it: its records, and a few held-out rows before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.pair_classes import logit_parts, pair_classes, pair_features
from embedlab.compute.triplets import Triplets, triplets
from embedlab.compute.wilson import wilson_interval
from embedlab.lessons.unsupervised_or_supervised.study import DEFINITION_CHARS, TERM_CHARS, Earlier
from embedlab.models.training import Job, LabelledResult, LabelledSpec, LabelledStep

OBJECTIVES = ("softmax", "triplet-random", "triplet-hard", "classifier")
"""The objectives in the order in which the page shows them."""
CLASSES = ("entailment", "neutral", "contradiction")
"""The classes of a pair; a row's terms stand in this order behind its definition."""
ROWS_SHOWN = 16
_DRAW = 10
"""Of the first few draws one whose words are fit for every class."""

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class LabelledSettings:
    """What a visitor chooses; ``steps`` is how many each objective makes."""

    steps: int
    temperature: float
    margin: float
    batch: int
    learning_rate: float
    seed: int

    @classmethod
    def of(cls, spec: LabelledSpec) -> "LabelledSettings":
        """The settings of a training."""
        return cls(spec.steps, spec.temperature, spec.margin, spec.batch, spec.learning_rate, spec.seed)


@dataclass(frozen=True, eq=False)
class LabelledRun:
    """A training on labelled pairs that has ended.

    Attributes:
        key: names the training in the trainer; empty for the shipped one.
        settings: what was chosen.
        steps: its records; the first is before training.
        texts: of some held-out rows: definition, own term, broader term, sister's term.
        vectors: their vectors, (k, 4, d) float16, any length, by ``before`` and by objective.
        layers: the classifier's layer, (3, 3 d + 1) float32, ``before`` and ``after``.
        train_rows: how many definitions it was trained on.
        held_rows: how many labelled rows were held out.
        held_out: on how many held-out pairs recall was counted.
    """

    key: str
    settings: LabelledSettings
    steps: tuple[LabelledStep, ...]
    texts: tuple[tuple[str, str, str, str], ...]
    vectors: Mapping[str, NDArray[np.float16]]
    layers: Mapping[str, NDArray[np.float32]]
    train_rows: int
    held_rows: int
    held_out: int

    @property
    def last(self) -> LabelledStep:
        """The record after training."""
        return self.steps[-1]

    @cached_property
    def recalls(self) -> dict[str, tuple[float, float, float]]:
        """Recall@10 with its interval (Wilson, 95 %), ``before`` and after each objective."""
        found = {"before": self.steps[0].objectives["softmax"].recall_10}
        found |= {name: self.last.objectives[name].recall_10 for name in OBJECTIVES}
        return {name: (share, *wilson_interval(share, self.held_out)) for name, share in found.items()}


@dataclass(frozen=True, eq=False)
class LabelledShown:
    """What the part shows, as ``study.Shown`` does for the first screen."""

    run: LabelledRun | None
    job: Job[LabelledStep, LabelledResult] | None = None
    live: bool = False
    earlier: tuple[Earlier, ...] = ()

    @property
    def unfinished(self) -> Job[LabelledStep, LabelledResult] | None:
        """The training whose curves are shown instead of the run's: it goes on, or gave no result."""
        return None if self.job is None or (self.run is not None and self.run.key == self.job.key) else self.job

    @property
    def key(self) -> str:
        """Names the training whose curves are shown; empty for the shipped one."""
        return self.unfinished.key if self.unfinished else self.run.key if self.run else ""

    @property
    def steps(self) -> tuple[LabelledStep, ...]:
        """The records to draw."""
        if self.unfinished is not None:
            return self.unfinished.steps
        return () if self.run is None else self.run.steps

    @property
    def settings(self) -> LabelledSettings | None:
        """What the curves were trained with; None when there is nothing to show."""
        if self.unfinished is not None:
            return LabelledSettings.of(labelled_spec_of(self.unfinished))
        return None if self.run is None else self.run.settings


@dataclass(frozen=True, eq=False)
class ClassifiedPair:
    """One pair before or after training.

    Attributes:
        probabilities: (3,) of each class, 0 to 1.
        parts: (3, 4) what each class's logit is made of: by u, by v, by |u - v|, the bias.
    """

    probabilities: Floats
    parts: Floats


def labelled_spec_of(job: Job[LabelledStep, LabelledResult]) -> LabelledSpec:
    """What a training on labelled pairs was asked to do."""
    assert isinstance(job.spec, LabelledSpec)
    return job.spec


def labelled_run_of(key: str, spec: LabelledSpec, steps: Sequence[LabelledStep], result: LabelledResult) -> LabelledRun:
    """Keep of a finished training what a page draws."""
    rows = rows_to_show(result.texts)
    return LabelledRun(
        key=key,
        settings=LabelledSettings.of(spec),
        steps=tuple(steps),
        texts=tuple(result.texts[row] for row in rows),
        vectors={name: vectors[rows] for name, vectors in result.vectors.items()},
        layers=dict(result.layers),
        train_rows=result.train_rows,
        held_rows=len(result.texts),
        held_out=result.held_out,
    )


def rows_to_show(texts: Sequence[tuple[str, str, str, str]], count: int = ROWS_SHOWN) -> NDArray[np.int64]:
    """Places of the rows to show, ascending: a draw with a fixed seed among those that are easy to read."""
    least, most = DEFINITION_CHARS
    easy = [
        place
        for place, (definition, *terms) in enumerate(texts)
        if least <= len(definition) <= most and all(term.isalpha() and len(term) <= TERM_CHARS for term in terms)
    ]
    return np.sort(np.random.default_rng(_DRAW).permutation(np.array(easy, dtype=np.int64))[:count])


def classified(run: LabelledRun, row: int, column: int, when: str) -> ClassifiedPair:
    """What the classifier says of a shown row's definition and the term of class ``column``, "before" or "after"."""
    vectors = run.vectors["before" if when == "before" else "classifier"][row].astype(np.float32)
    features = pair_features(vectors[1 + column, None], vectors[0, None])
    layer = run.layers[when]
    shares = pair_classes(features, layer, [column]).probabilities[0]
    return ClassifiedPair(shares, logit_parts(features[0], layer))


def triplet_of(run: LabelledRun, row: int, encoder: str) -> Triplets:
    """The triplet of a shown row: its definition, its own term, and the sister's, as ``encoder`` sees them."""
    definition, own, _, sister = run.vectors[encoder][row].astype(np.float32)[:, None]
    return triplets(definition, own, sister, run.settings.margin)
