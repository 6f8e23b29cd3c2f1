"""The first screen of lesson 3: two objectives from one start, recall as it grows, and the map that each leaves."""

import math
from collections.abc import Sequence
from typing import Final, cast

import streamlit as st

from embedlab.figures.kit.sense_marks import map_extent
from embedlab.figures.learning import learning_curves
from embedlab.figures.pair_map import pair_map
from embedlab.lessons.unsupervised_or_supervised.found import find_shown
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, TRAINING, choose_training
from embedlab.lessons.unsupervised_or_supervised.study import ENCODERS, Run, Shown, found_in_ten
from embedlab.models.training import ContrastiveStep
from embedlab.numbers_text import duration, percent, short, signed, whole
from embedlab.ui.charts import chart
from embedlab.ui.jobs import current_job, follow, progress_text
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

NAMES: Final = {"before": "no training", "supervised": "supervised", "simcse": "SimCSE"}
SERIES: Final = {"supervised": "supervised", "simcse": "unsupervised"}
"""How the figures call an objective."""
HEIGHT: Final = 310
MAP_HEIGHT: Final = 290
MAP_SIDE: Final = 220
"""Pixels of the square of one map where the page is narrow."""


def choose() -> Shown:
    """Draw the controls of the training, and look once at how far it is."""
    shown = find_shown(current_job(TRAINING))
    choose_training(live=shown.live)
    return shown


def draw(shown: Shown, guess: Guess) -> None:
    """Draw recall as it grows, beside the map of some pairs before and after."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        subheading("Definitions that find their term")
        with st.container():
            follow(TRAINING, lambda: _draw_curves(shown), live=shown.live)
    with right:
        if shown.run is None:
            note("The maps come with the first training that ends.")
            return
        _draw_maps(shown.run, guess)


def _draw_curves(shown: Shown) -> None:
    series = {"none": _start(shown.steps)} | {SERIES[name]: curve(shown.steps, name, "recall_10") for name in SERIES}
    figure = learning_curves(
        series if shown.settings else {}, y_name="recall@10", x_end=x_end(shown), height=HEIGHT,
        goals={"mean taken away": shown.run.centred} if shown.run else {},
    )  # fmt: skip
    chart(figure, KEYS("recall-curves"))
    with st.container(key="el-live-recall"):
        finding(recall_sentence(shown))
        st.caption(told(shown))


def _start(steps: Sequence[ContrastiveStep]) -> tuple[list[float], list[float]]:
    return ([0.0], [steps[0].objectives["supervised"].recall_10]) if steps else ([], [])


def curve(steps: Sequence[ContrastiveStep], objective: str, number: str) -> tuple[list[float], list[float]]:
    """Seconds and one number of an objective, from record to record."""
    return (
        [step.seconds for step in steps],
        [float(getattr(step.objectives[objective], number)) for step in steps],
    )


def x_end(shown: Shown) -> float:
    """Where the axis of seconds ends: it stands still while a training grows; a last moment beyond it is no reason."""
    asked = shown.settings.seconds if shown.settings else 0.0
    last = shown.steps[-1].seconds if shown.steps else 0.0
    return asked if last < 1.02 * asked else float(math.ceil(last))


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
        return f"{progress_text(job)} {with_what.capitalize()}."
    last = cast("Run", run).last
    took = duration(round(last.seconds))
    return f"{_whose(run)} training: {whole(last.step)} steps of each objective in {took}, {with_what}."


def _whose(run: Run | None, own: str = "Your") -> str:
    return own if run is not None and run.key else "The shipped"


def _draw_maps(run: Run, guess: Guess) -> None:
    """Draw some pairs before training beside the same pairs after it, on one joint map."""
    left, right = st.columns(2, gap="small")
    with left:
        subheading(f"{len(run.terms)} held-out pairs before")
        _draw_map(run, "before", KEYS("pairs-before"))
    with right:
        with control("after"):
            after = st.segmented_control(
                "After", list(SERIES), default="supervised", format_func=lambda name: f"after {NAMES[name]}",
                required=True, label_visibility="collapsed", **KEYS.bound("after"),
            )  # fmt: skip
        after = one_of(after, ("supervised", *SERIES))
        _draw_map(run, after, KEYS("pairs-after"))
    guess.finding(distance_sentence(run))
    finding(
        f"Own term among the ten nearest: {found_in_ten(run, 'before')} of these {len(run.terms)} definitions before, "
        f"{found_in_ten(run, after)} after {NAMES[after]} training."
    )
    st.caption(
        f"{_whose(run, 'Your last')} training. One projection for all maps; it holds "
        f"{percent(run.maps.explained_variance or 0)} of the variance. Ranks are counted in the original space, among "
        f"all {whole(run.held_out)} held-out terms."
    )


def _draw_map(run: Run, name: str, key: str) -> None:
    found, count = run.maps, len(run.terms)
    frame = found.coordinates[ENCODERS.index(name)]
    figure = pair_map(
        frame[:count], frame[count:], run.terms, run.definitions, map_extent(found.coordinates),
        ranks=run.ranks[name], objective=SERIES.get(name, "none"), height=MAP_HEIGHT, side=MAP_SIDE,
    )  # fmt: skip
    chart(figure, key)


def distance_sentence(run: Run) -> str:
    """How far a word and its definition lie apart, before and after each objective."""
    before, last = run.steps[0].objectives["supervised"].alignment, run.last.objectives
    return (
        f"Mean squared distance of a word and its own definition, 0 to 4: {signed(before)} before, "
        f"{signed(last['supervised'].alignment)} with pairs, {signed(last['simcse'].alignment)} with SimCSE."
    )
