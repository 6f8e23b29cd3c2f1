"""A training on labelled pairs in this process: fair to all objectives, the same for a seed, and what it writes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.compute.pair_classes import pair_classes, pair_features
from embedlab.models.training import LabelledResult, LabelledSpec, Trainer
from embedlab.models.training.finished import read_result
from embedlab.models.training.label_training.label_rows import load_labelled
from embedlab.models.training.label_training.label_run import labels_of, row_batches, train_labelled
from tests.models.kit.training import finished, short_labelled


@pytest.fixture
def spec(table: Path, pairs: Path, relations: Path) -> LabelledSpec:
    return short_labelled(table, pairs, relations)


def run(spec: LabelledSpec, folder: Path) -> list[dict[str, Any]]:
    folder.mkdir(exist_ok=True)
    said: list[dict[str, Any]] = []
    train_labelled(
        spec, folder, lambda what, value: said.append(json.loads(json.dumps(value))) if what == "step" else None
    )
    return [{"step": record["step"], "objectives": record["objectives"]} for record in said]


def changed(spec: LabelledSpec, **changes: Any) -> LabelledSpec:
    return LabelledSpec(**{**vars(spec), **changes})


def test_all_objectives_start_alike(spec: LabelledSpec, tmp_path: Path) -> None:
    first = run(spec, tmp_path)[0]["objectives"]
    starts = [{**first[name], "loss": 0, "idle": 0, "accuracy": 0} for name in spec.objectives]
    assert starts.count(starts[0]) == len(starts) == 4
    assert first["classifier"]["accuracy"] == pytest.approx(1 / 3, abs=0.2)


def test_a_seed_decides_everything_and_company_nothing(spec: LabelledSpec, tmp_path: Path) -> None:
    once, again = run(spec, tmp_path / "once"), run(spec, tmp_path / "again")
    assert once == again
    assert once != run(changed(spec, seed=2), tmp_path / "other")
    for name in spec.objectives:
        alone = run(changed(spec, objectives=(name,)), tmp_path / name)
        assert [each["objectives"][name] for each in alone] == [each["objectives"][name] for each in once]


def test_every_objective_lowers_its_own_loss(spec: LabelledSpec, tmp_path: Path) -> None:
    first, *_, last = run(changed(spec, steps=150, learning_rate=0.02), tmp_path)
    for name in spec.objectives:
        assert last["objectives"][name]["loss"] < 0.9 * first["objectives"][name]["loss"], name


def test_what_is_written_is_what_was_measured(spec: LabelledSpec, tmp_path: Path) -> None:
    last = run(spec, tmp_path)[-1]["objectives"]["classifier"]
    found = read_result("labelled", tmp_path)
    assert isinstance(found, LabelledResult)
    definitions, *terms = found.vectors["classifier"].astype(np.float32).swapaxes(0, 1)
    features = pair_features(np.concatenate(terms), np.tile(definitions, (3, 1)))
    labels = labels_of(len(definitions))
    shares = pair_classes(features, found.layers["after"], labels).probabilities
    assert (shares.argmax(axis=1) == labels).mean() == pytest.approx(last["accuracy"], abs=0.05)
    cosines = [
        np.mean([np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b) for a, b in zip(definitions, side, strict=True)])
        for side in terms
    ]
    assert cosines == pytest.approx(last["cosines"], abs=2e-3)
    assert list(found.vectors) == ["before", *spec.objectives]
    assert (found.train_rows, found.held_out) == (150, 20)


def test_a_row_keeps_its_definition_and_its_terms_together(spec: LabelledSpec) -> None:
    rows = load_labelled(spec.table, spec.pairs, spec.relations).train
    picked = rows.pick(np.array([7, 3]))
    for bags, column in zip((picked.definitions, *picked.terms), range(4), strict=True):
        assert bags.lengths.tolist() == [len(rows.texts[row][column].split()) for row in (7, 3)]
    stream = row_batches(changed(spec, batch=50), rows)
    once = np.concatenate([next(stream).terms[0].rows for _ in range(3)])
    assert sorted(once) == sorted(rows.terms[0].rows)


def test_it_trains_in_a_process_of_its_own(spec: LabelledSpec, trainer: Trainer) -> None:
    job = trainer.submit(spec, "visitor")
    assert finished(job)
    result = job.result()
    assert result is not None
    assert job.steps[-1].step == spec.steps
    assert len(job.steps[-1].objectives["softmax"].cosines) == 3
    assert result.bytes > 0
