"""The first screen of lesson 10: what each way of searching finds, before tuning and after, and the tuning itself."""

from typing import Final

import streamlit as st

from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.learning import learning_curves
from embedlab.lessons.fine_tuning.found import find_domain, find_shown, forget_outcome, names_offered
from embedlab.lessons.fine_tuning.inputs import KEYS, TUNING, choose_tuning
from embedlab.lessons.fine_tuning.study_cost import cost_rows
from embedlab.lessons.fine_tuning.study_shown import Shown, gain_sentence, outcome_name, rows_of
from embedlab.models.training.specs import TuningSpec
from embedlab.numbers_text import counted, duration, signed, whole
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.ui.charts import chart
from embedlab.ui.jobs import current_job, follow, progress_text, runs
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import table
from embedlab.ui.stage import aside, hero

LOSS_HEIGHT: Final = 190
LATELY: Final = 5
"""Records whose mean is told as the loss in the end."""


def choose() -> Shown:
    """Draw the controls of the tuning, and look once at how far it is."""
    domain = find_domain()
    job = current_job(TUNING, TuningSpec.kind)
    spec = choose_tuning(domain, names_offered(), live=runs(job))
    return find_shown(domain, spec, job)


def draw(shown: Shown, guess: Guess) -> None:
    """Draw what each search finds, beside the loss as it falls and what each depth costs."""
    with hero(f"Questions of {'three FAQs' if not shown.own_domain else shown.domain.name}: who finds the answer?"):
        _draw_searches(shown, guess)
    with aside("The tuning"):
        with st.container(key="el-live-tuning"):
            follow(TUNING, lambda: _draw_loss(shown), live=shown.live)
        if shown.own:
            st.button(
                "Back to what ships" if not shown.own_domain else "Forget this tuning", key=KEYS("forget"),
                icon=":material/undo:", type="tertiary", on_click=forget_outcome,
            )  # fmt: skip
        rows = cost_rows(shown)
        table("What each depth changes", ["May change", "Numbers", "Time"][: len(rows[0])], rows, style="matrix")


def _draw_searches(shown: Shown, guess: Guess) -> None:
    rows = rows_of(shown)
    if not rows:
        note("Press Train: both models then search for the queries that are kept to test on.")
        return
    found = [row.found for row in rows]
    figure = shares_with_intervals(
        [row.name for row in rows],
        [each.mean for each in found],
        [each.interval[0] for each in found],
        [each.interval[1] for each in found],
        name="nDCG@10",
        colours=[FAMILY_COLOURS.get(row.family, NEUTRAL) for row in rows],
        veiled=not guess.open,
        plain_numbers=True,
    )
    chart(figure, KEYS("searches"))
    if shown.outcome is not None:
        guess.finding(gain_sentence(shown.outcome))


def _draw_loss(shown: Shown) -> None:
    steps = shown.steps
    highest = max((step.loss for step in steps), default=1.0)
    figure = learning_curves(
        {"supervised": ([float(step.step) for step in steps], [step.loss for step in steps])}, y_name="loss",
        y_range=(0.0, max(1.0, float(-(-highest // 1)))), height=LOSS_HEIGHT,
    )  # fmt: skip
    chart(figure, KEYS("loss"))
    if shown.unfinished is not None and shown.unfinished.state == "failed":
        problem_box(shown.unfinished.message)  # a loss that has run away among others: what was there before is kept
    else:
        st.caption(tuned_told(shown))


def tuned_told(shown: Shown) -> str:
    """Which tuning the loss belongs to, or where it stands."""
    settings = shown.settings
    if shown.unfinished is not None:
        return progress_text(shown.unfinished)
    outcome = shown.outcome
    if outcome is None or settings is None or not outcome.steps:
        return "Press Train."
    last, lately = outcome.steps[-1], outcome.steps[-LATELY:]
    took = f" in {duration(round(last.seconds))}" if outcome.key else ""
    cut = (
        f" {shown.job.message}" if shown.job is not None and shown.job.message and outcome.key == shown.job.key else ""
    )
    # A single record may be that of a small last batch, which has fewer negatives.
    final = sum(step.loss for step in lately) / len(lately)
    return (
        f"{outcome_name(outcome)}: {counted(outcome.train_pairs, 'pair')}, {counted(settings.epochs, 'epoch')}, "
        f"{counted(last.step, 'step')}{took}; loss {signed(final)} in the end. "
        f"{whole(outcome.parameters)} numbers could change.{cut}"
    )
