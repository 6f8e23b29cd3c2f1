"""Parameters that a query uses, counted by hand."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.models.text.word_table import WordTable
from embedlab.studies.touched import rows_of, touched_by_pieces, touched_by_query


def test_a_table_is_touched_at_one_row_for_each_different_word_that_it_knows(tmp_path: Path) -> None:
    np.save(tmp_path / "vectors.npy", np.ones((3, 5), dtype=np.float32))
    (tmp_path / "vocab.txt").write_text("red\ncar\nstops", encoding="utf-8")
    assert rows_of(WordTable(tmp_path), "the red red car") == 2


def test_a_word_made_of_ngrams_touches_a_row_for_each_of_them() -> None:
    table = shared_runtime().table(card("fasttext-embedlab"))
    parts = table.parts("zorgleqx")  # type: ignore[attr-defined]
    assert not parts.seen
    assert rows_of(table, "zorgleqx bread") == len(set(parts.names)) + 1


def test_a_transformer_touches_all_but_the_rows_of_other_pieces() -> None:
    model = card("all-minilm-l6-v2")
    assert model.encoder is not None
    # [CLS], red, car, [SEP], and red once more.
    expected = model.parameters - (model.encoder.vocabulary - 4) * model.encoder.hidden
    assert touched_by_query(shared_runtime(), model, "red car red") == expected


def test_late_interaction_touches_its_marker_and_its_masks_as_well() -> None:
    model = card("answerai-colbert-small-v1")
    # [CLS], the marker, red, [SEP], [MASK].
    assert touched_by_query(shared_runtime(), model, "red") == touched_by_pieces(model, 5)


def test_a_cross_encoder_touches_the_pieces_of_the_texts_as_well() -> None:
    model = card("ms-marco-minilm-l12-v2")
    # [CLS], red, [SEP], car, bread.
    assert touched_by_query(shared_runtime(), model, "red", ["car", "red bread"]) == touched_by_pieces(model, 5)


def test_of_two_towers_only_that_of_the_query_is_touched() -> None:
    pair = card("two-tower-embedlab")
    assert pair.towers is not None
    assert touched_by_query(shared_runtime(), pair, "red") == touched_by_pieces(card(pair.towers.query), 3)


def test_a_head_over_the_vocabulary_uses_every_row() -> None:
    assert touched_by_query(shared_runtime(), card("splade-tiny"), "red") == card("splade-tiny").parameters


@pytest.mark.parametrize("model", ["bm25", "tf-idf", "hybrid-rrf"])
def test_a_formula_has_learnt_nothing(model: str) -> None:
    assert touched_by_query(shared_runtime(), card(model), "red") == 0


def test_a_model_of_unknown_shape_says_nothing() -> None:
    assert touched_by_pieces(card("all-minilm-l6-v2").model_copy(update={"encoder": None}), 4) is None
