"""One vector a text by every pooling: against the model layer's own vectors, by hand, and where there is none."""

from typing import get_args

import numpy as np
import pytest

from embedlab.compute.pooling import Pooling
from embedlab.errors import InputError
from embedlab.lessons.word_or_sentence.study import PADDING, TokenTable, token_table
from embedlab.lessons.word_or_sentence.study_setups import poolable, poolable_cards, poolings_of, role_of
from embedlab.lessons.word_or_sentence.study_vectors import pooled_vectors
from embedlab.models.catalog import card, catalog
from embedlab.models.encoders import text_vectors, token_vectors
from embedlab.models.runtime import Runtime

MINILM, E5, GLOVE = card("all-minilm-l6-v2"), card("e5-small-v2"), card("glove-6b-50d")
VECTORS = np.array([[np.nan], [2.0], [np.nan], [9.0]], np.float32)
TEXTS = ["The dog bit the man.", "Snow."]


def test_what_compares_tokens_names_terms_or_reads_one_side_only_is_not_pooled() -> None:
    refused = {entry.id for entry in catalog().values() if not poolable(entry)}
    assert {"answerai-colbert-small-v1", "ms-marco-minilm-l12-v2", "splade-tiny", "bm25"} <= refused
    assert not any(entry.towers or entry.tower for entry in poolable_cards())
    assert {MINILM, E5, GLOVE} <= set(poolable_cards())


def test_a_table_of_words_has_no_cls() -> None:
    assert "cls" not in poolings_of(GLOVE)
    assert "cls" in poolings_of(MINILM)


@pytest.mark.parametrize("how", ["mean", "cls", "max"])
@pytest.mark.parametrize("model", [MINILM, E5], ids=lambda entry: entry.id)
def test_it_agrees_with_the_vectors_of_the_model_layer(runtime: Runtime, model, how) -> None:
    ours = pooled_vectors(runtime, model, TEXTS).by(how)
    units = ours / np.linalg.norm(ours, axis=1, keepdims=True)
    theirs = text_vectors(runtime, model, TEXTS, role_of(model), pooling=how).vectors
    assert units == pytest.approx(theirs, abs=1e-4)


def test_the_weighted_mean_counts_later_tokens_more(runtime: Runtime) -> None:
    tokens = token_vectors(runtime, MINILM, TEXTS[1:])[0].vectors.astype(np.float64)
    weights = np.arange(1, len(tokens) + 1)
    by_hand = (weights[:, None] * tokens).sum(axis=0) / weights.sum()
    assert pooled_vectors(runtime, MINILM, TEXTS[1:]).by("weighted")[0] == pytest.approx(by_hand, abs=1e-4)


def test_averaged_words_by_hand_and_a_text_of_unknown_words(runtime: Runtime) -> None:
    table = runtime.table(GLOVE)
    found = pooled_vectors(runtime, GLOVE, ["Snow falls, qqqzzqx!", "qqqzzqx"])
    by_hand = (table.vector("snow") + table.vector("falls")) / 2
    assert found.by("mean")[0] == pytest.approx(by_hand, abs=1e-6)
    assert np.isnan(found.vectors[1]).all()
    assert found.cut_at == (None, None)


def test_nothing_gives_nothing(runtime: Runtime) -> None:
    assert pooled_vectors(runtime, MINILM, []).vectors.shape == (0, 4, 384)
    assert pooled_vectors(runtime, GLOVE, []).vectors.shape == (0, 3, 50)


@pytest.mark.parametrize("model", [MINILM, E5, GLOVE], ids=lambda entry: entry.id)
def test_the_token_table_is_what_was_pooled(runtime: Runtime, model) -> None:
    table = token_table(runtime, model, TEXTS[0])
    found = pooled_vectors(runtime, model, TEXTS[:1])
    for how in poolings_of(model):
        assert table.pooled(how) == pytest.approx(found.by(how)[0], abs=2e-5)
        assert table.padded(20).pooled(how) == pytest.approx(table.pooled(how), abs=1e-6)


def test_padding_is_masked_and_has_no_numbers(runtime: Runtime) -> None:
    table = token_table(runtime, MINILM, "Snow.")
    longer = table.padded(7)
    assert longer.tokens == ("[CLS]", "snow", ".", "[SEP]", PADDING, PADDING, PADDING)
    assert longer.mask.tolist() == [True] * 4 + [False] * 3
    assert np.isnan(longer.vectors[4:]).all()
    assert longer.names == table.names
    assert table.padded(2) is table


@pytest.mark.parametrize("how", get_args(Pooling))
def test_each_step_is_the_pooling_of_the_tokens_so_far(how: Pooling) -> None:
    table = TokenTable(("a", "b", "c", "d"), np.zeros(4, np.bool_), np.array([False, True, False, True]), VECTORS)
    steps = [float(table.pooled_so_far(step, how)[0]) for step in range(1, 5)]
    by_hand = {"cls": [2, 2, 2], "mean": [2, 2, 5.5], "max": [2, 2, 9], "weighted": [2, 2, (1 * 2 + 2 * 9) / 3]}
    assert np.isnan(steps[0]), "nothing is pooled before the first token that takes part"
    assert steps[1:] == pytest.approx(by_hand[how])


@pytest.mark.parametrize("how", get_args(Pooling))
def test_the_shares_make_the_pooled_vector_and_the_winners_its_maxima(runtime: Runtime, how: Pooling) -> None:
    table = token_table(runtime, GLOVE, "Snow qqqzzqx falls on hills.").padded(9)
    shares, values = table.shares(how), np.nan_to_num(table.vectors)
    assert shares.sum() == pytest.approx(1)
    assert not shares[~table.mask].any()
    by_hand = values[table.winners, np.arange(values.shape[1])] if how == "max" else shares @ values
    assert table.pooled(how) == pytest.approx(by_hand, abs=1e-6)


def test_words_that_a_table_does_not_know_are_masked(runtime: Runtime) -> None:
    table = token_table(runtime, GLOVE, "Snow qqqzzqx falls.")
    assert table.tokens == ("Snow", "qqqzzqx", "falls")
    assert table.mask.tolist() == [True, False, True]
    with pytest.raises(InputError, match="knows no word of “qqqzzqx”"):
        token_table(runtime, GLOVE, "qqqzzqx")


def test_the_prompt_is_among_the_special_tokens(runtime: Runtime) -> None:
    table = token_table(runtime, E5, "Snow.")
    assert table.tokens[:3] == ("[CLS]", "query", ":")
    assert table.special.tolist() == [True, True, True, False, False, True]
