"""What a page keeps of a training: ranks, the control, the draw of pairs, and one projection for all encoders."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS
from embedlab.lessons.unsupervised_or_supervised.study import (
    ENCODERS,
    PAIRS_SHOWN,
    Earlier,
    Run,
    Settings,
    Shown,
    centred_recall,
    difference,
    found_in_ten,
    kept_earlier,
    run_of,
    shown_rows,
)
from embedlab.lessons.unsupervised_or_supervised.study_nearest import NEAREST
from embedlab.models.training import ContrastiveResult, ContrastiveSpec, ContrastiveStep, ObjectiveStep

RNG = np.random.default_rng(5)


def unit(rows: NDArray[Any]) -> NDArray[np.float16]:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float16)


def result(pairs: int = 40) -> ContrastiveResult:
    own, others = ({name: unit(RNG.normal(size=(pairs, 6))) for name in ENCODERS} for _ in range(2))
    terms = tuple(f"term{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(pairs))
    definitions = tuple(f"a definition of some length {i}" for i in range(pairs))
    words = ("a", "definition", "rare")
    tables = {name: np.diag([1, 2, 3]).astype(np.float16) for name in ENCODERS[1:]}
    return ContrastiveResult(terms, definitions, own, others, words, tables, train_pairs=7, parameters=0)


def a_run(found: ContrastiveResult) -> Run:
    spec = ContrastiveSpec(table=PAIRS.parent, pairs=PAIRS, temperature=0.1, steps=20)
    one = ObjectiveStep(1.0, 0.0, 0.1, 1.0, -1.0)
    return run_of("key", spec, [ContrastiveStep(0, 0.0, {"supervised": one, "simcse": one})], found)


def test_a_run_keeps_the_vectors_and_ranks_of_the_pairs_it_shows() -> None:
    found = result()
    run = a_run(found)
    assert len(run.terms) == PAIRS_SHOWN
    assert run.held_out == 40
    assert run.settings.temperature == 0.1
    for name in ENCODERS:
        cosines = found.definition_vectors[name].astype(np.float64) @ found.term_vectors[name].astype(np.float64).T
        for term, definition, rank in zip(run.terms, run.definitions, run.ranks[name], strict=True):
            row = found.definitions.index(definition)
            assert found.terms[row] == term
            assert rank == (cosines[row] > cosines[row, row] - 1e-6).sum()
    assert found_in_ten(run, "before") == sum(rank <= 10 for rank in run.ranks["before"])


def test_taking_the_mean_away_undoes_a_lean_that_hides_everything() -> None:
    clear = np.eye(30, dtype=np.float32)
    terms, definitions = (clear + RNG.normal(size=30).astype(np.float32) * 5 for _ in range(2))
    leaning = unit(definitions).astype(np.float32) @ unit(terms).astype(np.float32).T
    assert (leaning.argmax(axis=1) == np.arange(30)).mean() < 0.5
    assert centred_recall(terms, definitions) == 1.0
    assert centred_recall(terms, definitions[::-1]) < 1.0


def test_all_encoders_share_one_projection() -> None:
    run = a_run(result())
    assert run.maps.coordinates.shape == (3, 2 * PAIRS_SHOWN, 2)
    still = [dict.fromkeys(ENCODERS, vectors["before"]) for vectors in (run.term_vectors, run.definition_vectors)]
    first, *others = replace(run, term_vectors=still[0], definition_vectors=still[1]).maps.coordinates
    assert all(np.allclose(first, other, atol=1e-5) for other in others), "what did not move stays where it was"


def test_the_draw_is_the_same_each_time_and_leaves_out_what_is_hard_to_read() -> None:
    terms = ["cat", "New York", "sea", "extraordinarily", "dog"]
    definitions = ["a small animal that purrs"] * 2 + ["short"] + ["a small animal that purrs"] * 2
    assert shown_rows(terms, definitions).tolist() == [0, 4]
    assert shown_rows(terms, definitions, 1).tolist() == shown_rows(terms, definitions, 1).tolist()


@pytest.mark.parametrize("name", ENCODERS)
def test_vectors_and_texts_of_a_run_have_one_order(name: str) -> None:
    found = result()
    run = a_run(found)
    row = found.definitions.index(run.definitions[3])
    assert np.array_equal(run.definition_vectors[name][3], found.definition_vectors[name][row])
    assert np.array_equal(run.term_vectors[name][3], found.term_vectors[name][row])


@pytest.mark.parametrize("name", ENCODERS)
def test_the_nearest_terms_are_those_that_the_ranks_count(name: str) -> None:
    found = result()
    run = a_run(found)
    for row, (term, definition) in enumerate(zip(run.terms, run.definitions, strict=True)):
        cosines = found.term_vectors[name].astype(np.float64) @ found.definition_vectors[name][
            found.definitions.index(definition)
        ].astype(np.float64)
        order = np.argsort(-cosines)[:NEAREST]
        assert run.nearest[name].cosines[row] == pytest.approx(cosines[order], abs=1e-3)
        rank = run.ranks[name][row]
        assert run.nearest[name].own[row] == pytest.approx(cosines[found.terms.index(term)], abs=1e-3)
        if rank <= NEAREST:
            assert run.nearest[name].terms[row][rank - 1] == term


def test_a_term_that_ties_with_all_is_told_the_middle_rank_and_listed_after_them() -> None:
    found = result()
    alike = {name: unit(np.ones((40, 6))) for name in ENCODERS}
    run = a_run(replace(found, term_vectors=alike, definition_vectors=alike))
    assert set(run.ranks["before"]) == {21}  # 20.5 of 40; what is told is whole
    assert not any(term in near for term, near in zip(run.terms, run.nearest["before"].terms, strict=True))


def test_the_lengths_are_those_of_the_frequent_words() -> None:
    assert a_run(result()).lengths["simcse"] == (1.5, 0.0)


def test_a_run_that_made_fewer_steps_was_cut_short() -> None:
    run = a_run(result())
    assert run.cut_short
    assert not replace(run, settings=replace(run.settings, steps=0)).cut_short


SETTINGS = Settings(400, 0.05, 512, 0.003, 0.1, 1)


def shown(settings: Settings, records: int = 2) -> Shown:
    run = a_run(result())
    return Shown(replace(run, settings=settings, steps=run.steps * records))


def test_what_was_shown_before_is_kept_the_latest_first_and_no_more_than_fit() -> None:
    kept: tuple[Earlier, ...] = ()
    for seed in range(6):
        kept = kept_earlier(kept, shown(replace(SETTINGS, seed=seed)), SETTINGS, 4)
    assert [each.settings.seed for each in kept] == [5, 4, 3, 2]


def test_the_settings_that_are_shown_and_what_has_hardly_begun_are_not_kept() -> None:
    other = replace(SETTINGS, temperature=0.5)
    assert kept_earlier((), shown(other), SETTINGS, 4)[0].settings == other
    assert kept_earlier((), shown(other, records=1), SETTINGS, 4) == ()
    assert kept_earlier((), shown(SETTINGS), SETTINGS, 4) == ()
    kept = kept_earlier((), shown(other), SETTINGS, 4)
    assert kept_earlier(kept, None, other, 4) == (), "trained again, it would lie under its own curves"


def test_trainings_are_named_by_what_differs() -> None:
    other = replace(SETTINGS, steps=50, temperature=0.5, learning_rate=0.01)
    assert difference(other, SETTINGS) == "50 steps, temperature 0.5, learning rate 0.01"
    assert difference(SETTINGS, other) == "400 steps, temperature 0.05, learning rate 0.003"
