"""A matrix after pooling gives what Sentence Transformers gives, in both engines; what is not linear is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.encoders import text_vectors
from embedlab.models.local import card_of_folder
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.text.after_pooling import after_pooling, numbers_out
from tests.models.kit.tuning import tiny_generalist

TEXTS = ["the cat sat on the mat", "a bank of the river", "hello"]
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def generalist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_generalist(tmp_path_factory.mktemp("generalist"))


@pytest.fixture
def with_dense(generalist: Path, tmp_path: Path) -> Make:
    """The tiny model with a random matrix behind it."""

    def make(*, unit_first: bool = False, activation: str = "Identity", **changes: Any) -> Path:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.base.modules import Dense, Normalize

        torch.manual_seed(0)
        model = SentenceTransformer(str(generalist), device="cpu", local_files_only=True)
        asked = {"bias": False, "activation_function": getattr(torch.nn, activation)()}
        dense = Dense(16, **{"out_features": 12, **asked, **changes})
        before = list(model) if unit_first else list(model)[:2]
        made = SentenceTransformer(modules=[*before, dense, Normalize()], device="cpu")
        made.save_pretrained(str(tmp_path / "dense"), create_model_card=False)
        return tmp_path / "dense"

    return make


@pytest.mark.parametrize("engine", ["onnx", "torch"])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("unit_first", [False, True])
def test_vectors_are_those_of_sentence_transformers(
    with_dense: Make, tmp_path: Path, engine: Any, bias: bool, unit_first: bool
) -> None:
    from sentence_transformers import SentenceTransformer

    folder = with_dense(bias=bias, unit_first=unit_first)
    runtime = Runtime(Settings(home=tmp_path / "home", offline=True, engine=engine, device="cpu", threads=1))
    entry = card_of_folder(folder)
    found = text_vectors(runtime, entry, TEXTS).vectors
    runtime.close()
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert entry.dimension == found.shape[1] == 12
    assert np.abs(found - model.encode(TEXTS, show_progress_bar=False)).max() < 1e-4


def test_other_layers_and_poolings_go_without_the_matrix(with_dense: Make, generalist: Path, tmp_path: Path) -> None:
    runtime = Runtime(Settings(home=tmp_path / "home", offline=True, threads=1))
    plain, changed = card_of_folder(generalist), card_of_folder(with_dense())
    for asked in ({"layer": 1}, {"pooling": "cls"}):
        first, last = (text_vectors(runtime, entry, TEXTS, **asked).vectors for entry in (plain, changed))
        assert np.abs(first - last).max() < 1e-6
    runtime.close()


@pytest.mark.parametrize(
    "changes", [{"activation": "Tanh"}, {"use_residual": True}, {"module_output_name": "other"}], ids=str
)
def test_what_is_not_linear_is_refused(with_dense: Make, tmp_path: Path, changes: dict[str, Any]) -> None:
    folder = with_dense()
    config = folder / "2_Dense" / "config.json"
    said = json.loads(config.read_text(encoding="utf-8"))
    said |= {"activation_function": "torch.nn.modules.activation.Tanh"} if "activation" in changes else changes
    config.write_text(json.dumps(said), encoding="utf-8")
    entry = card_of_folder(folder)
    assert entry.pooling == "none"
    with pytest.raises(InputError, match="makes no single vector"):
        text_vectors(Runtime(Settings(home=tmp_path / "home", offline=True)), entry, TEXTS)


@pytest.mark.parametrize("path", ["../2_Dense", "", "2_Dense/../2_Dense"])
def test_a_path_that_leads_elsewhere_is_refused(with_dense: Make, path: str) -> None:
    folder = with_dense()
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    modules[2]["path"] = path
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    assert numbers_out(folder) is None
    assert card_of_folder(folder).pooling == "none"


def test_a_matrix_that_cannot_be_read_is_said(with_dense: Make) -> None:
    folder = with_dense()
    whole = after_pooling(folder)
    assert whole is not None
    assert whole(np.ones(16, np.float32)) == pytest.approx(whole.matrix.sum(axis=1), abs=1e-5)
    file = folder / "2_Dense" / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-8])
    with pytest.raises(StoreError, match=r"The matrix in 2_Dense of dense cannot be read"):
        after_pooling(folder)
