"""What the page of lesson 10 alone must do: shipped and own pairs, a tuning that ends, and bad input that is said."""

import time
from pathlib import Path

import pytest

from embedlab.lessons.fine_tuning.inputs import TUNING
from embedlab.lessons.fine_tuning.study_files import keep_pairs
from embedlab.lessons.fine_tuning.study_pairs import prepare
from tests.kit.pages.screen import alive, figures, findings, lesson_page, notes, problems
from tests.lessons.fine_tuning.test_study_pairs import rows

SLUG = "fine_tuning"


def test_the_first_screen_is_the_shipped_tuning_with_its_test() -> None:
    app = lesson_page(SLUG, parts="")
    assert findings(app)[0].startswith("The shipped tuning (Adapter): nDCG@10 ")
    assert "over 573 queries" in findings(app)[0]
    assert set(figures(app)) == {f"{SLUG}-searches", f"{SLUG}-loss"}


def test_the_answer_is_veiled_before_the_guess() -> None:
    app = lesson_page(SLUG, parts="", guess="")
    assert "nDCG@10 0." not in " ".join(findings(app))


def test_another_depth_shows_what_ships_of_it() -> None:
    app = lesson_page(SLUG, parts="", depth="LoRA")
    assert findings(app)[0].startswith("The shipped tuning (LoRA)")


def test_a_learning_rate_that_cannot_be_is_said_beside_the_controls() -> None:
    app = lesson_page(SLUG, parts="", rate_adapter="0")
    assert any("learning rate is 0; choose one from" in said for said in problems(app))
    assert findings(app), "the rest of the page goes on"


def test_pairs_that_are_gone_are_said_and_the_shipped_ones_shown(tuning_home: Path) -> None:
    app = lesson_page(SLUG, parts="", pairs="a" * 24)
    assert problems(app) == ["The pairs of this address are no longer on this server; bring them again."]
    assert findings(app)[0].startswith("The shipped tuning")


def test_own_pairs_wait_for_a_tuning(tuning_home: Path) -> None:
    id = keep_pairs(prepare(rows(40)), "mine.csv")
    app = lesson_page(SLUG, parts=("own",), pairs=id)
    assert not problems(app)
    assert any("Press Train" in said for said in notes(app))
    assert any("Open now: mine.csv, 32 pairs to learn from, 8 queries to test on" in said for said in notes(app))


def test_own_pairs_are_tuned_on_measured_and_kept(tuning_home: Path) -> None:
    id = keep_pairs(prepare(rows(40)), "mine.csv")
    app = lesson_page(SLUG, parts=("queries", "decision", "keep"), pairs=id)
    app.button(key=f"el-train-{TUNING}").click()
    alive(app.run())
    job = app.session_state[f"el-job-{TUNING}"]
    until = time.monotonic() + 600
    while job.live and time.monotonic() < until:
        job.watch(app.session_state["el-visitor"])
        time.sleep(0.2)
    assert job.state == "done", job.message
    alive(app.run())
    assert findings(app)[0].startswith("Your tuning (Adapter): nDCG@10 ")
    assert "over 8 queries" in findings(app)[0]
    assert any("Sentence Transformers loads the folder" in caption.value for caption in app.caption)
    assert app.get("download_button")


@pytest.mark.parametrize("key", ["keep-zip", "keep-delete"])
def test_what_ships_is_no_model_to_take_away(key: str) -> None:
    app = lesson_page(SLUG, parts=("keep",))
    assert not [button for button in app.button if button.key == f"{SLUG}-{key}"]
    assert any("what ships are numbers, not a model" in caption.value for caption in app.caption)
