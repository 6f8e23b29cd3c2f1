"""The sizes on the cards of the bundled models are those of their files."""

import json

import numpy as np
import pytest

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from embedlab.models.weight_files import parameters_in

CARDS = [entry for entry in bundled_cards() if entry.has_weights and entry.towers is None]


@pytest.mark.parametrize("entry", CARDS, ids=lambda entry: entry.id)
def test_parameters_bytes_and_shape_are_those_of_the_files(entry: ModelCard) -> None:
    folder = Store(read_settings().home).ensure(entry)
    tables = [np.load(path, mmap_mode="r") for path in folder.glob("*.npy")]
    assert entry.parameters == parameters_in(folder.glob("*.safetensors")) + sum(table.size for table in tables)
    assert entry.bytes == pytest.approx(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()), rel=0.015)
    if not entry.is_transformer:
        assert {table.shape[1] for table in tables} == {entry.dimension}
        return
    config = json.loads((folder / "config.json").read_text())
    assert entry.layers == config["num_hidden_layers"]
    assert entry.dimension == config["vocab_size" if entry.family == "sparse" else "hidden_size"]
    assert entry.max_tokens <= config["max_position_embeddings"]
