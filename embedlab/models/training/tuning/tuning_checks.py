"""Whether a tuning can be done at all: what is refused before a process starts."""

import functools
import math
from pathlib import Path
from typing import NamedTuple

from embedlab import limits
from embedlab.errors import InputError
from embedlab.models.training.specs import TuningSpec
from embedlab.models.training.tuning.tuning_rows import read_probe, read_tuning_pairs
from embedlab.numbers_text import short, whole


class _Counts(NamedTuple):
    """How many pairs a file holds, and how many different queries and answers."""

    pairs: int
    queries: int
    texts: int


def check_tuning(spec: TuningSpec) -> None:
    """Refuse what cannot be tuned.

    Raises:
        InputError: an option is out of its range, or there is nothing to learn from; the message says what to do.
    """
    _between("learning rate", spec.learning_rate, 1e-7, limits.TUNING_RATE)
    _between("temperature", spec.temperature, 0.005, 1)
    _whole_between("rank", spec.rank, 1, limits.TUNING_RANK)
    _whole_between("number of tokens of a text", spec.most_tokens, 8, limits.TUNING_TOKENS)
    _whole_between("number of epochs", spec.epochs, 1, limits.TUNING_EPOCHS)
    _whole_between("number of pairs", spec.most_pairs, 2, limits.TUNING_LEARNT_PAIRS)
    _check_pairs(spec)


def _check_pairs(spec: TuningSpec) -> None:
    counts = _counts(spec.pairs, _stamp(spec.pairs))
    if counts.pairs < 2:
        raise InputError(f"There {'is one pair' if counts.pairs else 'are no pairs'} to learn from; bring two or more.")
    if counts.queries < 2 or counts.texts < 2:
        raise InputError("All pairs have the same query or the same text, so there is nothing to tell apart.")
    if _texts_of_probe(spec.probe, _stamp(spec.probe)) < 1:
        raise InputError("There is no text to measure the tuned model with; bring one or more.")
    if spec.batch < 2:
        raise InputError("A batch needs at least 2 pairs: with one there is no negative to tell it from.")
    learnt = min(counts.pairs, spec.most_pairs)
    most = min(learnt, limits.TUNING_BATCH)
    if spec.batch > most:
        raise InputError(
            f"A batch of {whole(spec.batch)} is too large: there are {whole(learnt)} pairs; choose at most "
            f"{whole(most)}."
        )


def _between(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise InputError(f"The {name} is {short(value)}; choose one from {short(low)} to {short(high)}.")


def _whole_between(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise InputError(f"The {name} is {whole(value)}; choose one from {whole(low)} to {whole(high)}.")


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


@functools.lru_cache(maxsize=16)
def _counts(path: Path, _stamp: tuple[int, int]) -> _Counts:
    """The stamp makes an edited file a new one."""
    pairs = read_tuning_pairs(path)
    return _Counts(len(pairs), len(set(pairs.query)), len(set(pairs.text)))


@functools.lru_cache(maxsize=16)
def _texts_of_probe(path: Path, _stamp: tuple[int, int]) -> int:
    return len(read_probe(path))
