"""Models that are brought: looked at before anything is fetched, refused in a sentence, remembered in the store."""

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import safetensors

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


@pytest.mark.parametrize(
    "name",
    ["", "a/b/c", "https://example.org/x", "a b", "../x", "a/../b", "/etc/passwd", "<img src=x>", "a..b/c", "a--b/c",
     "a/b.git", "a/b.", "a/-b", "ünï/cödé", "a\n/b", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_name_of_a_repository_asks_no_network(name: str) -> None:
    with pytest.raises(InputError, match="Name a repository as the hub does"):
        look_at_repository(name, "", MUCH)


@pytest.mark.parametrize(
    "revision", ["..", "../../x", "-x", "/", "a//b", "%0a", "a b", "é", "HEAD~1", "x.", "x" * 10_000]
)
def test_what_is_no_revision_asks_no_network(revision: str) -> None:
    with pytest.raises(InputError, match="A revision is the name of a branch or tag, or a commit"):
        look_at_repository(REPO, revision, MUCH)


@pytest.mark.parametrize("revision", ["main", "refs/pr/1", "v1.0", COMMIT, "a", " main\n"])
def test_names_of_branches_tags_and_commits_are_revisions(revision: str, hub: Hub) -> None:
    assert look_at_repository(REPO, revision, MUCH).name == REPO


def test_a_server_without_a_network_asks_none(hub: Hub) -> None:
    with pytest.raises(StoreError, match=r"asks no network \(EMBEDLAB_OFFLINE is set\); name a folder"):
        look_at_repository(REPO, "", MUCH, offline=True)
    assert hub.asked == []


def test_a_folder_is_measured_by_its_files(folder: Path) -> None:
    found = look_at_folder(str(folder), MUCH)
    with safetensors.safe_open(folder / "model.safetensors", "numpy") as weights:
        sizes = [math.prod(weights.get_slice(name).get_shape()) for name in weights.keys()]  # noqa: SIM118
    assert found.parameters == sum(sizes)
    assert found.bytes == (folder / "model.safetensors").stat().st_size
    assert found.encoder is None, "its feed-forward layer is twice as wide, and not four times"


def test_weights_that_are_none_are_refused_before_they_are_listed(folder: Path, tmp_path: Path) -> None:
    other = changed(folder, tmp_path / "other")
    (other / "model.safetensors").write_bytes(b"\x80\x04 a pickle under another name")
    with pytest.raises(UnknownModelError, match=r"model\.safetensors is no safetensors file, whatever its name says"):
        look_at_folder(str(other), MUCH)


def test_a_link_that_leads_to_no_weights_is_refused(folder: Path, tmp_path: Path) -> None:
    other = changed(folder, tmp_path / "other")
    for target, said in (("/etc/hostname", "is no safetensors file"), ("/nowhere", "has no weights as safetensors")):
        (other / "model.safetensors").unlink()
        (other / "model.safetensors").symlink_to(target)
        with pytest.raises(UnknownModelError, match=said):
            look_at_folder(str(other), MUCH)


def test_links_as_in_the_cache_of_the_hub_client_are_followed(folder: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot"
    snapshot.mkdir()
    for file in folder.iterdir():
        (snapshot / file.name).symlink_to(file)
    assert look_at_folder(str(snapshot), MUCH).parameters == look_at_folder(str(folder), MUCH).parameters


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path, tmp_path: Path) -> None:
    other = changed(folder, tmp_path / "other")
    (other / "config.json").unlink()
    os.mkfifo(other / "config.json")
    with pytest.raises(UnknownModelError, match=r"no readable config\.json"):
        look_at_folder(str(other), MUCH)


@pytest.mark.parametrize(
    ("config", "classes"), [({"id2label": {"0": "a", "1": "b", "2": "c"}}, 3), ({"num_labels": 5}, 5), ({}, 2)]
)
def test_a_classifier_is_no_cross_encoder(
    config: dict[str, object], classes: int, folder: Path, tmp_path: Path
) -> None:
    other = changed(folder, tmp_path / "other", architectures=["BertForSequenceClassification"], **config)
    with pytest.raises(UnknownModelError, match=f"gives a text {classes} numbers, one for each of its classes"):
        look_at_folder(str(other), MUCH)


def test_a_shape_is_on_the_card_where_the_count_of_work_holds_for_it(folder: Path, tmp_path: Path) -> None:
    shape = look_at_folder(str(changed(folder, tmp_path / "other", intermediate_size=64)), MUCH).encoder
    assert shape is not None
    assert (shape.hidden, shape.layers, shape.heads, shape.intermediate) == (16, 2, 2, 64)


def test_a_head_of_one_number_is_a_cross_encoder(folder: Path, tmp_path: Path) -> None:
    config = {"architectures": ["BertForSequenceClassification"], "id2label": {"0": "LABEL_0"}}
    assert look_at_folder(str(changed(folder, tmp_path / "other", **config)), MUCH).family == "cross-encoder"


def test_a_store_that_cannot_be_written_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        take_in(look_at_folder(str(folder), MUCH), tmp_path / "file" / "home")


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
