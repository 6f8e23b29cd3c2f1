"""From a packaged ONNX file to the folder that everything reads, on the smallest of them."""

import shutil
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.catalog import card
from embedlab.models.store.build import build_folder
from embedlab.models.store.manifest import sha256_of
from embedlab.models.store.progress import silent

PARAPHRASE = card("paraphrase-minilm-l3-v2")


def test_a_build_gives_what_the_store_holds_and_loads_elsewhere(
    packaged: dict[str, Path], home: Path, tmp_path: Path
) -> None:
    import transformers

    draft = tmp_path / PARAPHRASE.id
    shutil.copytree(packaged[PARAPHRASE.id], draft)
    shutil.copy(home / "models" / PARAPHRASE.id / "tokenizer.json", draft)
    build_folder(draft, PARAPHRASE, PARAPHRASE.sources[0], silent)
    stored = home / "models" / PARAPHRASE.id
    files = {path.relative_to(draft) for path in draft.rglob("*") if path.is_file()}
    assert files == {path.relative_to(stored) for path in stored.rglob("*") if path.is_file()} - {Path("embedlab.json")}
    for name in ("model.safetensors", "config.json", "tokenizer_config.json", "1_Pooling/config.json"):
        assert sha256_of(draft / name) == sha256_of(stored / name)
    _, report = transformers.BertModel.from_pretrained(
        str(draft), add_pooling_layer=False, output_loading_info=True, use_safetensors=True
    )
    assert not report["missing_keys"]
    assert not report["unexpected_keys"]


def test_a_packaged_model_without_the_shape_of_its_encoder_is_refused(tmp_path: Path) -> None:
    shapeless = PARAPHRASE.model_copy(update={"encoder": None})
    with pytest.raises(StoreError, match="catalog entry of paraphrase-minilm-l3-v2 lacks the shape of its encoder"):
        build_folder(tmp_path, shapeless, PARAPHRASE.sources[0], silent)


def test_a_tokenizer_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/config.json").write_text("{}")
    with pytest.raises(StoreError, match=r"^broken has no tokenizer that can be read\.$"):
        build_folder(tmp_path / "broken", card("bert-base-uncased"), card("bert-base-uncased").sources[0], silent)
