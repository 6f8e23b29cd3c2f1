"""What lesson 2 ships is what the live models say, for every model that the lesson offers."""

import json
from pathlib import Path

import numpy as np
import pytest

from embedlab.lessons.word_or_sentence import shipped as shipped_pooling
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.examples_stories import load_lee
from embedlab.lessons.word_or_sentence.ship import bench_cosines, example_tables, lee_run, save_bench
from embedlab.lessons.word_or_sentence.shipped import (
    example_pairs,
    load_bench,
    load_cuts,
    load_lee_results,
    load_tables,
)
from embedlab.lessons.word_or_sentence.study_cut import measure_cut
from embedlab.lessons.word_or_sentence.study_people import largest_difference
from embedlab.lessons.word_or_sentence.study_setups import poolable_cards, setups_of
from embedlab.models.runtime import Runtime

CARDS = poolable_cards()
AGAIN = "run: python -m scripts.precompute --only word_or_sentence"


def test_every_model_ships() -> None:
    assert set(load_bench()) == set(setups_of(CARDS)), AGAIN
    assert set(load_cuts()) == {card.id for card in CARDS}, AGAIN
    assert set(load_lee_results().agreements) == {"tf-idf", *(setup.key for setup in setups_of(CARDS))}, AGAIN
    texts = {text for pair in example_pairs() for text in (pair.left, pair.right)}
    assert all(set(load_tables(card.id)) == texts for card in CARDS), AGAIN


def test_the_bench_has_not_drifted(runtime: Runtime) -> None:
    live = bench_cosines(runtime, CARDS)
    assert {setup: values.tolist() for setup, values in load_bench().items()} == {
        setup: pytest.approx(values.tolist(), abs=2e-3) for setup, values in live.items()
    }


def test_the_agreement_with_people_has_not_drifted_and_reaches_what_the_lesson_says(runtime: Runtime) -> None:
    live, shipped = lee_run(runtime, CARDS), load_lee_results()
    assert largest_difference(live.similarities, shipped.similarities) < 2e-3
    for key, found in live.agreements.items():
        assert shipped.agreements[key].pearson == pytest.approx(found.pearson, abs=5e-3)
        assert shipped.agreements[key].low == pytest.approx(found.low, abs=1e-2)
    r = {key: found.pearson for key, found in live.agreements.items()}
    assert r["all-minilm-l6-v2/mean"] >= 0.65
    assert r["all-minilm-l6-v2/cls"] < r["all-minilm-l6-v2/mean"] - 0.02
    assert r["glove-6b-50d/mean"] == pytest.approx(0.40, abs=0.02)
    assert len(load_lee().texts) == len(shipped.similarities["tf-idf"])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_the_tokens_and_the_cuts_have_not_drifted(runtime: Runtime, card) -> None:
    shipped = load_tables(card.id)
    for text, live in example_tables(runtime, card).items():
        found = shipped[text]
        assert (found.tokens, found.mask.tolist()) == (live.tokens, live.mask.tolist())
        assert found.special.tolist() == live.special.tolist()
        assert np.nan_to_num(found.vectors) == pytest.approx(np.nan_to_num(live.vectors), abs=2e-2)
    long, cut = load_long_text(), load_cuts()[card.id]
    live_cut = measure_cut(runtime, card, long.text, long.addition)
    assert (cut.limit, cut.tokens, cut.cut_at) == (live_cut.limit, live_cut.tokens, live_cut.cut_at)
    assert cut.changed == pytest.approx(live_cut.changed, abs=2e-3)


def test_files_that_are_damaged_or_of_other_pairs_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_bench(tmp_path, dict(load_bench()))
    monkeypatch.setattr(shipped_pooling, "FOLDER", tmp_path)
    (tmp_path / "lee.npz").write_bytes(b"no archive")
    (tmp_path / "cuts.json").write_text(json.dumps({})[:-1])
    for load in (load_bench, load_lee_results, load_cuts):
        load.cache_clear()
    try:
        assert load_lee_results().agreements == {}
        assert load_cuts() == {}
        assert len(load_bench()) == len(setups_of(CARDS))
        load_bench.cache_clear()
        monkeypatch.setattr(shipped_pooling, "load_pairs", lambda: ())
        assert load_bench() == {}
    finally:
        monkeypatch.undo()
        for load in (load_bench, load_lee_results, load_cuts):
            load.cache_clear()
