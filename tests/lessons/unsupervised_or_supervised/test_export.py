"""What can be taken away from lesson 3 is what its page shows."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.export import Takeaway, notebook, tables
from embedlab.lessons.unsupervised_or_supervised.shipped import FIRST, load_run, load_similarities, load_words
from embedlab.lessons.unsupervised_or_supervised.study import Settings, Shown
from embedlab.lessons.unsupervised_or_supervised.study_batch import Matrix
from tests.kit.pages.screen import alive
from tests.kit.pages.training import key, page


def test_the_training_is_there_record_by_record() -> None:
    rows = tables(Shown(load_run()), Takeaway(None, ()))["Training"]()
    assert len(rows) == 2 * len(load_run().steps)
    last = [row for row in rows if row["objective"] == "supervised"][-1]
    assert last["recall@10"] == pytest.approx(load_run().last.objectives["supervised"].recall_10)


def test_the_parts_write_down_what_they_show_and_the_tables_read_it_later() -> None:
    takeaway = Takeaway(None, ())
    made = tables(Shown(load_run()), takeaway)
    assert made["Batch"]() == made["Word neighbours"]() == []
    batch = load_batches()[0]
    cosines = load_similarities(batch.id, "simcse")
    assert cosines is not None
    takeaway.matrix, takeaway.words = Matrix(batch, "simcse", batch.rows, cosines), load_words()
    cells = made["Batch"]()
    assert len(cells) == len(batch.rows) ** 2
    assert sum(bool(cell["own"]) for cell in cells) == len(batch.rows)
    assert {row["rank"] for row in made["Word neighbours"]() if row["word"] == "king"} >= {1, 2, 3}


def test_the_batch_on_the_screen_is_the_one_that_is_taken_away() -> None:
    app = page("batch", batch_encoder="GloVe, averaged")
    takeaway = app.session_state[key("takeaway")]
    assert takeaway.matrix.encoder == "glove-6b-50d"
    alive(app.selectbox(key=key("batch-pairs")).set_value("questions").run())
    assert app.session_state[key("takeaway")].matrix.batch.id == "questions"


def test_the_notebook_has_the_curves_and_the_settings_of_the_page() -> None:
    run = replace(load_run(), settings=replace(load_run().settings, steps=7))
    values = notebook(Shown(run), Takeaway(None, ()))
    assert values["steps"] == 7
    curves = asked(values)["curves"]
    assert curves["step"] == [step.step for step in run.steps]
    assert curves["simcse"] == pytest.approx([step.objectives["simcse"].recall_10 for step in run.steps], abs=1e-4)


def test_the_notebook_has_the_batch_that_was_looked_at_last() -> None:
    shown = Takeaway(None, ())
    values = notebook(Shown(load_run()), shown)
    batch = load_batches()[1]
    cosines = load_similarities(batch.id, "glove-6b-50d")
    assert cosines is not None
    shown.matrix = Matrix(batch, "glove-6b-50d", batch.rows, cosines)
    said = asked(values)
    assert said["pairs"] == [tuple(row) for row in batch.rows]
    assert (said["model"], said["page"]) == (said["table"], cosines.round(4).tolist())


def test_an_encoder_that_the_page_trained_is_not_named_as_a_public_one() -> None:
    batch = load_batches()[0]
    shown = Takeaway(Matrix(batch, "simcse", batch.rows, np.eye(len(batch.rows), dtype=np.float32)), ())
    said = asked(notebook(Shown(load_run()), shown))
    assert said["model"].endswith("glove-wiki-gigaword-50.gz")
    assert said["page"] == []


def test_without_a_training_the_notebook_has_the_settings_of_the_controls() -> None:
    values = notebook(Shown(None), Takeaway(None, ()))
    assert values.items() >= asdict(Settings.of(FIRST)).items()
    assert asked(values)["curves"]["step"] == []


def asked(values: Mapping[str, object]) -> dict[str, Any]:
    """The values as they are when the notebook is asked for."""
    return {name: value() if callable(value) else value for name, value in values.items()}
