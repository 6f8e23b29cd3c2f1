"""Lesson 3: what is trained on the page changes its figures, survives other controls, and stops when asked."""

from pathlib import Path

import pytest

from embedlab.lessons.unsupervised_or_supervised.shipped import load_run
from embedlab.numbers_text import percent
from embedlab.studies import shipped_store
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, markdown, notes, problems
from tests.kit.pages.training import SLUG, WORDS, captions, ended, job_of, key, own_text, page, stop, train

pytestmark = pytest.mark.usefixtures("nothing_trains_on")


FIRST_SCREEN = {key(name) for name in ("recall-curves", "pairs-before", "pairs-after")}
BELOW = {
    key(name) for name in ("loss-curves", "alignment-path", "batch-cosines", "batch-softmax", "words-loss", "masked-0")
}
ALIGNMENT = "Mean squared distance of a word and its own definition, 0 to 4: "


def test_the_first_screen_answers() -> None:
    app = page()
    run = load_run()
    last = run.last.objectives
    assert findings(app)[0] == (
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
    assert set(figures(page("geometry", "batch", "words", "masked", "trained"))) == FIRST_SCREEN | BELOW


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
    app = page("geometry", "check", seconds="5", seed="15")
    assert any("The shipped training cannot be read" in line for line in problems(app))
    assert "Nothing has been trained yet" in str(figures(app)[key("recall-curves")])
    ended(train(app))
    assert set(figures(app)) >= FIRST_SCREEN
    assert problems(app) == []


def test_the_map_after_the_other_objective_is_another_map() -> None:
    app = page()
    before = alternatives(app)[key("pairs-after")]
    alive(app.segmented_control(key=key("after")).set_value("simcse").run())
    assert alternatives(app)[key("pairs-after")] != before
    assert any("after SimCSE training" in line for line in findings(app))


def test_a_training_survives_another_control_and_ends_in_new_figures() -> None:
    app = page("batch", seconds="5", seed="11")
    shipped = alternatives(app)[key("pairs-after")]
    train(app)
    job = job_of(app)
    assert job.live
    assert app.button(key=f"el-train-{SLUG}-contrastive").disabled
    assert not app.button(key=f"el-stop-{SLUG}-contrastive").disabled
    assert alternatives(app)[key("pairs-after")] == shipped, "the last finished map stays on the screen meanwhile"
    alive(app.number_input(key=key("temperature")).set_value(0.5).run())
    alive(app.selectbox(key=key("batch-pairs")).set_value("false-negative").run())
    assert job_of(app) is job
    ended(app)
    assert job.state == "done", job.message
    assert "Your training" in captions(app)
    assert "temperature 0.05" in captions(app), "what it was trained with, not what is typed now"
    assert alternatives(app)[key("pairs-after")] != shipped
    own = "cat | an animal that purrs\ncar | a vehicle with four wheels\nsea | much salt water"
    alive(app.selectbox(key=key("batch-encoder")).set_value("supervised").run())
    alive(app.text_area(key=key("batch-text-false-negative")).set_value(own).run())
    assert problems(app) == []
    trained = figures(app)[key("batch-cosines")]["data"]
    alive(app.selectbox(key=key("batch-encoder")).set_value("before").run())
    assert figures(app)[key("batch-cosines")]["data"] != trained
    train(app)
    assert job_of(app) is not job, "another temperature is another training"


def test_stop_ends_it_and_the_shipped_map_stays() -> None:
    app = page(seconds="60", seed="12")
    shipped = alternatives(app)[key("pairs-after")]
    train(app)
    stop(app)
    ended(app)
    assert job_of(app).state == "stopped"
    assert "Training was stopped." in captions(app)
    assert alternatives(app)[key("pairs-after")] == shipped
    assert not app.button(key=f"el-train-{SLUG}-contrastive").disabled


def test_a_class_shares_one_training_and_others_wait_in_line() -> None:
    first, second, third = page(seconds="60", seed="13"), page(seconds="60", seed="13"), page(seed="14")
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
