"""A small domain with vectors of its own, so that nothing has to be tuned to test what is made of a tuning."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.lessons.fine_tuning.examples import Probe
from embedlab.lessons.fine_tuning.study import Outcome, Step
from embedlab.lessons.fine_tuning.study_outcome import outcome
from embedlab.lessons.fine_tuning.study_settings import first_of

QUERIES, TEXTS, WIDTH = 40, 60, 16
Vectors = NDArray[np.float16]


def unit(rows: NDArray[np.float64]) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def made_probe() -> Probe:
    queries = [f"question number {n} about thing{n}" for n in range(QUERIES)]
    texts = [f"thing{n} is what text {n} tells of" for n in range(TEXTS)]
    return Probe(("query",) * QUERIES + ("text",) * TEXTS, (*queries, *texts), tuple((n,) for n in range(QUERIES)))


def made_vectors(noise: float, seed: int = 3) -> Vectors:
    """Questions beside their answers, the farther away the more noise."""
    rng = np.random.default_rng(seed)
    texts = rng.normal(size=(TEXTS, WIDTH))
    queries = texts[:QUERIES] + noise * rng.normal(size=(QUERIES, WIDTH))
    return unit(np.concatenate([queries, texts]))


def made_outcome(before: float = 1.5, after: float = 0.5, key: str = "") -> Outcome:
    steps = (Step(1, 0.1, 2.0), Step(10, 1.0, 1.0))
    return outcome(
        made_probe(), made_vectors(before), made_vectors(after), first_of("adapter"), steps, key=key, train_pairs=300,
        parameters=147_456,
    )  # fmt: skip


@pytest.fixture
def small_probe() -> Probe:
    return made_probe()


@pytest.fixture
def better() -> Outcome:
    return made_outcome()


@pytest.fixture
def worse() -> Outcome:
    return made_outcome(0.5, 1.5)


@pytest.fixture
def same() -> Outcome:
    return made_outcome(1.0, 1.0)


@pytest.fixture
def tuning_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what a tuning reads."""
    from embedlab.lessons.fine_tuning import study_files

    monkeypatch.setattr(study_files, "_folder", lambda: tmp_path)
    return tmp_path
