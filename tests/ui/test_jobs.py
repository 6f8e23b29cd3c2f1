"""A training on a page: buttons and figures say the same of it, whenever it ends."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.ui.jobs import progress_text, runs
from tests.kit.pages.screen import alive


class FakeJob(SimpleNamespace):
    """A training that has ended once it was looked at so often."""

    def __init__(self, looks: int, **said: Any) -> None:
        told = {
            "key": "0" * 64,
            "state": "running",
            "ending": "",
            "message": "Training was stopped.",
            "steps": (),
            "seconds": 0.0,
        }
        super().__init__(looks=looks, **{**told, **said})

    @property
    def live(self) -> bool:
        self.looks -= 1
        return self.looks >= 0

    def watch(self, visitor: str) -> None:
        self.seen_by = visitor


def screen() -> None:
    import streamlit as st

    from embedlab.models.training import WordsSpec
    from embedlab.ui.jobs import current_job, follow, runs, train_buttons

    job = current_job("slot")
    live = runs(job)
    train_buttons("slot", WordsSpec(), live=live)
    with st.container():
        follow("slot", lambda: st.markdown("figure"), live=live)


def seen(job: FakeJob) -> AppTest:
    app = AppTest.from_function(screen)
    app.session_state["el-job-slot"] = job
    return alive(app.run())


def state(app: AppTest) -> tuple[bool, bool, list[str]]:
    train, stop = app.button(key="el-train-slot"), app.button(key="el-stop-slot")
    return (train.disabled, stop.disabled, [element.value for element in app.markdown])


@pytest.mark.parametrize("looks", range(8))
def test_a_training_that_ends_while_the_page_is_drawn_leaves_it_in_one_state(looks: int) -> None:
    job = FakeJob(looks)
    app = seen(job)
    while job.looks >= 0:
        assert state(app) == (True, False, ["figure"]), "it runs: Stop can be pressed, Train cannot"
        alive(app.run())
    assert state(app) == (False, True, ["figure"]), "it has ended: Train can be pressed, Stop cannot"


def test_a_training_that_was_told_to_end_is_stopped_at_once() -> None:
    job = FakeJob(1_000, ending="Training was stopped.")
    assert state(seen(job)) == (False, True, ["figure"])
    assert progress_text(job) == "Training was stopped."  # type: ignore[arg-type]
    assert not hasattr(job, "seen_by"), "to look at it would keep it from ending"


def test_a_training_that_runs_is_watched_and_told() -> None:
    job = FakeJob(1_000, share=0.4, steps=(1,), seconds=3.2)
    seen(job)
    assert job.seen_by
    assert runs(job)  # type: ignore[arg-type]
    assert progress_text(job) == "Training: 40\u00a0% done, 3\u00a0s since the start."  # type: ignore[arg-type]
