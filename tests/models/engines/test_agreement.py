"""Both engines on all real transformers: one contract, one answer, whatever else is in the batch."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embedlab.models.catalog import bundled_cards, card
from embedlab.models.engines.contract import Batch, Engine, Forward, Wanted
from embedlab.models.engines.onnx import OnnxEngine
from embedlab.models.engines.torch import TorchEngine
from embedlab.models.runtime.batching import pad
from embedlab.models.text.tokens import TextTokenizer, Tokenised

TRANSFORMERS = [entry.id for entry in bundled_cards() if entry.is_transformer]
TEXTS = (
    "bank",
    "The boat drifted to the bank of the river.",
    "She opened an account at the bank because its interest was higher than anywhere else in the town, or so it said.",
)

ROUNDING = 1e-4
"""Processors add up in different orders: twelve layers of float32 leave up to 4.1e-5; padding that leaks, 1e-2."""


class Pair:
    """The two engines of one model, its tokenizer and what to ask for."""

    def __init__(self, name: str, home: Path) -> None:
        folder = home / "models" / name
        entry = card(name)
        self.tokenizer = TextTokenizer(folder, entry.max_tokens)
        self.engines: dict[str, Engine] = {"onnx": OnnxEngine(folder, 2), "torch": TorchEngine(folder, "cpu", 2)}
        self.layers = entry.layers
        self.wanted = Wanted(
            tuple(range(entry.layers + 1)), attentions=tuple(range(1, entry.layers + 1)), logits=entry.head != "encoder"
        )
        self.pairs = entry.head == "pair"

    def read(self, text: str) -> Tokenised:
        return self.tokenizer.encode_pair("what is a bank?", text) if self.pairs else self.tokenizer.encode(text)

    def batch(self, *texts: str) -> Batch:
        return pad([self.read(text) for text in texts], self.tokenizer.pad_id)


@pytest.fixture(scope="module", params=TRANSFORMERS)
def both(request: pytest.FixtureRequest, home: Path) -> Iterator[Pair]:
    pair = Pair(request.param, home)
    yield pair
    for engine in pair.engines.values():
        engine.close()


@pytest.fixture(scope="module")
def answers(both: Pair) -> dict[str, Forward]:
    """Both engines on the same padded batch."""
    return {name: engine.forward(both.batch(*TEXTS), both.wanted) for name, engine in both.engines.items()}


def difference(a: np.ndarray | None, b: np.ndarray | None) -> float:
    assert a is not None
    assert b is not None
    assert a.dtype == b.dtype == np.float32
    return float(np.abs(a - b).max())


def test_both_know_the_number_of_layers(both: Pair) -> None:
    assert {engine.layers for engine in both.engines.values()} == {both.layers}


def test_the_hidden_states_of_every_layer_agree(both: Pair, answers: dict[str, Forward]) -> None:
    kept = both.batch(*TEXTS).mask.astype(bool)
    for layer in range(both.layers + 1):
        assert difference(answers["onnx"].hidden[layer][kept], answers["torch"].hidden[layer][kept]) < 1e-3


def test_attentions_agree_and_their_rows_sum_to_one(both: Pair, answers: dict[str, Forward]) -> None:
    mask = both.batch(*TEXTS).mask
    for row, length in enumerate(mask.sum(axis=1)):
        own = {
            name: a.attentions[row, :, :, :length, :length] for name, a in answers.items() if a.attentions is not None
        }
        assert difference(own["onnx"], own["torch"]) < 1e-3
        for weights in own.values():
            assert np.abs(weights.sum(axis=-1) - 1).max() < 1e-5


def test_no_token_attends_to_padding(both: Pair, answers: dict[str, Forward]) -> None:
    mask = both.batch(*TEXTS).mask
    for answer in answers.values():
        assert answer.attentions is not None
        for row, length in enumerate(mask.sum(axis=1)):
            assert np.abs(answer.attentions[row, :, :, :length, length:]).max(initial=0) == 0


def test_logits_agree(both: Pair, answers: dict[str, Forward]) -> None:
    if both.wanted.logits:
        assert difference(answers["onnx"].logits, answers["torch"].logits) < 1e-2
    else:
        assert answers["onnx"].logits is answers["torch"].logits is None


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_a_text_alone_and_in_a_padded_batch_gives_the_same(
    both: Pair, engine: str, answers: dict[str, Forward]
) -> None:
    for row, text in enumerate(TEXTS):
        batch = both.batch(text)
        alone = both.engines[engine].forward(batch, both.wanted)
        length = batch.ids.shape[1]
        for layer in range(both.layers + 1):
            assert difference(alone.hidden[layer][0], answers[engine].hidden[layer][row, :length]) < ROUNDING


def test_only_what_is_wanted_is_copied_out(both: Pair) -> None:
    for engine in both.engines.values():
        answer = engine.forward(both.batch("bank"), Wanted(layers=(1,)))
        assert list(answer.hidden) == [1]
        assert answer.attentions is None
        assert answer.logits is None
