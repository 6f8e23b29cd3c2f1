"""Weights out of packaged ONNX files: every parameter by its name, and the same answers."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.errors import StoreError
from embedlab.models.convert.unpack import weights_from_onnx
from embedlab.models.engines.contract import Wanted
from embedlab.models.engines.onnx import OnnxEngine
from embedlab.models.runtime.batching import pad
from embedlab.models.text.late import read_late
from embedlab.models.text.tokens import TextTokenizer, Tokenised
from tests.models.convert.conftest import FROM_ONNX

TEXTS = (
    "The bank of the river was steep and muddy.",
    "Python is a high-level, general-purpose programming language.",
    "query: how do vaccines train the immune system?",
)


def packaged_output(folder: Path, tokens: Tokenised, number: int = 0) -> NDArray[np.float32]:
    """One output of the file as packaged, 8-bit arithmetic and all, as onnxruntime computes it."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(folder / "source.onnx"), providers=["CPUExecutionProvider"])
    batch = pad([tokens], 0)
    feed = {"input_ids": batch.ids, "attention_mask": batch.mask, "token_type_ids": batch.types}
    outputs = session.run(None, {entry.name: feed[entry.name] for entry in session.get_inputs()})
    output: NDArray[np.float32] = outputs[number][0]
    return output


def cosines(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    return (a * b).sum(axis=-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["e5-small-v2", "answerai-colbert-small-v1"])
def test_expanded_weights_give_the_token_vectors_of_the_packaged_file(
    name: str, text: str, packaged: dict[str, Path], home: Path
) -> None:
    folder = home / "models" / name
    tokenizer = TextTokenizer(folder, 300)
    tokens = read_late(tokenizer, text, "document") if "colbert" in name else tokenizer.encode(text)
    ours = OnnxEngine(folder, 2).forward(pad([tokens], 0), Wanted(layers=(12,))).hidden[12][0]
    agreement = cosines(ours, packaged_output(packaged[name], tokens))
    assert agreement.min() >= 0.99


def test_a_file_of_32_bit_numbers_loses_nothing(packaged: dict[str, Path], home: Path) -> None:
    name = "paraphrase-minilm-l3-v2"
    tokens = TextTokenizer(home / "models" / name, 128).encode(TEXTS[0])
    ours = OnnxEngine(home / "models" / name, 2).forward(pad([tokens], 0), Wanted(layers=(3,))).hidden[3][0]
    theirs = packaged_output(packaged[name], tokens, number=2)
    assert np.abs(ours - theirs).max() < 1e-4


def test_the_cross_encoder_scores_as_the_packaged_file_does(packaged: dict[str, Path], home: Path) -> None:
    folder = home / "models" / "ms-marco-minilm-l12-v2"
    tokenizer, engine = TextTokenizer(folder, 512), OnnxEngine(folder, 2)
    ours, theirs = [], []
    for document in (*TEXTS, "What is Python used for?", "Pythons are snakes."):
        tokens = tokenizer.encode_pair("What is Python?", document)
        logits = engine.forward(pad([tokens], 0), Wanted(logits=True)).logits
        assert logits is not None
        ours.append(float(logits[0, 0]))
        theirs.append(float(packaged_output(packaged["ms-marco-minilm-l12-v2"], tokens)[0]))
    assert np.abs(np.array(ours) - theirs).max() < 0.5
    assert np.argsort(ours).tolist() == np.argsort(theirs).tolist()


@pytest.mark.parametrize("name", FROM_ONNX)
def test_no_parameter_is_missing_and_none_is_left_over(name: str, packaged: dict[str, Path], home: Path) -> None:
    import torch
    import transformers

    folder = home / "models" / name
    config = transformers.AutoConfig.from_pretrained(str(folder))
    pair = config.architectures == ["BertForSequenceClassification"]
    with torch.device("meta"):
        model = transformers.BertForSequenceClassification(config) if pair else transformers.BertModel(config)
    expected = {key: tuple(value.shape) for key, value in model.state_dict().items() if "position_ids" not in key}
    found = {key: value.shape for key, value in weights_from_onnx(packaged[name] / "source.onnx").items()}
    pooler = {key for key in expected if "pooler" in key} - set(found)
    assert pair or all(key not in found or found[key] == expected[key] for key in expected)
    assert {key: shape for key, shape in expected.items() if key not in pooler} == found
    assert not (pair and pooler)


def test_an_eight_bit_weight_is_expanded_by_hand(tmp_path: Path) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    table = np.array([[130, 128], [126, 138]], np.uint8)
    tensors = [
        numpy_helper.from_array(table, "embeddings.word.weight_quantized"),
        numpy_helper.from_array(np.array(0.5, np.float32), "embeddings.word.weight_scale"),
        numpy_helper.from_array(np.array(128, np.uint8), "embeddings.word.weight_zero_point"),
        numpy_helper.from_array(np.array([[1, 2, 3], [4, 5, 6]], np.float32), "onnx::MatMul_7"),
        numpy_helper.from_array(np.array([7, 8], np.float32), "encoder.bias"),
    ]
    node = helper.make_node("MatMul", ["x", "onnx::MatMul_7"], ["y"], name="/encoder/layer.0/query/MatMul")
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in "xy"]
    graph = helper.make_graph([node], "g", values[:1], values[1:], tensors)
    onnx.save(helper.make_model(graph), tmp_path / "tiny.onnx")
    weights = weights_from_onnx(tmp_path / "tiny.onnx")
    assert {name: array.tolist() for name, array in weights.items()} == {
        "embeddings.word.weight": [[1, 0], [-1, 5]],
        "encoder.layer.0.query.weight": [[1, 4], [2, 5], [3, 6]],
        "encoder.bias": [7, 8],
    }


@pytest.mark.parametrize("content", [b"", b"not protobuf at all", b"\x08\x96\x01"])
def test_a_file_that_is_no_onnx_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "source.onnx").write_bytes(content)
    with pytest.raises(StoreError, match=r"^source\.onnx is not a readable ONNX file; fetch the model again\.$"):
        weights_from_onnx(tmp_path / "source.onnx")


def test_configurations_written_here_match_the_card(home: Path) -> None:
    config = json.loads((home / "models" / "e5-small-v2" / "config.json").read_text(encoding="utf-8"))
    assert (config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"]) == (384, 12, 12)
