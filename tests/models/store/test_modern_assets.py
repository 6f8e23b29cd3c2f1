"""A language model and towers trained here, from the files that ship: what transformers and its kin make of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embedlab.models.cards import ModelCard
from embedlab.models.encoders import attentions, fill_mask, occurrence_states, text_vectors, token_states
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.text.tokens import TextTokenizer
from tests.models.kit.modern import tiny_modern
from tests.models.kit.texts import HOSTILE
from tests.models.kit.wheels import asset_of, changed

TEXTS = ("the river bank", "the money bank, hello world!", "a")


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders as the training scripts leave them: configuration, weights, tokenizer."""
    root = tmp_path_factory.mktemp("assets")
    tiny_modern(root / "language")
    tiny_modern(root / "tower", "ModernBertModel", seed=1)
    return root


@pytest.fixture(scope="module")
def own(assets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    runtime = Runtime(Settings(home=tmp_path_factory.mktemp("home"), engine="onnx", offline=True))
    runtime.store.assets = assets
    yield runtime
    runtime.close()


def shipped(assets: Path, name: str, **fields: object) -> ModelCard:
    source = asset_of(assets / name, "folder")
    small = {"dimension": 16, "layers": 3, "max_tokens": 64, "encoder": None, "prompts": {}}
    return changed("all-minilm-l6-v2", id=name, sources=[source], **small, **fields)


@pytest.fixture(scope="module")
def language(assets: Path) -> ModelCard:
    return shipped(assets, "language", family="contextual", head="masked-lm")


@pytest.fixture(scope="module")
def tower(assets: Path) -> ModelCard:
    return shipped(assets, "tower", tower="document")


@pytest.mark.parametrize("text", [*TEXTS, *HOSTILE.values()])
def test_ids_are_those_of_transformers(text: str, own: Runtime, language: ModelCard) -> None:
    import transformers

    folder = own.store.ensure(language)
    theirs = transformers.AutoTokenizer.from_pretrained(str(folder))(text, truncation=True, max_length=64)
    assert list(TextTokenizer(folder, 64).encode(text).ids) == theirs["input_ids"]


def test_every_layer_is_that_of_transformers(own: Runtime, language: ModelCard) -> None:
    import torch
    import transformers

    folder = own.store.ensure(language)
    model = transformers.AutoModelForMaskedLM.from_pretrained(str(folder), attn_implementation="eager").float().eval()
    for text, found, seen in zip(
        TEXTS, token_states(own, language, TEXTS), attentions(own, language, TEXTS), strict=True
    ):
        ids = torch.tensor([found.tokens.ids])
        with torch.no_grad():
            expected = model(input_ids=ids, output_hidden_states=True, output_attentions=True)
        assert len(found.hidden) == len(expected.hidden_states) == 4
        for layer, hidden in enumerate(expected.hidden_states):
            assert np.abs(found.hidden[layer] - hidden[0].numpy()).max() < 1e-4, text
        for layer, weights in enumerate(expected.attentions):
            assert np.abs(seen.weights[layer] - weights[0].numpy()).max() < 1e-4, text


def test_an_occurrence_knows_its_sentence_from_the_first_layer_on(own: Runtime, language: ModelCard) -> None:
    texts = ("the river bank", "money on a bank", "bank")
    found = occurrence_states(own, language, [(t, (t.index("bank"), t.index("bank") + 4)) for t in texts])
    assert found.frames.shape == (4, 3, 16)
    assert np.array_equal(found.frames[0, 0], found.frames[0, 1])
    assert np.array_equal(found.frames[0, 0], found.frames[0, 2])
    assert all(np.abs(frame[0] - frame[1]).max() > 1e-2 for frame in found.frames[1:])


def test_a_text_has_the_mean_of_its_tokens_and_a_mask_has_guesses(own: Runtime, language: ModelCard) -> None:
    mean = token_states(own, language, TEXTS[:1])[0].hidden[-1].mean(axis=0)
    found = text_vectors(own, language, TEXTS[:1]).vectors[0]
    assert np.abs(found - mean / np.linalg.norm(mean)).max() < 1e-5
    assert [len(guesses) for guesses in fill_mask(own, language, "a [MASK] on a [MASK]", 4)] == [4, 4]


def test_a_tower_gives_the_vectors_of_sentence_transformers(own: Runtime, tower: ModelCard) -> None:
    from sentence_transformers import SentenceTransformer

    folder = own.store.ensure(tower)
    theirs = SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": "float32"})
    assert np.abs(text_vectors(own, tower, TEXTS).vectors - theirs.encode(list(TEXTS))).max() < 1e-4
    assert json.loads((folder / "config.json").read_text())["architectures"] == ["ModernBertModel"]
