"""A pair of towers: each side reads with its own weights, and no side is guessed."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.catalog import card
from embedlab.models.encoders import attentions, text_vectors, token_states, token_vectors
from embedlab.models.local import card_of_folder, parts_of
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from tests.models.kit.modern import tiny_modern
from tests.models.kit.wheels import changed

TEXTS = ("the river bank", "the money bank, hello world!")
SIDES: dict[Role, str] = {"query": "question", "document": "passage"}
REFUSED = r"^Two towers has one encoder for queries and one for documents; say which of them a text is\.$"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two tiny towers with weights of their own."""
    root = tmp_path_factory.mktemp("towers")
    for seed, name in enumerate(SIDES.values()):
        tiny_modern(root / name, "ModernBertModel", seed=seed)
    return root


@pytest.fixture(scope="module")
def pair(folder: Path) -> ModelCard:
    towers = {role: str(folder / name) for role, name in SIDES.items()}
    return changed("e5-small-v2", id="two-towers", name="Two towers", prompts={}, sources=(), towers=towers)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    runtime = Runtime(Settings(home=tmp_path_factory.mktemp("sides"), engine="onnx"))
    yield runtime
    runtime.close()


@pytest.mark.parametrize("role", SIDES)
def test_each_side_has_the_vectors_of_its_tower(role: Role, pair: ModelCard, folder: Path, own: Runtime) -> None:
    tower = card_of_folder(folder / SIDES[role])
    found = text_vectors(own, pair, TEXTS, role).vectors
    assert np.array_equal(found, text_vectors(own, tower, TEXTS).vectors)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1], abs=1e-5)
    for text in TEXTS:
        tokens = token_vectors(own, pair, [text], role)[0]
        assert np.array_equal(tokens.vectors, token_states(own, tower, [text])[0].hidden[-1])
        assert np.array_equal(token_states(own, pair, [text], role)[0].hidden[-1], tokens.vectors)
        assert np.array_equal(attentions(own, pair, [text], role)[0].weights, attentions(own, tower, [text])[0].weights)


def test_the_two_sides_differ(pair: ModelCard, own: Runtime) -> None:
    query, document = (text_vectors(own, pair, TEXTS, role).vectors for role in SIDES)
    assert np.abs(query - document).max() > 0.05


@pytest.mark.parametrize("encode", [text_vectors, token_vectors, token_states, attentions])
def test_without_a_side_nothing_is_encoded(encode, pair: ModelCard, own: Runtime) -> None:
    with pytest.raises(InputError, match=REFUSED):
        encode(own, pair, TEXTS)


def test_a_pair_is_as_ready_as_its_towers(pair: ModelCard, tmp_path: Path) -> None:
    fresh = Runtime(Settings(home=tmp_path, engine="onnx"))
    question, passage = parts_of(pair)
    assert fresh.state(pair) == "absent"
    fresh.store.ensure(question)
    assert fresh.store.problems(pair) == [f"{passage.id} is not in the store"]
    fresh.store.ensure(passage)
    assert fresh.state(pair) == "stored"
    for role in SIDES:
        text_vectors(fresh, pair, TEXTS, role)
    assert fresh.state(pair) == "loaded"
    assert fresh.unload(pair)
    assert fresh.state(pair) == "stored"
    assert not fresh.unload(pair)
    fresh.close()


def test_a_pair_has_no_files_of_its_own(pair: ModelCard, own: Runtime) -> None:
    question, passage = parts_of(pair)
    with pytest.raises(StoreError, match=rf"^two-towers is two models; fetch {question.id} and {passage.id}\.$"):
        own.store.ensure(pair)


def test_what_is_one_encoder_and_what_is_not(pair: ModelCard) -> None:
    tower = changed("all-minilm-l6-v2", tower="query")
    assert [pair.has_weights, pair.is_encoder, tower.is_encoder] == [True, False, False]
    names = ("all-minilm-l6-v2", "bert-base-uncased", "splade-tiny", "ms-marco-minilm-l12-v2", "glove-6b-50d", "bm25")
    assert [card(name).is_encoder for name in names] == [True, True, False, False, False, False]
    assert parts_of(card("bert-base-uncased")) == (card("bert-base-uncased"),)
