"""Lesson 3: what is trained on the page changes its figures, survives other controls, and stops when asked."""

from pathlib import Path

import pytest

from embedlab import limits
from embedlab.content.lesson_text import load_lesson, told_by
from embedlab.lessons.unsupervised_or_supervised.facts_told import told
from embedlab.lessons.unsupervised_or_supervised.inputs import FIRST_ROW
from embedlab.lessons.unsupervised_or_supervised.shipped import load_run
from embedlab.numbers_text import percent
from embedlab.studies import shipped_store
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, markdown, notes, problems
from tests.kit.pages.training import (
    SLUG,
    TRAINING,
    WORDS,
    captions,
    ended,
    job_of,
    key,
    own_text,
    page,
    pressed,
    stop,
    train,
)

pytestmark = pytest.mark.usefixtures("nothing_trains_on")


FIRST_SCREEN = {key(name) for name in ("recall-curves", "nearest")}
BELOW = {
    key(name)
    for name in (
        *("pairs-before", "pairs-after", "loss-curves", "alignment-path"),
        *("batch-cosines", "batch-softmax", "words-loss", "masked-0", "masked-frequent"),
    )
}
LONG = {"batch": "2048"}
"""A training that no test waits for: four hundred steps of so many pairs."""
ALIGNMENT = "Mean squared distance of a word and its own definition, 0 to 4: "


def test_the_first_screen_answers() -> None:
    app = page()
    run = load_run()
    last = run.last.objectives
    assert findings(app)[0] == "Its own term, “biennial”: rank 847 → 8 of 1,937 after supervised training."
    assert findings(app)[2] == (
        f"From {percent(run.steps[0].objectives['simcse'].recall_10)} to {percent(last['supervised'].recall_10)} with "
        f"pairs, {percent(last['simcse'].recall_10)} with SimCSE. Taking the mean away, untrained: "
        f"{percent(run.centred)}."
    )
    assert f"{last['simcse'].alignment:.2f} with SimCSE" in next(line for line in findings(app) if ALIGNMENT in line)
    assert "The shipped training" in captions(app)
    assert problems(app) == []
    assert app.button(key=f"el-stop-{SLUG}-contrastive").disabled


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(figures(page())) == FIRST_SCREEN
    assert set(figures(page("maps", "geometry", "batch", "words", "masked", "trained"))) == FIRST_SCREEN | BELOW


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = page("geometry", guess="")
    assert ALIGNMENT not in bodies(app)
    assert "Alignment and uniformity, lower is better" not in bodies(app)
    assert FIRST_SCREEN | {key("loss-curves")} == set(figures(app)), "all else is there"
    next(button for button in app.button if button.label == "They move apart").click()
    alive(app.run())
    assert ALIGNMENT in bodies(app)
    assert "Alignment and uniformity, lower is better" in bodies(app)
    assert key("alignment-path") in figures(app)
    assert "Your guess: **They move apart**" in markdown(app)


def test_without_the_shipped_training_the_page_says_so_and_trains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    app = page("geometry", "check", steps="20", seed="15")
    assert any("The shipped training cannot be read" in line for line in problems(app))
    assert "Nothing has been trained yet" in str(figures(app)[key("recall-curves")])
    ended(train(app))
    assert set(figures(app)) >= FIRST_SCREEN
    assert problems(app) == []


def test_the_other_objective_and_another_definition_change_the_figure_and_its_sentence() -> None:
    app = page("maps")
    before = alternatives(app)
    alive(app.segmented_control(key=key("after")).set_value("simcse").run())
    assert findings(app)[0] == "Its own term, “biennial”: rank 847 → 135 of 1,937 after SimCSE training."
    for name in ("nearest", "pairs-after"):
        assert alternatives(app)[key(name)] != before[key(name)]
    alive(app.selectbox(key=key("row")).set_value("crotchet").run())
    assert findings(app)[0] == "Its own term, “crotchet”: rank 1 as before of 1,937 after SimCSE training."
    assert "a sharp curve or crook" in alternatives(app)[key("nearest")]


def test_a_definition_is_in_the_link_and_a_wrong_one_is_the_first() -> None:
    assert "“smell”" in findings(page(row="smell"))[0]
    assert "“biennial”" in findings(page(row="nothing"))[0]


def test_the_first_definition_is_one_of_those_drawn_and_makes_the_point() -> None:
    run = load_run()
    row = run.terms.index(FIRST_ROW)
    before, supervised, simcse = (int(run.ranks[name][row]) for name in ("before", "supervised", "simcse"))
    assert before > 500
    assert supervised <= 10 < simcse < before


def test_a_training_survives_another_control_and_ends_in_new_figures() -> None:
    app = page("batch", steps="20", seed="11")
    shipped = alternatives(app)[key("nearest")]
    train(app)
    job = job_of(app)
    assert job.live
    assert app.button(key=f"el-train-{SLUG}-contrastive").disabled
    assert not app.button(key=f"el-stop-{SLUG}-contrastive").disabled
    assert alternatives(app)[key("nearest")] == shipped, "what was found last stays on the screen meanwhile"
    assert "This is the shipped training." in captions(app)
    alive(app.number_input(key=key("temperature")).set_value(0.5).run())
    alive(app.selectbox(key=key("batch-pairs")).set_value("false-negative").run())
    assert job_of(app) is job
    ended(app)
    assert job.state == "done", job.message
    assert "Your training" in captions(app)
    assert "temperature 0.05" in captions(app), "what it was trained with, not what is typed now"
    assert "Your training: 20 steps of each objective" in captions(app)
    assert alternatives(app)[key("nearest")] != shipped
    assert "400 steps, seed 1" in alternatives(app)[key("recall-curves")], "the shipped run stays on the chart"
    own = "cat | an animal that purrs\ncar | a vehicle with four wheels\nsea | much salt water"
    alive(app.selectbox(key=key("batch-encoder")).set_value("supervised").run())
    alive(app.text_area(key=key("batch-text-false-negative")).set_value(own).run())
    assert problems(app) == []
    trained = figures(app)[key("batch-cosines")]["data"]
    alive(app.selectbox(key=key("batch-encoder")).set_value("before").run())
    assert figures(app)[key("batch-cosines")]["data"] != trained
    train(app)
    assert job_of(app) is not job, "another temperature is another training"
    assert "supervised, temperature 0.05, 0." in alternatives(app)[key("recall-curves")]
    pressed(app, key("forget"))
    assert "Earlier runs" not in alternatives(app)[key("recall-curves")]
    stop(app)


def test_stop_ends_it_and_the_shipped_map_stays() -> None:
    app = page(seed="12", **LONG)
    shipped = alternatives(app)[key("nearest")]
    train(app)
    stop(app)
    ended(app)
    assert job_of(app).state == "stopped"
    assert "Training was stopped." in captions(app)
    assert alternatives(app)[key("nearest")] == shipped
    assert not app.button(key=f"el-train-{SLUG}-contrastive").disabled


def test_a_class_shares_one_training_and_others_wait_in_line() -> None:
    first, second, third = page(seed="13", **LONG), page(seed="13", **LONG), page(seed="14", **LONG)
    for app in (first, second, third):
        train(app)
    assert job_of(first) is job_of(second)
    assert job_of(first).watchers == 2
    assert "Waiting: place 1 in the queue of this server." in captions(third)
    stop(second)
    assert job_of(first).live, "one who leaves does not end it for the others"
    assert any("You have left this training" in line for line in notes(second))
    assert "The shipped training" in captions(second)
    stop(first)
    assert job_of(ended(first)).state == "stopped"


def test_own_text_is_learnt_and_its_words_followed() -> None:
    app = own_text("the fisher rows the boat to the harbour and the boat comes home\n" * 40)
    train(app, WORDS)
    ended(app, WORDS)
    assert job_of(app, WORDS).state == "done", job_of(app, WORDS).message
    assert "Your training: Skip-gram, 5 epochs" in captions(app)
    assert "harbour" in app.segmented_control(key=key("probe")).options
    assert any(line.startswith("After 5 epochs “") for line in findings(app))


def test_an_address_with_a_training_finds_it_again_and_stops_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # The page before it counts for some seconds more, in which it may show that it is open after all.
    monkeypatch.setattr(limits, "TRAINING_LEFT_SECONDS", 0.0)
    app = page(seed="16", **LONG)
    train(app)
    name = app.query_params[f"{TRAINING}-run"]
    again = page(**{"contrastive-run": name[0] if isinstance(name, list) else name})
    assert job_of(again) is job_of(app)
    assert not again.button(key=f"el-stop-{TRAINING}").disabled
    stop(again)
    assert job_of(ended(again)).state == "stopped", "the page before it has gone: nobody else looks"
    assert f"{TRAINING}-run" not in again.query_params


@pytest.mark.parametrize("name", ["0123456789abcdef-1", "x", "-", "0" * 4_000])
def test_an_address_with_a_training_that_is_not_there_says_so(name: str) -> None:
    app = page(**{"contrastive-run": name})
    assert "no longer on this server" in " ".join(notes(app)) or name == "-"
    assert "The shipped training" in captions(app)
    assert not app.button(key=f"el-train-{TRAINING}").disabled


def test_a_training_of_words_is_not_taken_for_one_of_definitions() -> None:
    app = own_text("the fisher rows the boat to the harbour and the boat comes home\n" * 40)
    ended(train(app, WORDS), WORDS)
    other = page(**{"contrastive-run": f"{job_of(app, WORDS).key[:16]}-1"})
    assert "no longer on this server" in " ".join(notes(other))


def test_what_is_said_of_the_shipped_training_is_what_it_says() -> None:
    run, notes_of = load_run(), told()
    assert notes_of.recall_supervised == run.last.objectives["supervised"].recall_10
    assert notes_of.recall_half_simcse is not None, "the chart has a record at half of the steps"
    assert len(notes_of.known()) == len(vars(notes_of)), "nothing that ships is unknown"
    lesson = load_lesson(SLUG)
    said = told_by(lesson, notes_of.known())
    assert len(said.teacher.see) == len(lesson.teacher.see), "a line that names an unknown fact is left out"
    for before, after in zip(lesson.why, said.why, strict=True):
        assert before.text.count("\n") == after.text.count("\n")
    seen = " ".join(said.teacher.see)
    assert f"to {percent(run.last.objectives['supervised'].recall_10)} in 400" in seen
    assert "{" not in seen
