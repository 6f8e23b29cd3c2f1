"""The first screen of lesson 3: what one definition finds before training and after it, and recall as it grows."""

from collections.abc import Sequence
from typing import Final, cast

import streamlit as st

from embedlab.figures.learning import learning_curves
from embedlab.figures.nearest import NearestList, nearest_before_after
from embedlab.lessons.unsupervised_or_supervised.found import find_shown, forget_earlier
from embedlab.lessons.unsupervised_or_supervised.inputs import (
    KEYS,
    NAMES,
    SERIES,
    TRAINING,
    choose_after,
    choose_row,
    choose_training,
)
from embedlab.lessons.unsupervised_or_supervised.study import Run, Settings, Shown, difference
from embedlab.models.training import ContrastiveSpec, ContrastiveStep
from embedlab.numbers_text import counted, duration, percent, short, signed, whole
from embedlab.ui.charts import chart
from embedlab.ui.jobs import current_job, follow, progress_text
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.stage import aside, hero
from embedlab.ui.teacher import control

HEIGHT: Final = 250
ROW_HEIGHT: Final = 268


def choose() -> Shown:
    """Draw the controls of the training, and look once at how far it is."""
    shown = find_shown(current_job(TRAINING, ContrastiveSpec.kind))
    choose_training(live=shown.live)
    return shown


def draw(shown: Shown, guess: Guess) -> None:
    """Draw what one definition finds before and after, beside recall as it grows."""
    with hero("One definition, before training and after"):
        if shown.run is None:
            note("The definitions come with the first training that ends.")
        else:
            _draw_row(shown, shown.run, guess)
    with aside("All definitions: how many find their term"):
        with st.container():
            follow(TRAINING, lambda: _draw_curves(shown), live=shown.live)
        if shown.earlier:
            with control("forget"):
                st.button(
                    "Forget earlier runs", key=KEYS("forget"), icon=":material/delete_sweep:", type="tertiary",
                    on_click=forget_earlier,
                )  # fmt: skip


def _draw_row(shown: Shown, run: Run, guess: Guess) -> None:
    with st.container(key="el-row-definition"):
        left, right = st.columns([2, 3], gap="small")
    with left:
        row = choose_row(run.terms)
    with right:
        after = choose_after()
    figure = nearest_before_after(
        run.definitions[row], run.terms[row], _found(run, "before", row), _found(run, after, row), height=ROW_HEIGHT,
        narrow=narrow_screen(),
    )  # fmt: skip
    chart(figure, KEYS("nearest"))
    finding(row_sentence(run, row, after))
    if shown.unfinished:
        st.caption(run_told(run))
    guess.finding(distance_sentence(run))


def _found(run: Run, name: str, row: int) -> NearestList:
    found = run.nearest[name]
    return NearestList(
        SERIES.get(name, "none"), found.terms[row], found.cosines[row], int(run.ranks[name][row]), float(found.own[row])
    )


def row_sentence(run: Run, row: int, after: str) -> str:
    """Where the own term of one definition stands, before and after."""
    before, now = (int(run.ranks[name][row]) for name in ("before", after))
    moved = f"rank {whole(before)} → {whole(now)}" if before != now else f"rank {whole(now)} as before"
    return f"Its own term, “{run.terms[row]}”: {moved} of {whole(run.held_out)} after {NAMES[after]} training."


def run_told(run: Run) -> str:
    """Which training a definition was read after, and whether it was ended before its steps were made."""
    whose = "This is your last training." if run.key else "This is the shipped training."
    return f"{whose} {cut_sentence(run)}".rstrip()


def cut_sentence(run: Run) -> str:
    """Say that the time limit ended a training early; empty when it made all its steps."""
    if not run.cut_short:
        return ""
    return f"The time limit ended it after {whole(run.last.step)} of {counted(run.settings.steps, 'step')}."


def _draw_curves(shown: Shown) -> None:
    series = {"none": _start(shown.steps)} | {SERIES[name]: curve(shown.steps, name, "recall_10") for name in SERIES}
    figure = learning_curves(
        series if shown.settings else {}, y_name="recall@10", x_end=x_end(shown), height=HEIGHT,
        goals={"mean taken away": shown.run.centred} if shown.run else {}, earlier=earlier_curves(shown),
    )  # fmt: skip
    chart(figure, KEYS("recall-curves"))
    with st.container(key="el-live-recall"):
        finding(recall_sentence(shown))
        st.caption(told(shown))


def _start(steps: Sequence[ContrastiveStep]) -> tuple[list[float], list[float]]:
    return ([0.0], [steps[0].objectives["supervised"].recall_10]) if steps else ([], [])


def curve(steps: Sequence[ContrastiveStep], objective: str, number: str) -> tuple[list[float], list[float]]:
    """Steps and one number of an objective, from record to record."""
    return (
        [float(step.step) for step in steps],
        [float(getattr(step.objectives[objective], number)) for step in steps],
    )


def earlier_curves(shown: Shown) -> dict[str, dict[str, tuple[list[float], list[float]]]]:
    """The recall of each earlier training, by what tells it from the one that is shown."""
    now = cast("Settings", shown.settings)
    return {
        difference(each.settings, now): {SERIES[name]: curve(each.steps, name, "recall_10") for name in SERIES}
        for each in shown.earlier
    }


def x_end(shown: Shown) -> float:
    """Where the axis of steps ends: it stands still while a training grows, and holds the earlier ones."""
    asked = shown.settings.steps if shown.settings else 0
    return float(max([asked, *(each.steps[-1].step for each in shown.earlier)]))


def recall_sentence(shown: Shown) -> str:
    """What the curves say."""
    if not shown.steps:
        return "Both start from the same word vectors and read the same texts. The curves begin in a moment."
    first, last = shown.steps[0], shown.steps[-1].objectives
    before = first.objectives["supervised"].recall_10
    if len(shown.steps) == 1:
        return f"Before training {percent(before)} of the definitions find their term. Now both begin to learn."
    control_level = f" Taking the mean away, untrained: {percent(shown.run.centred)}." if shown.run else ""
    return (
        f"From {percent(before)} to {percent(last['supervised'].recall_10)} with pairs, "
        f"{percent(last['simcse'].recall_10)} with SimCSE.{control_level}"
    )


def told(shown: Shown) -> str:
    """Which training the curves belong to; nothing when there is none."""
    job, run, chosen = shown.unfinished, shown.run, shown.settings
    if chosen is None:
        return "Press Train."
    pairs = f", {whole(run.train_pairs)} pairs, {whole(run.held_out)} held out" if run else ""
    with_what = f"temperature {short(chosen.temperature)}, batch {whole(chosen.batch)}{pairs}"
    if job is not None:
        return f"{progress_text(job)} {counted(chosen.steps, 'step').capitalize()}, {with_what}."
    run = cast("Run", run)
    # How long the shipped one took says nothing about this machine.
    whose, took = ("Your", f" in {duration(round(run.last.seconds))}") if run.key else ("The shipped", "")
    steps = f"{counted(run.last.step, 'step')} of each objective{took}"
    return f"{whose} training: {steps}, {with_what}. {cut_sentence(run)}".rstrip()


def distance_sentence(run: Run) -> str:
    """How far a word and its definition lie apart, before and after each objective."""
    before, last = run.steps[0].objectives["supervised"].alignment, run.last.objectives
    return (
        f"Mean squared distance of a word and its own definition, 0 to 4: {signed(before)} before, "
        f"{signed(last['supervised'].alignment)} with pairs, {signed(last['simcse'].alignment)} with SimCSE."
    )
