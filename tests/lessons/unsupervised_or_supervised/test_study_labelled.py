"""What the shipped training on labelled pairs says, and that it adds up."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embedlab.lessons.unsupervised_or_supervised.shipped import START
from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import labelled_spec, load_labelled_run
from embedlab.lessons.unsupervised_or_supervised.study_labelled import (
    CLASSES,
    OBJECTIVES,
    LabelledRun,
    classified,
    labelled_run_of,
    triplet_of,
)
from embedlab.lessons.unsupervised_or_supervised.view_labelled import comparison_rows, labelled_sentence
from embedlab.lessons.unsupervised_or_supervised.view_pair import triplet_sentence
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.models.training import Trainer
from embedlab.models.training.label_training import label_rows
from embedlab.numbers_text import percent, signed

STEPS = 5


@pytest.fixture(scope="module")
def run() -> LabelledRun:
    found = load_labelled_run()
    assert found is not None
    return found


def test_trained_again_by_its_seed_the_first_steps_are_the_shipped_ones(runtime: Runtime, run: LabelledRun) -> None:
    trainer = Trainer(read_settings())
    spec = replace(labelled_spec(runtime, START), steps=STEPS)
    job = trainer.submit(spec, "test")
    while job.live:
        job.watch("test")
        time.sleep(0.1)
    result = job.result()
    assert result is not None, job.message
    shipped = {step.step: step for step in run.steps}
    assert [step.step for step in job.steps] == [0, STEPS]
    for step in job.steps:
        for name, live in step.objectives.items():
            for field, value in vars(live).items():
                assert value == pytest.approx(getattr(shipped[step.step].objectives[name], field), abs=5e-3), field
    live_run = labelled_run_of("", spec, job.steps, result)
    assert live_run.texts == run.texts
    np.testing.assert_allclose(live_run.vectors["before"].astype(float), run.vectors["before"].astype(float), atol=1e-3)
    np.testing.assert_array_equal(live_run.layers["before"], run.layers["before"])
    trainer.close()


def test_the_finding_is_what_the_records_say(run: LabelledRun) -> None:
    """The classifier learns its task and leaves the search where it was; the softmax and triplets move it."""
    low, high = run.recalls["classifier"][1:]
    assert low <= run.recalls["before"][0] <= high
    assert all(run.recalls[name][0] > 1.8 * run.recalls["before"][0] for name in OBJECTIVES if name != "classifier")
    accuracy = run.last.objectives["classifier"].accuracy
    assert accuracy is not None
    assert accuracy > 0.5
    said = labelled_sentence(run)
    for share in (run.recalls["softmax"][0], run.recalls["before"][0], accuracy):
        assert percent(share) in said
    assert "as good as before" in said


def test_a_classifier_that_moves_the_search_is_said_to(run: LabelledRun) -> None:
    last = run.last.objectives
    moved = replace(run.last, objectives={**last, "classifier": replace(last["classifier"], recall_10=0.4)})
    said = labelled_sentence(replace(run, steps=(*run.steps[:-1], moved)))
    assert f"recall goes from {percent(run.recalls['before'][0])} to {percent(0.4)}" in said


def test_the_steps_are_made_and_all_start_alike(run: LabelledRun) -> None:
    assert run.last.step == run.settings.steps
    first = run.steps[0].objectives
    assert len({first[name].recall_10 for name in OBJECTIVES}) == 1
    assert CLASSES == label_rows.CLASSES


def test_a_pairs_parts_add_up_to_its_probabilities(run: LabelledRun) -> None:
    for when in ("before", "after"):
        found = classified(run, 3, 1, when)
        powers = np.exp(found.parts.sum(axis=1))
        np.testing.assert_allclose(powers / powers.sum(), found.probabilities, rtol=1e-5)


def test_a_triplets_sum_is_its_loss_and_is_written_out(run: LabelledRun) -> None:
    for row in range(len(run.texts)):
        found = triplet_of(run, row, "triplet-hard")
        total = found.near[0] - found.far[0] + run.settings.margin
        assert found.losses[0] == pytest.approx(max(0, total), abs=1e-6)
        assert f"{signed(found.near[0], 3)} − {signed(found.far[0], 3)} + {signed(run.settings.margin)} = " in (
            triplet_sentence(run, row)
        )


def test_the_table_has_a_row_for_the_start_and_each_objective(run: LabelledRun) -> None:
    rows = comparison_rows(run)
    assert [row[0] for row in rows] == [
        "before training", "in-batch softmax", "triplets, random", "triplets, hard", "SBERT classifier",
    ]  # fmt: skip


def test_a_missing_training_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from embedlab.studies import shipped_store

    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    assert load_labelled_run() is None
