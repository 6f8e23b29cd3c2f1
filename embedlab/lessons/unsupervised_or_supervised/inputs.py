"""What the visitor chooses for the contrastive training of lesson 3, and the run that is on the screen."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS, SECONDS, START, load_run
from embedlab.lessons.unsupervised_or_supervised.study import Run, Settings, run_of
from embedlab.limits import TRAINING_STEPS
from embedlab.models.catalog import card
from embedlab.models.training import ContrastiveSpec, ContrastiveStep
from embedlab.models.training.job_checks import check
from embedlab.ui.jobs import AnyJob, current_job, say_refusal, train_buttons
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

LENGTHS: Final = (5, 10, 20, 30, 60)
"""Seconds that a training may take."""
FIRST: Final = ContrastiveSpec(table=Path(), pairs=PAIRS, seconds=SECONDS)
_RUN: Final = "el-run-contrastive"


@dataclass(frozen=True, eq=False)
class Shown:
    """What is on the screen: the curves of a training, and the maps of the last one that has ended.

    Attributes:
        run: the last training of this page that was finished, or the shipped one.
        job: the training that was asked for last, when its curves are shown instead of the run's.
    """

    run: Run
    job: AnyJob | None

    @property
    def steps(self) -> tuple[ContrastiveStep, ...]:
        """The records to draw."""
        return self.run.steps if self.job is None else self.job.steps

    @property
    def settings(self) -> Settings:
        """What the curves were trained with."""
        return self.run.settings if self.job is None else Settings.of(spec_of(self.job))


def spec_of(job: AnyJob) -> ContrastiveSpec:
    """What a contrastive training was asked to do."""
    assert isinstance(job.spec, ContrastiveSpec)
    return job.spec


def choose_training() -> None:
    """Draw the controls of the training and its buttons; what cannot be trained is said below them."""
    seconds_column, heat_column, batch_column, more_column, press_column = st.columns(
        [3, 2, 2, 2, 4], gap="small", vertical_alignment="bottom"
    )
    with seconds_column, control("seconds"):
        seconds = st.select_slider(
            "Seconds", LENGTHS, int(FIRST.seconds), help="Training ends then at the latest.", **bound("seconds3")
        )
    with heat_column, control("temperature"):
        temperature = st.number_input(
            "Temperature", value=FIRST.temperature, step=0.01, format="%.3f",
            help="Cosines are divided by it before the softmax. Small: the nearest negatives count most.",
            **bound("temperature3"),
        )  # fmt: skip
    with batch_column, control("batch"):
        batch = st.number_input(
            "Batch", value=FIRST.batch, step=64, help="Pairs in a step; all others of the batch are negatives.",
            **bound("batch3"),
        )  # fmt: skip
    with more_column, control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        rate, dropout, seed = _choose_more()
    spec = ContrastiveSpec(
        table=start_folder(), pairs=PAIRS, seconds=float(seconds), temperature=float(temperature), batch=int(batch),
        learning_rate=rate, dropout=dropout, seed=seed, steps=TRAINING_STEPS,
    )  # fmt: skip
    wrong = problem_of(spec)
    with press_column:
        train_buttons("contrastive", spec, blocked=bool(wrong) or not ready(card(START)))
    if wrong:
        problem_box(wrong)
    say_refusal("contrastive", spec)


def _choose_more() -> tuple[float, float, int]:
    rate = st.number_input(
        "Learning rate", value=FIRST.learning_rate, step=0.001, format="%.4f", help="Of Adam.", **bound("rate3")
    )
    dropout = st.number_input(
        "Dropout", value=FIRST.dropout, step=0.05, format="%.2f",
        help="Share of a text vector's numbers that SimCSE sets to zero, other ones each time.", **bound("dropout3"),
    )  # fmt: skip
    seed = st.number_input("Seed", 0, 9_999, FIRST.seed, help="Of order and dropout.", **bound("seed3"))
    return float(rate), float(dropout), int(seed)


def start_folder() -> Path:
    """Where the word vectors lie that a training starts from."""
    return runtime().store.folder(card(START))


def problem_of(spec: ContrastiveSpec) -> str:
    """Why this cannot be trained, in a sentence; empty when it can, or when only the model is not here yet."""
    if not spec.table.is_dir():
        return ""
    try:
        check(spec)
    except EmbedLabError as error:
        return str(error)
    return ""


def find_shown() -> Shown:
    """What the page shows now.

    Raises:
        StoreError: the shipped training is missing.
    """
    job = current_job("contrastive")
    kept: Run | None = st.session_state.get(_RUN)
    if job is None:
        return Shown(kept or load_run(), None)
    if job.state == "done":
        result = job.result()
        if result is not None and (kept is None or kept.key != job.key):
            kept = st.session_state[_RUN] = run_of(job.key, spec_of(job), job.steps, result)
        if kept is not None and kept.key == job.key:
            return Shown(kept, None)
    return Shown(kept or load_run(), job)
