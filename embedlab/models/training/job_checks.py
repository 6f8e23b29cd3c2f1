"""Whether a training can be done at all: everything that can be refused before a process starts is refused here."""

import functools
import math
from pathlib import Path

from embedlab import limits
from embedlab.errors import InputError, StoreError
from embedlab.models.training.specs import ContrastiveSpec, LabelledSpec, Spec, TuningSpec, most_seconds
from embedlab.models.training.term_pairs import read_pairs
from embedlab.numbers_text import short, whole


def check(spec: Spec) -> None:
    """Refuse what cannot be trained.

    Raises:
        InputError: an option is out of its range, or the text cannot be learnt from; the message says what to do.
        StoreError: a file that the spec names is missing or broken.
    """
    if not 1 <= spec.seconds <= most_seconds(spec):
        raise InputError(f"A training may take 1 to {most_seconds(spec)} seconds; choose a number in between.")
    for path in spec.files:
        if not path.is_file():
            raise StoreError(
                f"{path.name} of {path.parent.name} is missing; fetch the model or install EmbedLab again."
            )
    if isinstance(spec, ContrastiveSpec):
        _check_pairs(spec)
        _check_dropout(spec)
    elif isinstance(spec, LabelledSpec):
        _check_pairs(spec)
        _check_margin(spec)
    elif isinstance(spec, TuningSpec):
        from embedlab.models.training.tuning.tuning_checks import check_tuning

        check_tuning(spec)
    else:
        from embedlab.models.training.word_training.word_checks import check_words

        check_words(spec)


def _check_pairs(spec: ContrastiveSpec | LabelledSpec) -> None:
    if not spec.objectives or len(set(spec.objectives)) != len(spec.objectives):
        raise InputError("Choose at least one objective, and each one once.")
    if not (math.isfinite(spec.temperature) and 0.005 <= spec.temperature <= 10):
        raise InputError(
            f"The temperature is {short(spec.temperature)}; cosines are divided by it, so choose 0.005 to 10."
        )
    if not (math.isfinite(spec.learning_rate) and 0 < spec.learning_rate <= 0.1):
        raise InputError(f"The learning rate is {short(spec.learning_rate)}; choose one over 0 and up to 0.1.")
    if not 1 <= spec.steps <= limits.TRAINING_STEPS:
        raise InputError(f"A training makes 1 to {whole(limits.TRAINING_STEPS)} steps; choose a number in between.")
    _check_batch(spec)


def _check_dropout(spec: ContrastiveSpec) -> None:
    if not (math.isfinite(spec.dropout) and 0 < spec.dropout <= 0.9):
        raise InputError(f"The dropout is {short(spec.dropout)}; choose a share over 0 and up to 0.9.")


def _check_margin(spec: LabelledSpec) -> None:
    if not (math.isfinite(spec.margin) and 0 < spec.margin <= 2):
        raise InputError(f"The margin is {short(spec.margin)}; distances go up to 2, so choose one over 0 and up to 2.")


def _check_batch(spec: ContrastiveSpec | LabelledSpec) -> None:
    if spec.batch < 2:
        raise InputError("A batch needs at least 2 pairs: with one there is no negative to tell it from.")
    stat = spec.pairs.stat()
    pairs = _train_pairs(spec.pairs, (stat.st_size, stat.st_mtime_ns))
    most = min(pairs, limits.TRAINING_BATCH)
    if spec.batch > most:
        raise InputError(
            f"A batch of {whole(spec.batch)} is too large: there are {whole(pairs)} pairs; choose at most "
            f"{whole(most)}."
        )


@functools.lru_cache(maxsize=4)
def _train_pairs(path: Path, _stamp: tuple[int, int]) -> int:
    """How many pairs there are to train on; the stamp makes an edited file a new one."""
    return len(read_pairs(path).train)
