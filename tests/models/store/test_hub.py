"""The model hub: one locked commit, data files only, and a sentence for each way it can refuse."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from embedlab.models.cards import HubSource, ModelCard
from embedlab.models.encoders import token_states
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.store import Store
from embedlab.models.store.hub import locked_revision
from embedlab.models.store.manifest import origin_of
from tests.models.kit.hub import COMMIT, Hub, serve
from tests.models.kit.making import tiny_bert
from tests.models.kit.process import fetch
from tests.models.kit.wheels import changed

REPO = "somebody/tiny-bert"


def hub_card(repo: str = REPO, revision: str | None = None, model_id: str = "hub-bert") -> ModelCard:
    return changed("bert-base-uncased", id=model_id, sources=[HubSource(repo=repo, revision=revision).model_dump()])


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as people publish them: the same weights as safetensors and as a pickle, code, other exports."""
    folder = tiny_bert(tmp_path_factory.mktemp("repository"), "BertForMaskedLM")
    torch.save({"weights": torch.zeros(3)}, folder / "pytorch_model.bin")
    (folder / "modeling_evil.py").write_text("raise SystemExit('code of a repository was run')")
    (folder / "onnx").mkdir()
    (folder / "onnx/model.onnx").write_bytes(b"somebody else's graph")
    (folder / "README.md").write_text("A model card.")
    return folder


@pytest.fixture(scope="module")
def fetched(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Hub]:
    """A store into which the repository was fetched, and the hub it came from."""
    home = tmp_path_factory.mktemp("hub") / "home"
    with serve(Hub({REPO: repository})) as hub:
        status, out, errors = fetch(home, hub_card(), hub.environ)
    assert status == 0, out + errors
    return home, hub


def test_the_commit_is_locked(fetched: tuple[Path, Hub]) -> None:
    home, _ = fetched
    assert locked_revision(home, REPO) == COMMIT
    assert origin_of(Store(home).folder(hub_card())) == f"hub: {REPO}@{COMMIT}"


def test_pickles_code_and_other_graphs_are_never_asked_for(fetched: tuple[Path, Hub]) -> None:
    asked = {path.rpartition("/")[2] for path in fetched[1].asked if "/resolve/" in path}
    assert asked == {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}


def test_pickles_code_and_notes_of_the_client_are_never_written(fetched: tuple[Path, Hub]) -> None:
    folder = Store(fetched[0]).folder(hub_card())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "config.json", "embedlab.json", "model.safetensors",
        "onnx/model.onnx", "tokenizer.json", "tokenizer_config.json",
    }  # fmt: skip


def test_the_weights_are_those_of_the_repository(fetched: tuple[Path, Hub], repository: Path) -> None:
    import transformers

    runtime = Runtime(Settings(home=fetched[0], engine="onnx"))
    state = token_states(runtime, hub_card(), ["the river bank"])[0]
    runtime.close()
    reference = transformers.BertModel.from_pretrained(repository, attn_implementation="eager").eval()
    with torch.no_grad():
        output = reference(torch.tensor([state.tokens.ids]), output_hidden_states=True)
    for layer, hidden in enumerate(output.hidden_states):
        assert np.abs(state.hidden[layer] - hidden[0].numpy()).max() < 1e-4


def revisions_asked(home: Path, card: ModelCard, hub: Hub) -> set[str]:
    """The commits whose files a fetch asks for; it ends before the conversion, which is not the subject."""
    _, out, errors = fetch(home, card, hub.environ, "kill_at = 'converting'")
    assert "converting" in out, errors
    return {path.split("/resolve/")[1][:40] for path in hub.asked if "/resolve/" in path}


def test_a_later_fetch_takes_the_locked_commit_and_not_the_newest(repository: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "hub-lock.json").write_text(json.dumps({REPO: COMMIT}))
    with serve(Hub({REPO: repository}, commit="beef" * 10)) as hub:
        assert revisions_asked(home, hub_card(), hub) == {COMMIT}


def test_a_pinned_revision_is_the_one_that_is_asked_for(repository: Path, tmp_path: Path) -> None:
    with serve(Hub({REPO: repository})) as hub:
        assert revisions_asked(tmp_path / "home", hub_card(revision="beef" * 10), hub) == {"beef" * 10}


@pytest.mark.parametrize("content", ["[1", "[1]"])
def test_a_broken_lock_file_is_replaced(content: str, repository: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "hub-lock.json").write_text(content)
    with serve(Hub({REPO: repository})) as hub:
        assert revisions_asked(home, hub_card(), hub) == {COMMIT}
    assert json.loads((home / "hub-lock.json").read_text()) == {REPO: COMMIT}


def refusal(home: Path, card: ModelCard, environ: dict[str, str]) -> str:
    """The one sentence of a fetch that fails."""
    status, out, errors = fetch(home, card, environ)
    assert status == 1
    assert "Traceback" not in errors
    assert not Store(home).folder(card).exists()
    return out.splitlines()[-1].removeprefix("refused: ")


def test_a_repository_that_has_only_a_pickle_is_refused(tmp_path: Path) -> None:
    folder = tiny_bert(tmp_path / "repository")
    (folder / "model.safetensors").unlink()
    torch.save({"weights": torch.zeros(3)}, folder / "pytorch_model.bin")
    with serve(Hub({REPO: folder})) as hub:
        message = refusal(tmp_path / "home", hub_card(), hub.environ)
    assert message == "hub-bert has no .safetensors weights; other formats are not loaded."
    assert not any(path.endswith(".bin") for path in hub.asked)


def test_an_unknown_repository_is_one_sentence(repository: Path, tmp_path: Path) -> None:
    with serve(Hub({REPO: repository})) as hub:
        message = refusal(tmp_path / "home", hub_card("nobody/nothing"), hub.environ)
    assert message == "The model hub has no public repository nobody/nothing; check the name."


def test_a_gated_repository_is_one_sentence(repository: Path, tmp_path: Path) -> None:
    with serve(Hub({REPO: repository}, gated=frozenset({REPO}))) as hub:
        message = refusal(tmp_path / "home", hub_card(), hub.environ)
    assert message == f"{REPO} asks for a login on the model hub; accept its terms there first."


def test_a_hub_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    environ = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HUB_OFFLINE": "0"}
    message = refusal(tmp_path / "home", hub_card(), environ)
    assert message == f"{REPO} could not be fetched from the model hub; check the network or HF_ENDPOINT."
