"""Twins: what counts, thresholds by hand, and what the texts that ship show of models and of counting."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from embedlab.content.duplicate_texts import TwinKind, read_duplicates
from embedlab.lessons.uses.study_cosines import MINHASH, Alike, alike_by, alike_by_runs, alike_by_words
from embedlab.lessons.uses.study_doubles import (
    GRID,
    ToolQuality,
    Twins,
    ahead_sentence,
    calibrate,
    grid_place,
    interval_text,
    pairs_of,
    quality_of,
    strips_of,
    threshold_sentence,
)
from embedlab.models.catalog import card
from embedlab.studies.labelled.text_points import FIRST, Points, shipped_points

KNOWN = read_duplicates()


def by_model(model: str) -> Alike:
    rows = shipped_points(KNOWN.labelled, model)
    assert rows is not None
    return alike_by(KNOWN.labelled, Points(model, card(model).name, "dense", rows))


def quality(alike: Alike, twins: Twins, *, sisters: bool = True) -> ToolQuality:
    return quality_of(KNOWN, alike, twins, sisters=sisters)


MODEL, WORDS, RUNS = by_model(FIRST[0]), alike_by_words(KNOWN.labelled), alike_by_runs(KNOWN.labelled, 1)


def test_every_two_texts_are_a_pair_once() -> None:
    pairs, texts = pairs_of(KNOWN), len(KNOWN.labelled.texts)
    assert len(pairs.first) == texts * (texts - 1) // 2
    assert (pairs.first < pairs.second).all()
    assert [int((pairs.kinds == kind).sum()) for kind in range(3)] == [96, 120, 48]
    assert {int((pairs.half == side).sum()) for side in (0, 1)} == {300 * 299 // 2}


def test_twins_that_are_not_looked_for_are_neither_right_nor_wrong() -> None:
    pairs = pairs_of(KNOWN)
    assert pairs.right("both").sum() == 216
    others: dict[TwinKind, int] = {"near": 1, "reworded": 0}
    for twins, left_out in others.items():
        assert not pairs.counted(twins, sisters=True)[pairs.kinds == left_out].any()
        assert not pairs.right(twins)[pairs.kinds == left_out].any()
    assert not pairs.counted("both", sisters=False)[pairs.kinds == 2].any()
    assert pairs.counted("both", sisters=True).all()


def test_average_precision_is_that_of_scikit_learn_on_the_pairs_that_count() -> None:
    pairs = pairs_of(KNOWN)
    kept = pairs.counted("near", sisters=True)
    expected = average_precision_score(pairs.right("near")[kept], pairs.scores(WORDS.table)[kept])
    assert quality(WORDS, "near").average[0] == pytest.approx(expected, abs=1e-9)


def test_counting_finds_edited_copies_as_well_as_models() -> None:
    for model in FIRST[:2]:
        dense = quality(by_model(model), "near").average
        for tool in (WORDS, RUNS):
            assert quality(tool, "near").average[0] > dense[0]
            assert quality(tool, "near").average[1] > 0.85


def test_reworded_twins_need_a_model() -> None:
    for model in FIRST[:2]:
        found = quality(by_model(model), "reworded")
        for tool in (WORDS, RUNS):
            low = np.quantile(found.draws - quality(tool, "reworded").draws, 0.025)
            assert low > 0.03
    assert quality(RUNS, "reworded").average[2] < 0.06


def test_look_alikes_mislead_a_model_more_than_counting() -> None:
    lost = [
        quality(tool, "near", sisters=False).average[0] - quality(tool, "near").average[0] for tool in (MODEL, WORDS)
    ]
    assert lost[0] > lost[1] + 0.02


def test_a_threshold_of_one_model_is_not_that_of_another() -> None:
    chosen = [calibrate(quality(by_model(model), "both"), "f1", 0.0).threshold for model in FIRST[:2]]
    assert chosen[0] is not None
    assert chosen[1] is not None
    assert chosen[0] < 0.7 < 0.85 < chosen[1]


def test_what_is_calibrated_on_one_half_is_counted_on_the_other() -> None:
    found = quality(MODEL, "both")
    fit = calibrate(found, "f1", 0.0)
    assert fit.threshold is not None
    assert fit.recall is not None
    assert fit.precision is not None
    pairs = pairs_of(KNOWN)
    tested = pairs.half == 1
    over = pairs.scores(MODEL.table)[tested] >= fit.threshold
    right = pairs.right("both")[tested]
    assert fit.precision[0] == pytest.approx((right & over).sum() / over.sum())
    assert fit.recall[0] == pytest.approx((right & over).sum() / right.sum())
    assert fit.recall[1] < fit.recall[0] < fit.recall[2]


def test_a_wish_that_nothing_fits_is_said() -> None:
    found = quality(WORDS, "both")
    assert calibrate(found, "precision", 1.01).threshold is None
    assert interval_text(None) == "none"
    assert interval_text((0.5, 0.4, 0.6)) == "0.50 (0.40–0.60)"


def test_the_grid_holds_every_threshold_that_is_calibrated() -> None:
    assert GRID[0] == 0.0
    assert GRID[-1] == 1.0
    assert [grid_place(each) for each in (0.0, 0.8, 1.0)] == [0, 160, 200]


def test_sentences_have_the_numbers() -> None:
    said = threshold_sentence(quality(MODEL, "both"), 0.8)
    assert "151 pairs, of which 99 are twins: precision 66" in said
    assert "nothing is found" in threshold_sentence(quality(by_model(FIRST[0]), "reworded", sisters=False), 1.0)
    told = ahead_sentence("near", [quality(each, "near") for each in (MODEL, WORDS, RUNS)])
    assert told.startswith(f"Edited copies: {MODEL.name} finds them worse than TF-IDF by 0.08 (0.0")


def test_strips_hold_the_pairs_of_each_kind() -> None:
    names, same, values = strips_of(pairs_of(KNOWN), MODEL, sisters=True)
    assert names == ["edited copies", "reworded twins", "look-alikes", "any two others"]
    assert same == [True, True, False, False]
    assert [len(each) for each in values] == [96, 120, 48, 240]
    means = [float(each.mean()) for each in values]
    assert means[0] > means[2] > means[1] > means[3]
    assert len(strips_of(pairs_of(KNOWN), MODEL, sisters=False)[0]) == 3


def test_minhash_estimates_within_its_error() -> None:
    assert RUNS.tool == MINHASH
    assert (RUNS.table == RUNS.table.T).all()
    assert (np.diag(RUNS.table) == 1).all()
