"""One graph with every layer in it; what cannot be exported is left to torch, and what is no encoder is refused."""

import json
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.convert.load import architecture, load_torch
from embedlab.models.convert.onnx_export import ExportError, export_onnx
from embedlab.models.encoders import token_states
from embedlab.models.local import card_of_folder
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.store.manifest import origin_of, write_manifest
from tests.models.kit.making import tiny_bert


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bert(tmp_path_factory.mktemp("pristine"), "BertForMaskedLM")


@pytest.fixture
def folder(pristine: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(pristine, tmp_path / "model"))


def test_the_outputs_name_every_layer(folder: Path) -> None:
    import onnxruntime

    export_onnx(folder)
    session = onnxruntime.InferenceSession(str(folder / "onnx/model.onnx"))
    assert [output.name for output in session.get_outputs()] == [
        "hidden.0", "hidden.1", "hidden.2", "attention.1", "attention.2", "logits",
    ]  # fmt: skip


def _cannot(*_: object, **__: object) -> None:
    raise RuntimeError("an operator without an ONNX form")


def test_what_onnx_cannot_hold_leaves_no_graph(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.onnx.export", _cannot)
    with pytest.raises(ExportError, match=r"^A BertForMaskedLM cannot be exported to ONNX; torch has to run it\.$"):
        export_onnx(folder)
    assert not (folder / "onnx/model.onnx").exists()


def test_what_onnx_cannot_hold_runs_on_torch_whatever_the_setting(folder: Path, tmp_path: Path) -> None:
    card: ModelCard = card_of_folder(folder)
    runtime = Runtime(Settings(home=tmp_path / "home", engine="onnx"))
    built = runtime.store.ensure(card)
    (built / "onnx/model.onnx").unlink()
    write_manifest(built, card.fingerprint, origin_of(built))
    states = token_states(runtime, card, ["the bank"])[0]
    assert states.hidden.shape == (3, 4, 16)
    assert runtime.report().loaded[0].engine == "torch:cpu"
    runtime.close()


def test_weights_that_lack_a_parameter_are_refused_by_its_name(folder: Path) -> None:
    from safetensors.numpy import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    name = "bert.encoder.layer.1.output.dense.weight"
    save_file({key: value for key, value in weights.items() if key != name}, folder / "model.safetensors")
    with pytest.raises(StoreError, match=rf"The weights of model lack {name} and 0 more\."):
        load_torch(folder)


def test_a_folder_with_a_pickle_only_is_refused(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(StoreError, match=r"^model has no \.safetensors weights; other formats are not loaded\.$"):
        load_torch(folder)


def test_weights_cut_short_are_one_sentence(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:2_000])
    with pytest.raises(StoreError, match=r"^model is not a BERT- or RoBERTa-type model that can be loaded\.$"):
        load_torch(folder)


def test_a_model_that_is_no_encoder_is_one_sentence(tmp_path: Path) -> None:
    import transformers

    config = transformers.T5Config(
        vocab_size=50, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2, decoder_start_token_id=0
    )
    transformers.T5Model(config).save_pretrained(tmp_path / "t5")
    with pytest.raises(StoreError, match=r"^t5 is not a BERT- or RoBERTa-type model that can be run\.$"):
        export_onnx(tmp_path / "t5")


@pytest.mark.parametrize("content", [None, "", "[1"])
def test_a_folder_without_a_readable_configuration_is_no_model(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "config.json").write_text(content)
    with pytest.raises(StoreError, match=r"has no readable config\.json, so it is not a model folder"):
        architecture(tmp_path)


def test_a_configuration_that_names_no_architecture_has_none(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}))
    assert architecture(tmp_path) == ""
