"""What can be taken away from lesson 3 is what its page shows."""

import json
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

import pytest

from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.export import Takeaway, notebook, tables
from embedlab.lessons.unsupervised_or_supervised.shipped import FIRST, load_run, load_similarities, load_words
from embedlab.lessons.unsupervised_or_supervised.study import Settings, Shown
from embedlab.lessons.unsupervised_or_supervised.study_batch import Matrix
from embedlab.ui.exports import notebook_of
from tests.kit.pages.screen import alive
from tests.kit.pages.training import SLUG, key, page


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


def test_the_notebook_trains_what_the_page_trained() -> None:
    run = replace(load_run(), settings=replace(load_run().settings, seconds=1.0))
    cells = json.loads(notebook_of(SLUG, notebook(Shown(run))))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(code, "notebook", "exec"), {})
    assert f"{run.steps[0].objectives['simcse'].recall_10:.1%}" in said.getvalue().splitlines()[0]


def test_without_a_training_the_notebook_has_the_settings_of_the_controls() -> None:
    assert Settings(**notebook(Shown(None))) == Settings.of(FIRST)  # type: ignore[arg-type]
