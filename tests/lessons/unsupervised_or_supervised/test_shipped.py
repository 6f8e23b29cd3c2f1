"""What lesson 3 ships is what the models and the training give today."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embedlab.compute.contrastive import alignment, match_ranks, uniformity
from embedlab.errors import StoreError
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.shipped import (
    CARDS,
    LESSON,
    PAIRS,
    PROBES,
    START,
    ShippedGuesses,
    compute_context,
    compute_guesses,
    contrastive_spec,
    load_context,
    load_guesses,
    load_run,
    load_similarities,
    load_words,
)
from embedlab.lessons.unsupervised_or_supervised.study import PAIRS_SHOWN, shown_rows
from embedlab.lessons.unsupervised_or_supervised.study_batch import card_similarities, trained_similarities
from embedlab.lessons.unsupervised_or_supervised.study_masked import perplexity
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.models.text.word_table import WordTable
from embedlab.models.training import ContrastiveResult, ContrastiveStep, Trainer
from embedlab.models.training.term_pairs import read_pairs
from embedlab.models.training.words_of_text import words_of_text
from embedlab.studies import shipped_store
from embedlab.studies.shipped_store import load_shipped
from tests.kit.drift import drift, far

STEPS = 6
Trained = tuple[tuple[ContrastiveStep, ...], ContrastiveResult]


@pytest.fixture(scope="module")
def table(runtime: Runtime) -> WordTable:
    """The word vectors that the training starts from."""
    return runtime.table(card(START))


@pytest.fixture(scope="module")
def again(runtime: Runtime) -> Iterator[Trained]:
    """The first steps of the shipped training, trained now."""
    spec = contrastive_spec(runtime)
    trainer = Trainer(read_settings())
    job = trainer.submit(type(spec)(**{**vars(spec), "steps": STEPS, "seconds": 100.0}), "test")
    while job.live:
        job.watch("test")
        time.sleep(0.1)
    result = job.result()
    assert result is not None, job.message
    yield job.steps, result
    trainer.close()


def means(table: WordTable, texts: list[str]) -> np.ndarray:
    found = [table.mean(words_of_text(text)) for text in texts]
    return np.stack([mean for mean in found if mean is not None])


def test_the_numbers_before_training_are_those_of_averaged_word_vectors(table: WordTable) -> None:
    held_out = [
        pair for pair in read_pairs(PAIRS).held_out if all(table.mean(words_of_text(text)) is not None for text in pair)
    ]
    terms, definitions = (means(table, list(side)) for side in zip(*held_out, strict=True))
    run = load_run()
    start = run.steps[0].objectives["supervised"]
    assert run.held_out == len(held_out)
    assert start.recall_10 == pytest.approx((match_ranks(definitions, terms) <= 10).mean(), abs=2e-3)
    assert start.alignment == pytest.approx(alignment(terms, definitions), abs=1e-3)
    assert start.uniformity == pytest.approx(uniformity(np.concatenate([terms, definitions])), abs=1e-3)
    centred = [side - side.mean(axis=0) for side in
               (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (definitions, terms))]  # fmt: skip
    assert run.centred == pytest.approx((match_ranks(*centred) <= 10).mean(), abs=3e-3)


def test_the_shown_pairs_are_the_draw_and_their_first_vectors_the_start(table: WordTable) -> None:
    run = load_run()
    held_out = read_pairs(PAIRS).held_out
    assert set(zip(run.terms, run.definitions, strict=True)) <= set(held_out)
    assert len(run.terms) == PAIRS_SHOWN
    for texts, vectors in ((run.terms, run.term_vectors), (run.definitions, run.definition_vectors)):
        live = means(table, list(texts))
        live /= np.linalg.norm(live, axis=1, keepdims=True)
        assert not far(vectors["before"], live, 2e-3)


def test_trained_again_the_first_steps_are_the_shipped_ones(again: Trained) -> None:
    steps, result = again
    shipped = {step.step: step for step in load_run().steps}
    both = [step for step in steps if step.step in shipped]
    assert [step.step for step in both] == [0, 5]
    for step in both:
        for name, live in step.objectives.items():
            for field, value in vars(live).items():
                assert value == pytest.approx(getattr(shipped[step.step].objectives[name], field), abs=5e-3), field
    rows = shown_rows(result.terms, result.definitions)
    assert tuple(result.terms[row] for row in rows) == load_run().terms
    assert result.train_pairs == load_run().train_pairs


def test_both_objectives_started_alike_and_the_pairs_paid() -> None:
    run = load_run()
    first, last = run.steps[0].objectives, run.last.objectives
    start = {name: {**vars(found), "loss": None} for name, found in first.items()}
    assert start["supervised"] == start["simcse"]
    assert last["supervised"].recall_10 > last["simcse"].recall_10 > first["simcse"].recall_10
    assert last["simcse"].uniformity < first["simcse"].uniformity


@pytest.mark.parametrize("encoder", [*CARDS, "before"])
def test_shipped_matrices_are_those_of_the_live_encoders(runtime: Runtime, table: WordTable, encoder: str) -> None:
    for batch in load_batches():
        shipped = load_similarities(batch.id, encoder)
        live = (
            trained_similarities(table, None, encoder, batch.rows)
            if encoder == "before"
            else card_similarities(runtime, card(encoder), batch.rows)
        )
        assert not far(shipped, live, 2e-3)


@pytest.mark.parametrize("encoder", ["supervised", "simcse"])
def test_every_batch_ships_for_the_trained_encoders_too(encoder: str) -> None:
    for batch in load_batches():
        shipped = load_similarities(batch.id, encoder)
        assert shipped is not None
        assert shipped.shape == (len(batch.rows), len(batch.rows))


def test_the_shipped_word_vectors_follow_the_words_of_the_page_from_a_random_start() -> None:
    steps = load_words()
    assert [step.epoch for step in steps] == list(range(len(steps)))
    assert all(set(step.neighbours) == set(PROBES) for step in steps)
    assert steps[0].loss is None
    assert "flows" in [word for word, _ in steps[-1].neighbours["river"]]
    assert not {word for word, _ in steps[0].neighbours["river"]} & {w for w, _ in steps[-1].neighbours["river"]}


def test_the_shipped_guesses_are_those_of_the_live_model(runtime: Runtime) -> None:
    shipped, live = load_shipped(LESSON, "masked", ShippedGuesses), compute_guesses(runtime)
    assert drift(shipped, live, {"guesses": 2e-3}) == []
    assert load_guesses(live.model, live.text) == shipped.guesses
    assert load_guesses(live.model, "Another [MASK].") == ()


def test_a_missing_training_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    assert load_words() == ()
    with pytest.raises(StoreError, match="The shipped training cannot be read; install EmbedLab again"):
        load_run()


def test_what_context_is_worth_is_measured_again_on_the_first_definitions(runtime: Runtime) -> None:
    shipped, live = load_context(), compute_context(runtime, 5)
    assert shipped is not None
    count = len(live.logs)
    np.testing.assert_allclose(shipped.logs[:count], live.logs, atol=0.02)
    np.testing.assert_array_equal(shipped.first[:count], live.first)
    np.testing.assert_allclose(shipped.frequency_logs[:count], live.frequency_logs, atol=1e-5)
    assert shipped.frequent == live.frequent
    assert perplexity(shipped.logs) < perplexity(shipped.frequency_logs) / 5
    assert len(shipped.logs) > 1_000
