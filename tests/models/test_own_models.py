"""Models that are brought: looked at before anything is fetched, refused in a sentence, remembered in the store."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.errors import InputError, StoreError, UnknownModelError
from embedlab.models import own_models
from embedlab.models.catalog import card, own_cards
from embedlab.models.encoders import text_vectors
from embedlab.models.own_models import forget, look_at_folder, look_at_repository, read_own, take_in
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from tests.models.kit.hub import COMMIT, Hub, serve
from tests.models.kit.making import tiny_bert

REPO = "somebody/tiny-bert"
MUCH = 10**9


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bert(tmp_path_factory.mktemp("brought") / "tiny")


@pytest.fixture
def hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub with the folder as its only repository, in the place of the real one."""
    import huggingface_hub.constants as told

    with serve(Hub({REPO: folder})) as served:
        monkeypatch.setattr(told, "ENDPOINT", served.address)
        monkeypatch.setattr(
            told, "HUGGINGFACE_CO_URL_TEMPLATE", served.address + "/{repo_id}/resolve/{revision}/{filename}"
        )
        monkeypatch.setattr(told, "HF_HUB_OFFLINE", False)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield served


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    for name in list(own_cards()):
        own_models.leave(name)


def changed(folder: Path, target: Path, **config: object) -> Path:
    """A copy of the folder with another configuration."""
    target.mkdir()
    for file in folder.iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    content = json.loads((folder / "config.json").read_text()) | config
    (target / "config.json").write_text(json.dumps(content))
    return target


def test_a_folder_is_taken_listed_run_and_remembered(folder: Path, tmp_path: Path) -> None:
    found = look_at_folder(str(folder), MUCH)
    take_in(found, tmp_path)
    assert card(found.id) == found
    held = Runtime(Settings(home=tmp_path, engine="onnx", threads=1))
    assert text_vectors(held, found, ["the cat sat"]).vectors.shape == (1, 16)
    held.close()
    own_models.leave(found.id)
    read_own(tmp_path)
    assert own_cards() == {found.id: found}


def test_a_repository_is_described_at_one_commit_without_its_weights(hub: Hub) -> None:
    found = look_at_repository(f" {REPO} ", "", MUCH)
    (source,) = found.sources
    assert (found.name, found.dimension, found.layers) == (REPO, 16, 2)
    assert (source.kind, source.revision) == ("hub", COMMIT)
    assert not [path for path in hub.asked if path.endswith(".safetensors")]


def test_a_repository_that_is_not_there_is_said(hub: Hub) -> None:
    with pytest.raises(StoreError, match="no public repository nobody/nothing; check the name"):
        look_at_repository("nobody/nothing", "", MUCH)


@pytest.mark.parametrize("name", ["", "a/b/c", "https://example.org/x", "a b", "../x"])
def test_what_is_no_name_of_a_repository_asks_no_network(name: str) -> None:
    with pytest.raises(InputError, match="Name a repository as the hub does"):
        look_at_repository(name, "", MUCH)


def test_a_model_larger_than_the_memory_is_refused_before_it_is_fetched(hub: Hub) -> None:
    with pytest.raises(UnknownModelError, match=r"takes .*kB; this server holds 1.kB of weights at most"):
        look_at_repository(REPO, "", 1_000)


def test_code_of_a_model_is_refused(folder: Path, tmp_path: Path) -> None:
    own = changed(folder, tmp_path / "own", auto_map={"AutoModel": "modeling.Evil"})
    with pytest.raises(UnknownModelError, match="code of its own"):
        look_at_folder(str(own), MUCH)


def test_another_architecture_is_refused_with_those_that_run(folder: Path, tmp_path: Path) -> None:
    other = changed(folder, tmp_path / "other", model_type="llama")
    with pytest.raises(UnknownModelError, match=r"kind 'llama'; those that run here are bert, roberta"):
        look_at_folder(str(other), MUCH)


def test_pickled_weights_are_refused_and_named(folder: Path, tmp_path: Path) -> None:
    pickled = changed(folder, tmp_path / "pickled")
    (pickled / "model.safetensors").rename(pickled / "pytorch_model.bin")
    with pytest.raises(UnknownModelError, match=r"no weights as safetensors. pytorch_model.bin is a pickle"):
        look_at_folder(str(pickled), MUCH)


@pytest.mark.parametrize("path", ["/nowhere/at/all", "nowhere", "x" * 5_000])
def test_a_folder_that_is_not_there_is_said(path: str) -> None:
    with pytest.raises(UnknownModelError, match="There is no model folder"):
        look_at_folder(path, MUCH)


def test_a_server_keeps_so_many_and_no_more(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_models, "OWN_MODELS", 1)
    first = look_at_folder(str(folder), MUCH)
    take_in(first, tmp_path)
    take_in(first, tmp_path)
    with pytest.raises(InputError, match="keeps 1 models of its own at most"):
        take_in(first.model_copy(update={"id": "another"}), tmp_path)
    forget(first, tmp_path)
    assert not own_cards()
    read_own(tmp_path)
    assert not own_cards()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"models": 3}', '{"models": [{"id": "x"}, null]}'])
def test_a_damaged_list_is_an_empty_one(content: str, tmp_path: Path) -> None:
    (tmp_path / own_models.FILE).write_text(content)
    read_own(tmp_path)
    assert not own_cards()
