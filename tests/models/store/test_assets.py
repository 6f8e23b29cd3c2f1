"""Models that ship with EmbedLab: checked like a download, and there without any network."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from embedlab.errors import StoreError
from embedlab.models.cards import AssetFile, ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.store import Step, Store
from embedlab.models.store.manifest import origin_of
from embedlab.models.text.word_table import WordTable
from tests.models.kit.damage import flip
from tests.models.kit.making import tiny_bert
from tests.models.kit.wheels import asset_of, changed, table_card

VECTORS = np.array([[1, 2, 3, 4], [0.5, 0, -1, 0.25]], dtype=np.float16)


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A table of two words in half precision, as it ships."""
    folder = tmp_path / "assets" / "tiny-table"
    folder.mkdir(parents=True)
    np.save(folder / "vectors.npy", VECTORS)
    (folder / "vocab.txt").write_text("king\nqueen", encoding="utf-8")
    return folder.parent


@pytest.fixture
def shipped(assets: Path) -> ModelCard:
    return table_card(asset_of(assets / "tiny-table", "word-table"))


@pytest.mark.parametrize("offline", [False, True])
def test_a_shipped_table_needs_no_network(offline: bool, shipped: ModelCard, assets: Path, tmp_path: Path) -> None:
    folder = Store(tmp_path / "home", offline=offline, assets=assets).ensure(shipped)
    table = WordTable(folder)
    assert table.words == ["king", "queen"]
    assert table.vectors.dtype == np.float32
    assert np.array_equal(table.vectors, VECTORS.astype(np.float32))
    assert origin_of(folder) == "ships with EmbedLab"


def test_offline_passes_over_the_sources_of_the_network(shipped: ModelCard, assets: Path, tmp_path: Path) -> None:
    elsewhere = changed("bert-base-uncased").sources
    both = shipped.model_copy(update={"sources": (*elsewhere, *shipped.sources)})
    steps: list[Step] = []
    assert Store(tmp_path / "home", offline=True, assets=assets).ensure(both, steps.append).is_dir()
    assert "downloading" not in {step.phase for step in steps}


def test_a_model_folder_becomes_an_encoder_as_out_of_a_wheel(tmp_path: Path) -> None:
    tiny_bert(tmp_path / "assets" / "tower")
    source = asset_of(tmp_path / "assets" / "tower", "folder")
    card = changed("all-minilm-l6-v2", id="tower", sources=[source], dimension=16, layers=2, max_tokens=64)
    runtime = Runtime(Settings(home=tmp_path / "home", engine="onnx"))
    runtime.store.assets = tmp_path / "assets"
    vectors = text_vectors(runtime, card, ["the river bank"]).vectors
    runtime.close()
    assert vectors.shape == (1, 16)
    assert np.linalg.norm(vectors[0]) == pytest.approx(1)


def test_an_altered_file_is_refused_and_leaves_nothing(shipped: ModelCard, assets: Path, tmp_path: Path) -> None:
    flip(assets / "tiny-table" / "vectors.npy")
    store = Store(tmp_path / "home", assets=assets)
    message = r"^assets/models/tiny-table/vectors\.npy does not match its checksum; install EmbedLab again\.$"
    with pytest.raises(StoreError, match=message):
        store.ensure(shipped)
    assert not store.folder(shipped).exists()


def test_a_missing_file_is_one_sentence(shipped: ModelCard, assets: Path, tmp_path: Path) -> None:
    (assets / "tiny-table" / "vocab.txt").unlink()
    message = r"^assets/models/tiny-table/vocab\.txt is missing; install EmbedLab again\.$"
    with pytest.raises(StoreError, match=message):
        Store(tmp_path / "home", assets=assets).ensure(shipped)


@pytest.mark.parametrize("place", [{"path": "../secret"}, {"path": "/etc/passwd"}, {"to": "../../outside"}, {"to": ""}])
def test_no_path_leaves_its_folder(place: dict[str, Any]) -> None:
    fields = {"path": "a/b.npy", "to": "b.npy", "sha256": hashlib.sha256(b"").hexdigest()}
    assert AssetFile.model_validate(fields).to == "b.npy"
    with pytest.raises(ValidationError):
        AssetFile.model_validate(fields | place)
