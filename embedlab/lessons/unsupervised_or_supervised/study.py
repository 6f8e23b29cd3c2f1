"""One contrastive training as lesson 3 shows it: its records, and a few held-out definitions before and after.

The training itself is in ``embedlab.models.training``; a run keeps only what a page draws, so that a class of visitors
may each hold one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.contrastive import match_ranks
from embedlab.compute.projection import JointMap, joint_map
from embedlab.lessons.unsupervised_or_supervised.study_nearest import Nearest, nearest_terms, word_lengths
from embedlab.models.training import ContrastiveResult, ContrastiveSpec, ContrastiveStep, Job
from embedlab.numbers_text import counted, short

ENCODERS = ("before", "supervised", "simcse")
"""The start, which both objectives share, and what each made of it."""

PAIRS_SHOWN = 16
TERM_CHARS = 12
DEFINITION_CHARS = (25, 70)
_DRAW = 2
"""Of the first few draws the one whose shown pairs fare most like all held-out ones."""

Vectors = NDArray[np.float16]


@dataclass(frozen=True)
class Settings:
    """What a visitor chooses for a training; ``steps`` is how many each objective makes."""

    steps: int
    temperature: float
    batch: int
    learning_rate: float
    dropout: float
    seed: int

    @classmethod
    def of(cls, spec: ContrastiveSpec) -> "Settings":
        """The settings of a training."""
        return cls(spec.steps, spec.temperature, spec.batch, spec.learning_rate, spec.dropout, spec.seed)


@dataclass(frozen=True, eq=False)
class Run:
    """A training that has ended.

    Attributes:
        key: names the training in the trainer; empty for the shipped one.
        settings: what was chosen.
        steps: its records; the first is before training.
        terms: some held-out terms, k of them.
        definitions: their definitions.
        term_vectors: (k, d) float16 unit rows by name of an encoder, see ``ENCODERS``.
        definition_vectors: the same for the definitions.
        ranks: (k,) by name of an encoder: rank of the own term, 1 the best, when each definition asks for the
            nearest of all held-out terms; equal cosines count against it.
        nearest: by name of an encoder: what each definition finds.
        lengths: by objective, see ``word_lengths``.
        centred: recall@10 of a control, see ``centred_recall``.
        held_out: how many terms that are.
        train_pairs: how many pairs it was trained on.
    """

    key: str
    settings: Settings
    steps: tuple[ContrastiveStep, ...]
    terms: tuple[str, ...]
    definitions: tuple[str, ...]
    term_vectors: Mapping[str, Vectors]
    definition_vectors: Mapping[str, Vectors]
    ranks: Mapping[str, NDArray[np.int64]]
    nearest: Mapping[str, Nearest]
    lengths: Mapping[str, tuple[float, ...]]
    centred: float
    held_out: int
    train_pairs: int

    @property
    def last(self) -> ContrastiveStep:
        """The record after training."""
        return self.steps[-1]

    @property
    def cut_short(self) -> bool:
        """Whether the time limit ended it before it had made its steps."""
        return self.last.step < self.settings.steps

    @cached_property
    def maps(self) -> JointMap:
        """One joint projection of the pairs, (3, 2 k, 2): frames as ``ENCODERS``, terms over definitions."""
        frames = [np.concatenate([self.term_vectors[name], self.definition_vectors[name]]) for name in ENCODERS]
        return joint_map(np.stack(frames).astype(np.float32))


@dataclass(frozen=True)
class Earlier:
    """The curves of a training that was on the chart before: its settings and records, and nothing large."""

    settings: Any
    steps: tuple[Any, ...]


class Curves(Protocol):
    """What a page shows of a training, whatever it trains."""

    @property
    def settings(self) -> Any:
        """What it was set to; None when there is nothing to show."""

    @property
    def steps(self) -> tuple[Any, ...]:
        """Its records so far."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What the page shows: the curves of a training, and the definitions of the last one that has ended.

    Attributes:
        run: the last training of this visitor that was finished, or the shipped one; None when that cannot be read.
        job: the training that was asked for last, None while there is none.
        live: whether it ran when the page looked.
        earlier: what was on the chart before, the latest first.
    """

    run: Run | None
    job: Job[ContrastiveStep, ContrastiveResult] | None = None
    live: bool = False
    earlier: tuple[Earlier, ...] = ()

    @property
    def key(self) -> str:
        """Names the training whose curves are shown; empty for the shipped one."""
        return self.unfinished.key if self.unfinished else self.run.key if self.run else ""

    @property
    def unfinished(self) -> Job[ContrastiveStep, ContrastiveResult] | None:
        """The training whose curves are shown instead of the run's: it goes on, or gave no result."""
        return None if self.job is None or (self.run is not None and self.run.key == self.job.key) else self.job

    @property
    def steps(self) -> tuple[ContrastiveStep, ...]:
        """The records to draw; more of them each time while a training runs."""
        if self.unfinished is not None:
            return self.unfinished.steps
        return () if self.run is None else self.run.steps

    @property
    def settings(self) -> Settings | None:
        """What the curves were trained with; None when there is nothing to show."""
        if self.unfinished is not None:
            return Settings.of(spec_of(self.unfinished))
        return None if self.run is None else self.run.settings

    @property
    def result(self) -> ContrastiveResult | None:
        """The encoders of the visitor's own run; None when the run is the shipped one, or they had to be dropped."""
        own = self.job is not None and self.run is not None and self.run.key == self.job.key
        return self.job.result() if own and self.job is not None else None


def spec_of(job: Job[ContrastiveStep, ContrastiveResult]) -> ContrastiveSpec:
    """What a contrastive training was asked to do."""
    assert isinstance(job.spec, ContrastiveSpec)
    return job.spec


def run_of(key: str, spec: ContrastiveSpec, steps: Sequence[ContrastiveStep], result: ContrastiveResult) -> Run:
    """Keep of a finished training what a page draws."""
    rows = shown_rows(result.terms, result.definitions)
    return Run(
        key=key,
        settings=Settings.of(spec),
        steps=tuple(steps),
        terms=tuple(result.terms[row] for row in rows),
        definitions=tuple(result.definitions[row] for row in rows),
        term_vectors={name: result.term_vectors[name][rows] for name in ENCODERS},
        definition_vectors={name: result.definition_vectors[name][rows] for name in ENCODERS},
        ranks={
            name: np.ceil(match_ranks(result.definition_vectors[name][rows], result.term_vectors[name], rows)).astype(
                np.int64
            )
            for name in ENCODERS
        },
        nearest={name: nearest_terms(result, name, rows) for name in ENCODERS},
        lengths={name: word_lengths(result, name) for name in result.tables},
        centred=centred_recall(result.term_vectors["before"], result.definition_vectors["before"]),
        held_out=len(result.terms),
        train_pairs=result.train_pairs,
    )


def kept_earlier(earlier: tuple[Earlier, ...], before: Curves | None, now: Any, count: int) -> tuple[Earlier, ...]:
    """Return the curves to keep, the latest first, at most ``count``: what was shown ``before`` joins them.

    A training of the same settings as the one that is shown ``now`` would lie under its curves and is left out.
    """
    added = []
    if before is not None and before.settings is not None and len(before.steps) > 1:
        added.append(Earlier(before.settings, before.steps))
    new = {each.settings: each for each in (*reversed(earlier), *added) if each.settings != now}
    return tuple(reversed(new.values()))[:count]


def difference(settings: Any, other: Any) -> str:
    """Say in a few words what one training was set to where it differs from another."""
    own = {name: value for name, value in vars(settings).items() if value != getattr(other, name)}
    return ", ".join(
        counted(value, "step") if name == "steps" else f"{name.replace('_', ' ')} {short(value)}"
        for name, value in own.items()
    )


def shown_rows(terms: Sequence[str], definitions: Sequence[str], count: int = PAIRS_SHOWN) -> NDArray[np.int64]:
    """Rows of the pairs to show, ascending: a draw with a fixed seed among those that are easy to read.

    Drawn and not picked one by one, so that the map is not kinder than the curve.
    """
    least, most = DEFINITION_CHARS
    short = [
        row
        for row, (term, definition) in enumerate(zip(terms, definitions, strict=True))
        if term.isalpha() and term.islower() and len(term) <= TERM_CHARS and least <= len(definition) <= most
    ]
    drawn = np.random.default_rng(_DRAW).permutation(np.array(short, dtype=np.int64))[:count]
    return np.sort(drawn)


def centred_recall(terms: NDArray[np.floating], definitions: NDArray[np.floating]) -> float:
    """Recall@10, 0 to 1, without any training, when the mean is taken from the terms and from the definitions.

    The control for SimCSE, whose first effect is to take away the lean that all averages of word vectors share.
    ``terms`` and ``definitions`` are (n, d), row i of one belongs to row i of the other.
    """
    sides = [side.astype(np.float32) - side.mean(axis=0, dtype=np.float32) for side in (definitions, terms)]
    return float((match_ranks(*sides) <= 10).mean())


def found_in_ten(run: Run, encoder: str) -> int:
    """How many of the shown definitions have their own term among the ten nearest."""
    return int((run.ranks[encoder] <= 10).sum())
