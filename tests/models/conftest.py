"""The real weights of whoever runs the tests, a runtime over them, and tiny stand-ins for what is destructive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings, read_settings
from embedlab.models.store import Store
from tests.models.kit.making import tiny_bert, word_table
from tests.models.kit.wheels import bert_card, pip_finds, table_card, wheel_of


@pytest.fixture(scope="session")
def home() -> Path:
    """The store of this user with the whole bundled set in it."""
    store = Store(read_settings().home)
    for card in bundled_cards():
        store.ensure(card)
    return store.home


@pytest.fixture(scope="session")
def settings(home: Path) -> Settings:
    """Two threads of onnxruntime on the CPU, whatever this machine has beside it."""
    return Settings(home=home, engine="onnx", threads=2)


@pytest.fixture(scope="session")
def runtime(settings: Settings) -> Iterator[Runtime]:
    """One runtime over the real weights for all tests that only read from it."""
    shared = Runtime(settings)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def find_links(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of wheels made here; the only place where pip looks under ``offline_pip``."""
    return tmp_path_factory.mktemp("find-links")


@pytest.fixture(scope="session")
def offline_pip(find_links: Path) -> dict[str, str]:
    """The environment of a fetch from ``find_links``."""
    return pip_finds(find_links)


@pytest.fixture(scope="session")
def tiny_table(tmp_path_factory: pytest.TempPathFactory, find_links: Path) -> ModelCard:
    """A static model of four words, out of a wheel."""
    return table_card(wheel_of(word_table(tmp_path_factory.mktemp("table")), find_links, "tiny-table"))


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory, find_links: Path) -> ModelCard:
    """A BERT of two layers, out of a wheel."""
    return bert_card(wheel_of(tiny_bert(tmp_path_factory.mktemp("bert")), find_links, "tiny-bert"))


@pytest.fixture(scope="session")
def tiny_home(
    tmp_path_factory: pytest.TempPathFactory,
    tiny_encoder: ModelCard,
    tiny_twin: ModelCard,
    tiny_table: ModelCard,
    offline_pip: dict[str, str],
) -> Path:
    """A store with two tiny encoders and a tiny table in it, to be read only."""
    home = tmp_path_factory.mktemp("tiny-home")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in offline_pip.items():
            patch.setenv(name, value)
        for card in (tiny_encoder, tiny_twin, tiny_table):
            Store(home).ensure(card)
    return home


@pytest.fixture(scope="session")
def tiny_twin(tmp_path_factory: pytest.TempPathFactory, find_links: Path) -> ModelCard:
    """Another BERT of two layers, with other weights."""
    folder = tiny_bert(tmp_path_factory.mktemp("twin"), seed=1)
    return bert_card(wheel_of(folder, find_links, "tiny-twin"), "tiny-twin")
