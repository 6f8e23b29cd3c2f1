"""A table and dictionaries of a made-up language, and a trainer whose folders can be looked into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.models.private_folders import Folders
from embedlab.models.settings import Settings
from embedlab.models.training import Trainer
from tests.models.kit.training import write_pairs, write_relations, write_table


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_table(tmp_path_factory.mktemp("language") / "table")


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pairs(tmp_path_factory.mktemp("language") / "pairs.tsv.gz")


@pytest.fixture(scope="session")
def relations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_relations(tmp_path_factory.mktemp("language") / "relations.tsv.gz")


@pytest.fixture(scope="session")
def many_pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pairs(tmp_path_factory.mktemp("language") / "pairs.tsv.gz", train=3_000)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Where the trainer makes its folders."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def trainer(scratch: Path) -> Iterator[Trainer]:
    """One training at once, two may wait."""
    settings = Settings(home=scratch, trainings=1, trainings_waiting=2, training_threads=1)
    trainer = Trainer(settings, Folders(scratch))
    yield trainer
    trainer.close()
