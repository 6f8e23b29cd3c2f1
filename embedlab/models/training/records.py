"""What a training tells while it runs and when it is done: frozen records, cheap to read and to keep."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float16]


@dataclass(frozen=True)
class ObjectiveStep:
    """How one objective's encoder does on the held-out pairs.

    Attributes:
        loss: mean training loss, in nats, over the steps since the record before; at step 0 that of the first
            batch before anything was learnt. The two objectives' losses cannot be compared with each other.
        recall_1: share of held-out definitions, 0 to 1, whose nearest held-out term by cosine is their own.
        recall_10: the same, own term among the ten nearest.
        alignment: mean squared distance of the unit vectors of a held-out term and its definition, 0 to 4; smaller
            is closer (Wang and Isola 2020, alpha 2).
        uniformity: log of the mean of exp(-2 squared distance) over all pairs of held-out texts, -8 to 0; smaller
            is more evenly spread (Wang and Isola 2020, t 2).
    """

    loss: float
    recall_1: float
    recall_10: float
    alignment: float
    uniformity: float


@dataclass(frozen=True)
class ContrastiveStep:
    """One look at a contrastive training.

    Attributes:
        step: steps that each objective has made; the record at 0 is before training.
        seconds: since the pairs were read, its looks at the held-out ones included.
        objectives: by name of the objective.
    """

    step: int
    seconds: float
    objectives: dict[str, ObjectiveStep]


@dataclass(frozen=True)
class ContrastiveResult:
    """The held-out pairs before and after, and the word tables that the objectives have made.

    Attributes:
        terms: the n held-out terms that have a word in the table, as have their definitions.
        definitions: their definitions, in the same order.
        term_vectors: (n, d) float16, unit length, by ``before`` and by objective.
        definition_vectors: the same for the definitions.
        words: the V words that occur in the pairs.
        tables: their vectors after training, (V, d) float16 by objective; a text's vector is the mean of its words'.
        train_pairs: how many pairs it was trained on.
        parameters: numbers that training could change.
    """

    terms: tuple[str, ...]
    definitions: tuple[str, ...]
    term_vectors: dict[str, Vectors]
    definition_vectors: dict[str, Vectors]
    words: tuple[str, ...]
    tables: dict[str, Vectors]
    train_pairs: int
    parameters: int

    @property
    def bytes(self) -> int:
        """Bytes held."""
        arrays = [*self.term_vectors.values(), *self.definition_vectors.values(), *self.tables.values()]
        texts = sum(2 * len(text) for text in self.definitions)
        return sum(array.nbytes for array in arrays) + texts + 100 * len(self.words)


@dataclass(frozen=True)
class LabelledObjectiveStep(ObjectiveStep):
    """How an objective on labelled pairs does: ``loss`` is in nats, for triplets in the unit of their distances.

    Attributes:
        idle: share of the triplets, 0 to 1, that cost nothing since the record before; 0 for other objectives.
        cosines: mean cosine of a held-out definition with its own term, the broader term and a sister's.
        accuracy: share of the held-out labelled pairs, 0 to 1, that the classifier's layer puts into their class;
            None for other objectives.
    """

    idle: float
    cosines: tuple[float, float, float]
    accuracy: float | None


@dataclass(frozen=True)
class LabelledStep:
    """One look at a training on labelled pairs; ``step``, ``seconds`` and ``objectives`` as in ``ContrastiveStep``."""

    step: int
    seconds: float
    objectives: dict[str, LabelledObjectiveStep]


@dataclass(frozen=True)
class LabelledResult:
    """The held-out labelled pairs before and after.

    Attributes:
        texts: definition, own term, broader term, sister's term of n held-out definitions.
        vectors: their vectors, (n, 4, d) float16, any length, by ``before`` and by objective.
        layers: the classifier's layer, (3, 3 d + 1) float32, by ``before`` and ``after``; none when it was not trained.
        train_rows: how many definitions it was trained on, each with three terms.
        held_out: how many held-out pairs recall was counted on.
    """

    texts: tuple[tuple[str, str, str, str], ...]
    vectors: dict[str, Vectors]
    layers: dict[str, NDArray[np.float32]]
    train_rows: int
    held_out: int

    @property
    def bytes(self) -> int:
        """Bytes held."""
        arrays: list[NDArray[Any]] = [*self.vectors.values(), *self.layers.values()]
        return sum(array.nbytes for array in arrays) + sum(2 * len(text) for row in self.texts for text in row)


@dataclass(frozen=True)
class WordsStep:
    """Word vectors after one epoch.

    Attributes:
        epoch: how often the text has been read; 0 is the random start.
        share: share of the training that is done, 0 to 1.
        seconds: since the training began.
        loss: gensim's own running loss of this epoch, divided by the words read in it; None where gensim keeps none
            (FastText) and at epoch 0.
        neighbours: by probe word, the nearest words with their cosine, nearest first.
    """

    epoch: int
    share: float
    seconds: float
    loss: float | None
    neighbours: dict[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True)
class WordsResult:
    """Trained word vectors.

    Attributes:
        words: in order of falling frequency.
        vectors: (V, d) float16.
        counts: how often each word occurs, (V,) int64.
        sentences: lines that were read.
    """

    words: tuple[str, ...]
    vectors: Vectors
    counts: NDArray[np.int64]
    sentences: int

    @property
    def bytes(self) -> int:
        """Bytes held."""
        return int(self.vectors.nbytes + self.counts.nbytes + 100 * len(self.words))


@dataclass(frozen=True)
class TuningStep:
    """One look at a tuning.

    Attributes:
        step: steps made so far, from 1.
        seconds: since the first step began.
        loss: mean loss in nats over the steps since the record before; at step 1 that of the model as it came.
        share: share of the tuning that is done, 0 to 1, the reading of the probe after it included.
    """

    step: int
    seconds: float
    loss: float
    share: float


@dataclass(frozen=True)
class TuningResult:
    """The probe before and after, and how it came about.

    Attributes:
        before: what the generalist made of the probe's n texts, (n, d) float16, unit length.
        after: what the tuned model makes of them.
        losses: one for each step, (steps,) float32, in nats.
        steps: steps that were made.
        train_pairs: how many pairs it learnt from.
        parameters: numbers that could change.
        parameters_all: numbers of the tuned model.
        seconds: of the steps alone; ``seconds_all`` counts reading and saving as well.
        seconds_all: from the start of the process's work to its end.
        saved: id of the tuned model among those of this server, see ``models.tuned_models``.
    """

    before: Vectors
    after: Vectors
    losses: NDArray[np.float32]
    steps: int
    train_pairs: int
    parameters: int
    parameters_all: int
    seconds: float
    seconds_all: float
    saved: str

    @property
    def bytes(self) -> int:
        """Bytes held in memory; the files of the model count elsewhere."""
        return int(self.before.nbytes + self.after.nbytes + self.losses.nbytes)


def contrastive_step(said: dict[str, Any]) -> ContrastiveStep:
    """Read a record as the worker wrote it."""
    objectives = {name: ObjectiveStep(**values) for name, values in said["objectives"].items()}
    return ContrastiveStep(int(said["step"]), float(said["seconds"]), objectives)


def labelled_step(said: dict[str, Any]) -> LabelledStep:
    """Read a record as the worker wrote it."""
    objectives = {
        name: LabelledObjectiveStep(**values | {"cosines": tuple(values["cosines"])})
        for name, values in said["objectives"].items()
    }
    return LabelledStep(int(said["step"]), float(said["seconds"]), objectives)


def words_step(said: dict[str, Any]) -> WordsStep:
    """Read a record as the worker wrote it."""
    near = {word: tuple((str(w), float(c)) for w, c in found) for word, found in said["neighbours"].items()}
    return WordsStep(int(said["epoch"]), float(said["share"]), float(said["seconds"]), said["loss"], near)


def tuning_step(said: dict[str, Any]) -> TuningStep:
    """Read a record as the worker wrote it."""
    return TuningStep(int(said["step"]), float(said["seconds"]), float(said["loss"]), float(said["share"]))
