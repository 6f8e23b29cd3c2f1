"""A notebook names models that anybody can fetch, whatever the page ran."""

from pathlib import Path

import pytest

from embedlab.errors import UnknownModelError
from embedlab.lessons.home.study import text_cards
from embedlab.lessons.word_or_sentence.study_setups import poolable
from embedlab.models.catalog import bundled_cards, card, catalog
from embedlab.studies.public_models import SAME, STAND_INS, public_name


def test_every_bundled_model_but_the_towers_has_a_public_name() -> None:
    names = {entry.id: public_name(entry.id) for entry in bundled_cards() if entry.tower in (None, "both")}
    assert names["e5-small-v2"] == "intfloat/e5-small-v2"
    assert names["glove-6b-50d"].endswith("/glove-wiki-gigaword-50.gz")
    assert all("/" in name and "embedlab" not in name for name in names.values())


def test_what_stands_in_is_of_the_same_kind() -> None:
    for ours, theirs in STAND_INS.items():
        assert card(ours).family == card(theirs).family
    assert not set(SAME) & set(STAND_INS)


def test_a_local_folder_is_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(
        '{"architectures": ["BertModel"], "hidden_size": 8, "num_hidden_layers": 1, "vocab_size": 9, '
        '"model_type": "bert", "num_attention_heads": 1, "max_position_embeddings": 16}'
    )
    assert public_name(str(tmp_path)) == str(tmp_path.resolve())


def test_what_nobody_publishes_is_said_to_be_nowhere() -> None:
    with pytest.raises(UnknownModelError, match="is published nowhere"):
        public_name("two-tower-embedlab")


def test_every_model_that_a_page_offers_has_a_public_name() -> None:
    offered = {entry.id for entry in catalog().values() if entry.is_encoder or poolable(entry)}
    offered |= {entry.id for entry in text_cards()}
    for model in sorted(offered):
        assert public_name(model)
