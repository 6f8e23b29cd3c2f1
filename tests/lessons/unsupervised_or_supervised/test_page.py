"""Lesson 3: what is trained on the page changes its figures, survives other controls, and stops when asked."""

import csv
import io
import json
from contextlib import redirect_stdout
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.compute.contrastive import in_batch
from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.unsupervised_or_supervised.inputs import Shown
from embedlab.lessons.unsupervised_or_supervised.shipped import load_run, load_similarities, load_words
from embedlab.lessons.unsupervised_or_supervised.view_page import notebook, tables_of
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.runtime import shared_runtime
from embedlab.ui.exports import csv_bytes
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import (
    SECONDS,
    alive,
    alternatives,
    bodies,
    figures,
    findings,
    notes,
    problems,
    results,
)
from tests.kit.pages.training import LESSON_3, captions, ended, job_of, own_text, page, pressed

LESSON = load_lesson("unsupervised_or_supervised")

pytestmark = pytest.mark.usefixtures("nothing_trains_on")


def test_the_first_screen_answers() -> None:
    app = page()
    keys = {"recall-curves", "pairs-before", "pairs-after", "loss-curves", "alignment-path", "batch-cosines",
            "batch-softmax", "words-loss", "masked-0"}  # fmt: skip
    assert keys <= set(figures(app))
    run = load_run()
    last = run.last.objectives
    assert findings(app)[0] == (
        f"From {run.steps[0].objectives['simcse'].recall_10:.0%} to {last['supervised'].recall_10:.0%} with pairs, "
        f"{last['simcse'].recall_10:.0%} with SimCSE. Taking the mean away, untrained: {run.centred:.0%}."
    )
    assert "The shipped training" in captions(app)
    assert problems(app) == []
    assert app.button(key="el-stop-contrastive").disabled


def test_the_map_after_the_other_objective_is_another_map() -> None:
    app = page()
    before = alternatives(app)["pairs-after"]
    alive(app.segmented_control(key="after3").set_value("simcse").run())
    assert alternatives(app)["pairs-after"] != before
    assert "after SimCSE training" in findings(app)[1]


def test_a_training_survives_another_control_and_ends_in_new_figures() -> None:
    app = page(seconds3="5", seed3="11")
    shipped = alternatives(app)["pairs-after"]
    pressed(app, "el-train-contrastive")
    job = job_of(app)
    assert job.live
    assert app.button(key="el-train-contrastive").disabled
    assert not app.button(key="el-stop-contrastive").disabled
    assert alternatives(app)["pairs-after"] == shipped, "the last finished map stays on the screen meanwhile"
    alive(app.number_input(key="temperature3").set_value(0.5).run())
    alive(app.selectbox(key="batch-pairs").set_value("false-negative").run())
    assert job_of(app) is job
    ended(app)
    assert job.state == "done", job.message
    assert "Your training" in captions(app)
    assert "temperature 0.05" in captions(app), "what it was trained with, not what is typed now"
    assert alternatives(app)["pairs-after"] != shipped
    own = "cat | an animal that purrs\ncar | a vehicle with four wheels\nsea | much salt water"
    alive(app.selectbox(key="batch-encoder").set_value("supervised").run())
    alive(app.text_area(key="batch-text-false-negative").set_value(own).run())
    assert problems(app) == []
    trained = figures(app)["batch-cosines"]["data"]
    alive(app.selectbox(key="batch-encoder").set_value("before").run())
    assert figures(app)["batch-cosines"]["data"] != trained
    pressed(app, "el-train-contrastive")
    assert job_of(app) is not job, "another temperature is another training"


def test_stop_ends_it_and_the_shipped_map_stays() -> None:
    app = page(seconds3="60", seed3="12")
    shipped = alternatives(app)["pairs-after"]
    pressed(app, "el-train-contrastive")
    pressed(app, "el-stop-contrastive")
    ended(app)
    assert job_of(app).state == "stopped"
    assert "Training was stopped." in captions(app)
    assert alternatives(app)["pairs-after"] == shipped
    assert not app.button(key="el-train-contrastive").disabled


def test_a_class_shares_one_training_and_others_wait_in_line() -> None:
    first, second, third = page(seconds3="60", seed3="13"), page(seconds3="60", seed3="13"), page(seed3="14")
    for app in (first, second, third):
        pressed(app, "el-train-contrastive")
    assert job_of(first) is job_of(second)
    assert job_of(first).watchers == 2
    assert "Waiting: place 1 in the queue of this server." in captions(third)
    pressed(second, "el-stop-contrastive")
    assert job_of(first).live, "one who leaves does not end it for the others"
    assert any("You have left this training" in line for line in notes(second))
    assert "The shipped training" in captions(second)
    pressed(first, "el-stop-contrastive")
    assert job_of(ended(first)).state == "stopped"


def test_own_text_is_learnt_and_its_words_followed() -> None:
    app = own_text("the fisher rows the boat to the harbour and the boat comes home\n" * 40)
    pressed(app, "el-train-words")
    ended(app, "words")
    assert job_of(app, "words").state == "done", job_of(app, "words").message
    assert "Your training: Skip-gram, 5 epochs" in captions(app)
    assert "harbour" in app.segmented_control(key="probe3").options
    assert any(line.startswith("After 5 epochs “") for line in findings(app))


def test_the_temperature_changes_the_loss_and_not_the_cosines() -> None:
    app = page()
    before = alternatives(app)
    alive(app.select_slider(key="batch-heat").set_value(0.01).run())
    after = alternatives(app)
    assert after["batch-cosines"] == before["batch-cosines"]
    assert after["batch-softmax"] != before["batch-softmax"]


def test_every_shipped_model_is_in_the_table_with_its_objective() -> None:
    drawn = [element.proto.body for element in page().get("html")]
    table = next(body for body in drawn if "What each model was trained on" in body)
    for name in ("GloVe 6B 50d", "all-MiniLM-L6-v2", "SPLADE"):
        assert name in table
    assert "1.17 billion pairs" in table
    assert table.index("GloVe 6B 50d") < table.index("all-MiniLM-L6-v2"), "unsupervised ones first"


def checked(app: AppTest, answer: str, option: str) -> str:
    number = next(i for i, item in enumerate(LESSON.quiz) if item.answer == answer)
    key = f"el-quiz-{LESSON.slug}-{number}"
    app.radio(key=key).set_value(option)
    pressed(app, f"{key}-press")
    return results(app)[-1]


def right_options() -> dict[str, str]:
    """The right options by the shipped run and matrices, worked out anew."""
    run = load_run()
    first, last = run.steps[0].objectives, run.last.objectives
    gains = {name: last[name].recall_10 - first[name].recall_10 for name in last}
    plain, false = (load_similarities(name, "all-minilm-l6-v2") for name in ("plain", "false-negative"))
    assert plain is not None
    assert false is not None
    drift = last["simcse"].alignment - first["simcse"].alignment
    rise = in_batch(plain, 0.05).mean - in_batch(plain, 1.0).mean
    share = in_batch(false, 0.05).probabilities[0]
    return {
        "simcse_part": "half_or_more" if gains["simcse"] * 2 >= gains["supervised"] else "under_half",
        "simcse_alignment": "farther" if drift >= 0.02 else "closer" if drift <= -0.02 else "same",
        "temperature_effect": "falls" if rise < 0 else "rises",
        "false_negative": "nothing" if share[1] < 0.01 else "more" if share[1] >= share[0] else "some",
    }


def test_the_guess_of_the_masked_model_answers_its_question() -> None:
    app = page()
    text = app.text_input(key="masked3").value
    assert text is not None
    (_, share), _ = fill_mask(shared_runtime(), card("mlm-embedlab"), text, 2)[0]
    option = "under_10" if share < 0.1 else "from_10_to_50" if share <= 0.5 else "over_50"
    assert checked(app, "mask_sure", option) == "Right."


def test_a_model_for_search_is_said_to_be_no_language_model_and_answers_no_question() -> None:
    app = page(guesser3="SPLADE tiny")
    assert "was trained on for search" in captions(app)
    number = next(i for i, item in enumerate(LESSON.quiz) if item.answer == "mask_sure")
    assert f"el-quiz-{LESSON.slug}-{number}" not in [radio.key for radio in app.radio]


def test_every_right_answer_is_the_computed_one() -> None:
    app = page()
    for answer, option in right_options().items():
        assert checked(app, answer, option) == "Right.", answer


def test_it_runs_through_the_app() -> None:
    app = alive(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run())
    app.switch_page(LESSON_3)
    alive(app.run())
    app = alive(app.run())
    assert "recall-curves" in figures(app)
    assert LESSON.heading in bodies(app)


def test_the_tables_hold_every_number() -> None:
    tables = tables_of(Shown(load_run(), None), None)
    rows = list(csv.DictReader(io.StringIO(csv_bytes(tables["Training"]()).decode("utf-8-sig"))))
    assert len(rows) == 2 * len(load_run().steps)
    last = [row for row in rows if row["objective"] == "supervised"][-1]
    assert float(last["recall@10"]) == pytest.approx(load_run().last.objectives["supervised"].recall_10)
    assert tables["Batch"]() == []


def test_the_notebook_trains_what_the_page_trained() -> None:
    run = replace(load_run(), settings=replace(load_run().settings, seconds=1.0))
    cells = json.loads(notebook(Shown(run, None)))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    said = io.StringIO()
    with redirect_stdout(said):
        exec(compile(code, "notebook", "exec"), {})
    assert f"{run.steps[0].objectives['simcse'].recall_10:.1%}" in said.getvalue().splitlines()[0]


def test_the_words_on_the_page_are_the_shipped_ones() -> None:
    app = page()
    for word, _ in load_words()[-1].neighbours["king"][:6]:
        assert f"<b>{word}</b>" in bodies(app)
