"""ModernBERT-type models, which are trained here: both engines agree at any length, whatever the layers look at."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from embedlab.models.convert.onnx_export import export_onnx
from embedlab.models.engines.contract import Batch, Engine, Forward, Wanted
from embedlab.models.engines.onnx import OnnxEngine
from embedlab.models.engines.torch import TorchEngine
from tests.models.kit.modern import tiny_modern

LAYERS = 3
WINDOW = 8
MIXED = ["full_attention", "sliding_attention", "full_attention"]
KINDS: dict[str, dict[str, Any]] = {
    "global": {},
    "sliding window": {"layer_types": MIXED, "local_attention": WINDOW},
    "no head": {"architecture": "ModernBertModel"},
}

ROUNDING = 3e-4
"""Two engines, and processors, add up in different orders: the random weights here leave up to 1.1e-4."""


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def engines(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """Both engines over one folder as the training scripts save it."""
    folder = tiny_modern(tmp_path_factory.mktemp("modern"), **KINDS[kind])
    export_onnx(folder)
    both: dict[str, Engine] = {"onnx": OnnxEngine(folder, 2), "torch": TorchEngine(folder, "cpu", 2)}
    yield both
    for engine in both.values():
        engine.close()


def batch(texts: int, tokens: int) -> Batch:
    """Random ids; the second text, if there is one, is half as long."""
    ids = np.random.default_rng(tokens).integers(7, 60, (texts, tokens))
    mask = np.ones_like(ids)
    mask[1:, tokens // 2 :] = 0
    return Batch(np.where(mask, ids, 0), mask, np.zeros_like(ids))


def answers(engines: dict[str, Engine], asked: Batch, kind: str) -> dict[str, Forward]:
    wanted = Wanted(tuple(range(LAYERS + 1)), attentions=tuple(range(1, LAYERS + 1)), logits=kind != "no head")
    return {name: engine.forward(asked, wanted) for name, engine in engines.items()}


@pytest.mark.parametrize(("texts", "tokens"), [(1, 1), (1, 5), (2, 64), (3, 130)])
def test_both_engines_give_the_same(engines: dict[str, Engine], kind: str, texts: int, tokens: int) -> None:
    asked = batch(texts, tokens)
    found = answers(engines, asked, kind)
    real = asked.mask.astype(bool)
    one, other = found["onnx"], found["torch"]
    for layer in range(LAYERS + 1):
        assert np.abs(one.hidden[layer] - other.hidden[layer])[real].max() < ROUNDING
    assert one.attentions is not None
    assert other.attentions is not None
    assert one.attentions.shape == other.attentions.shape == (texts, LAYERS, 2, tokens, tokens)
    rows = np.broadcast_to(real[:, None, None, :], one.attentions.shape[:-1])
    assert np.abs(one.attentions - other.attentions)[rows].max() < 1e-4
    assert one.attentions.sum(axis=-1)[rows] == pytest.approx(1, abs=1e-5)
    if kind != "no head":
        assert one.logits is not None
        assert other.logits is not None
        assert np.abs(one.logits - other.logits)[real].max() < ROUNDING


def test_a_window_hides_what_lies_beyond_it(engines: dict[str, Engine], kind: str) -> None:
    found = answers(engines, batch(1, 64), kind)["onnx"].attentions
    assert found is not None
    far = np.abs(np.subtract.outer(np.arange(64), np.arange(64))) > WINDOW // 2
    assert found[0, 0][:, far].max() > 1e-6
    assert bool(found[0, 1][:, far].max() == 0) is (kind == "sliding window")


def test_padding_changes_nothing(engines: dict[str, Engine], kind: str) -> None:
    padded = batch(2, 64)
    alone = Batch(padded.ids[1:, :32], padded.mask[1:, :32], padded.types[1:, :32])
    for engine in engines:
        one = answers(engines, padded, kind)[engine].hidden[LAYERS][1, :32]
        assert np.abs(one - answers(engines, alone, kind)[engine].hidden[LAYERS][0]).max() < 1e-4


def test_the_input_layer_knows_the_token_and_nothing_else(engines: dict[str, Engine], kind: str) -> None:
    ids = np.array([[2, 9, 30, 9, 3], [2, 30, 31, 32, 9]])
    asked = Batch(ids, np.ones_like(ids), np.zeros_like(ids))
    first = answers(engines, asked, kind)["onnx"].hidden[0]
    assert np.array_equal(first[0, 1], first[0, 3])
    assert np.array_equal(first[0, 1], first[1, 4])
    last = answers(engines, asked, kind)["onnx"].hidden[LAYERS]
    assert np.abs(last[0, 1] - last[0, 3]).max() > 1e-2
