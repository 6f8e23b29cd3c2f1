"""What each model weighs: by hand, and against the files of the models themselves."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from embedlab.lessons.models.facts import LARGE, LATE, PAIR, SMALL, TABLE, facts
from embedlab.lessons.models.study import QUANTITIES, Census, listed_models, share_of_table, stored, touched, work
from embedlab.lessons.models.study_rows import model_rows, sorted_rows
from embedlab.models.catalog import bundled_cards, card
from embedlab.models.runtime import shared_runtime
from embedlab.models.settings import read_settings
from embedlab.models.store import Store

CENSUS = Census(tuple(listed_models()), {}, "parameters", 40, card(SMALL))
TRANSFORMERS = [entry for entry in bundled_cards() if entry.is_transformer]


@pytest.mark.parametrize("entry", TRANSFORMERS, ids=lambda entry: entry.id)
def test_the_shape_on_a_card_is_that_of_its_files(entry) -> None:
    folder = Store(read_settings().home).ensure(entry)
    config = json.loads((folder / "config.json").read_text())
    shape = entry.encoder
    assert shape is not None
    assert (shape.hidden, shape.layers, shape.heads, shape.intermediate, shape.vocabulary) == (
        config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"], config["intermediate_size"],
        config["vocab_size"],
    )  # fmt: skip


def test_a_table_of_words_uses_a_row_for_each_token() -> None:
    assert touched(card(TABLE), 40) == 40 * 50
    rows = len(shared_runtime().table(card(TABLE)).words)
    assert card(TABLE).parameters == rows * 50


def test_a_transformer_uses_everything_but_the_rows_of_other_pieces() -> None:
    import safetensors

    folder = Store(read_settings().home).ensure(card(SMALL))
    with safetensors.safe_open(folder / "model.safetensors", "numpy") as weights:
        sizes = {name: math.prod(weights.get_slice(name).get_shape()) for name in weights.keys()}  # noqa: SIM118
    table = next(size for name, size in sizes.items() if name.endswith("word_embeddings.weight"))
    assert table == 30_522 * 384
    everything = sum(sizes.values())
    assert card(SMALL).parameters == pytest.approx(everything, rel=0.01)
    assert touched(card(SMALL), 40) == card(SMALL).parameters - table + 42 * 384


def test_the_head_of_splade_uses_the_whole_table() -> None:
    assert touched(card("splade-tiny"), 40) == card("splade-tiny").parameters


def test_of_two_towers_a_text_uses_the_one_for_texts() -> None:
    assert touched(card("two-tower-embedlab"), 40) < card("two-tower-embedlab").parameters / 2
    assert touched(card("light-e5-embedlab"), 40) == touched(card("e5-small-v2"), 40)


def test_only_late_interaction_stores_more_for_a_longer_text() -> None:
    longer = {entry.id for entry in listed_models() if stored(entry, 80) > stored(entry, 40)}
    assert longer == {entry.id for entry in listed_models() if entry.axes.interaction == "late-interaction"}
    assert stored(card(SMALL), 40) == np.zeros(384, np.float32).nbytes


def test_a_pair_is_more_work_than_its_text_alone() -> None:
    same_shape = card(LARGE)
    assert same_shape.encoder == card(PAIR).encoder
    assert work(card(PAIR), 40) > work(same_shape, 40) == 2 * work(card(SMALL), 40)


def test_sizes_are_in_order_and_models_without_one_are_left_out() -> None:
    for name in QUANTITIES:
        census = replace(CENSUS, quantity=name)
        shown = [entry.id for entry, _, _ in census.sizes]
        assert sorted(shown + [entry.id for entry in census.without]) == sorted(entry.id for entry in census.cards)
        wholes = [whole for _, _, whole in census.sizes]
        assert name == "parameters" or wholes == sorted(wholes)


def test_the_facts_are_those_of_the_sizes() -> None:
    found = facts(CENSUS)
    assert (found.table_used, found.small_used) == (2_000, touched(card(SMALL), 40))
    assert found.small_table == share_of_table(card(SMALL)) > 0.5
    assert found.late_times == stored(card(LATE), 40) / stored(card(SMALL), 40) == 42


def test_a_table_can_be_sorted_by_any_column_and_empty_cells_come_last() -> None:
    rows = model_rows(CENSUS, listed_models())
    for column in ("name", "year", "bytes", "parameters", "licence"):
        for down in (False, True):
            values = [row[column] for row in sorted_rows(rows, column, down=down)]
            known = [value for value in values if value != ""]
            assert values[: len(known)] == known
            assert known == sorted(known, key=lambda v: v if isinstance(v, int) else v.casefold(), reverse=down)
