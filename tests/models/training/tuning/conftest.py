"""A tiny model, and what a tuning of it says and leaves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embedlab.models.training import TuningSpec
from embedlab.models.training.tuning.tuning_run import train_tuning
from tests.models.kit.tuning import tiny_generalist, tuning

Said = list[tuple[str, Any]]


@pytest.fixture(scope="session")
def generalist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_generalist(tmp_path_factory.mktemp("generalist"))


@pytest.fixture
def spec(generalist: Path, tmp_path: Path) -> Callable[..., TuningSpec]:
    """A tuning of the tiny model with some changes."""
    return lambda **changes: tuning(generalist, tmp_path, **changes)


@pytest.fixture
def tuned(tmp_path: Path) -> Callable[[TuningSpec], tuple[Path, Said]]:
    """Tune in this process; the folder that is left, and what was said."""

    def run(spec: TuningSpec) -> tuple[Path, Said]:
        folder = tmp_path / f"run-{len(list(tmp_path.glob('run-*')))}"
        folder.mkdir()
        said: Said = []
        train_tuning(spec, folder, lambda what, value: said.append((what, value)))
        return folder, said

    return run
