"""The experiment of lesson 3: two objectives from one start, their curves while they train, and the map they leave."""

import math
from typing import Final

import streamlit as st

from embedlab.figures.alignment import alignment_uniformity
from embedlab.figures.kit.sense_marks import map_extent
from embedlab.figures.learning import learning_curves
from embedlab.figures.pair_map import pair_map
from embedlab.lessons.unsupervised_or_supervised.inputs import Shown, find_shown
from embedlab.lessons.unsupervised_or_supervised.study import ENCODERS, Run, found_in_ten
from embedlab.models.training import ContrastiveStep
from embedlab.ui.charts import chart
from embedlab.ui.jobs import current_job, poll, progress_text
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

NAMES: Final = {"before": "no training", "supervised": "supervised", "simcse": "SimCSE"}
SERIES: Final = {"supervised": "supervised", "simcse": "unsupervised"}
"""How the figures call an objective."""
HEIGHT: Final = 310
MAP_HEIGHT: Final = 290
MAP_SIDE: Final = 220
"""Pixels of the square of one map where the page is narrow."""


def experiment(shown: Shown) -> None:
    """Draw recall as it grows beside the map of some pairs, before and after."""
    left, right = st.columns([2, 3], gap="medium")
    every = poll("contrastive")
    with left:
        subheading("Definitions that find their term")
        st.fragment(_curves, run_every=every)(every is not None)
    with right:
        _maps(shown.run)


def _curves(live: bool) -> None:
    """Draw the curves; a fragment that looks again by itself while a training is ``live``, and then ends that."""
    if live and poll("contrastive") is None:
        st.rerun()
    shown = find_shown()
    series = {"none": _first(shown.steps)}
    series |= {SERIES[name]: curve(shown.steps, name, "recall_10") for name in SERIES}
    figure = learning_curves(
        series, y_name="recall@10", x_end=x_end(shown), goals={"mean taken away": shown.run.centred}, height=HEIGHT
    )
    chart(figure, "recall-curves")
    with st.container(key="el-live-recall"):
        finding(recall_sentence(shown))
        st.caption(told(shown))


def _first(steps: tuple[ContrastiveStep, ...]) -> tuple[list[float], list[float]]:
    return ([0.0], [steps[0].objectives["supervised"].recall_10]) if steps else ([], [])


def curve(steps: tuple[ContrastiveStep, ...], objective: str, number: str) -> tuple[list[float], list[float]]:
    """Seconds and one number of an objective, from record to record."""
    return (
        [step.seconds for step in steps],
        [float(getattr(step.objectives[objective], number)) for step in steps],
    )


def x_end(shown: Shown) -> float:
    """Where the axis of seconds ends: it stands still while a training grows; a last moment beyond it is no reason."""
    last = shown.steps[-1].seconds if shown.steps else 0.0
    return shown.settings.seconds if last < 1.02 * shown.settings.seconds else float(math.ceil(last))


def recall_sentence(shown: Shown) -> str:
    """What the curves say."""
    if not shown.steps:
        return "Both start from the same word vectors and read the same texts. The curves begin in a moment."
    first, last = shown.steps[0], shown.steps[-1].objectives
    before = first.objectives["supervised"].recall_10
    if len(shown.steps) == 1:
        return f"Before training {before:.0%} of the definitions find their term. Now both begin to learn."
    return (
        f"From {before:.0%} to {last['supervised'].recall_10:.0%} with pairs, {last['simcse'].recall_10:.0%} with "
        f"SimCSE. Taking the mean away, untrained: {shown.run.centred:.0%}."
    )


def told(shown: Shown) -> str:
    """Which training the curves belong to."""
    job, run, chosen = shown.job, shown.run, shown.settings
    pairs = f"{run.train_pairs:,} pairs, {run.held_out:,} held out"
    with_what = f"temperature {chosen.temperature:g}, batch {chosen.batch:,}, {pairs}"
    if job is not None:
        return f"{progress_text(job)} {with_what.capitalize()}."
    whose = "Your training" if run.key else "The shipped training"
    return f"{whose}: {run.last.step:,} steps of each objective in {run.last.seconds:.0f}\u00a0s, {with_what}."


def _maps(run: Run) -> None:
    """Draw some pairs before training beside the same pairs after it, on one joint map."""
    left, right = st.columns(2, gap="small")
    with left:
        subheading(f"{len(run.terms)} held-out pairs before")
        _map(run, "before", "pairs-before")
    with right:
        with control("after"):
            after = st.segmented_control(
                "After", list(SERIES), default="supervised", format_func=lambda name: f"after {NAMES[name]}",
                required=True, label_visibility="collapsed", **bound("after3"),
            )  # fmt: skip
        _map(run, after, "pairs-after")
    finding(
        f"Own term among the ten nearest: {found_in_ten(run, 'before')} of these {len(run.terms)} definitions before, "
        f"{found_in_ten(run, after)} after {NAMES[after]} training."
    )
    whose = "Your last training" if run.key else "The shipped training"
    st.caption(
        f"{whose}. One projection for all maps; it holds {run.maps.explained_variance or 0:.0%} of the variance. "
        f"Places are counted in the original space, among all {run.held_out:,} held-out terms."
    )


def _map(run: Run, name: str, key: str) -> None:
    found, count = run.maps, len(run.terms)
    frame = found.coordinates[ENCODERS.index(name)]
    figure = pair_map(
        frame[:count], frame[count:], run.terms, run.definitions, map_extent(found.coordinates),
        ranks=run.ranks[name], objective=SERIES.get(name, "none"), height=MAP_HEIGHT, side=MAP_SIDE,
    )  # fmt: skip
    chart(figure, key)


def losses_and_geometry() -> None:
    """Draw the losses and the paths over alignment and uniformity, while they grow."""
    every = poll("contrastive")
    st.fragment(_losses_and_geometry, run_every=every)()


def _losses_and_geometry() -> None:
    current_job("contrastive")
    shown = find_shown()
    with st.container(key="el-live-geometry"):
        left, right = st.columns(2, gap="medium")
    with left:
        subheading("Loss of each objective")
        series = {SERIES[name]: curve(shown.steps, name, "loss") for name in SERIES}
        highest = max((y for _, ys in series.values() for y in ys), default=1.0)
        figure = learning_curves(
            series, y_name="loss in nats", y_range=(0, max(1, math.ceil(highest))), x_end=x_end(shown), height=HEIGHT
        )
        chart(figure, "loss-curves")
        finding(loss_sentence(shown))
    with right:
        subheading("Alignment and uniformity, from step to step")
        paths = {
            SERIES[name]: (curve(shown.steps, name, "alignment")[1], curve(shown.steps, name, "uniformity")[1])
            for name in SERIES
        }
        chart(alignment_uniformity(paths, [step.step for step in shown.steps], height=HEIGHT), "alignment-path")
        finding(geometry_sentence(shown))


def loss_sentence(shown: Shown) -> str:
    """What the losses say, and what they do not."""
    if not shown.steps:
        return "Reading the pairs …"
    last = shown.steps[-1].objectives
    return (
        f"Supervised {last['supervised'].loss:.2f}, SimCSE {last['simcse'].loss:.2f} nats. Two tasks, two scales: "
        "which one is lower says nothing."
    )


def geometry_sentence(shown: Shown) -> str:
    """Where each objective has gone."""
    if not shown.steps:
        return "Reading the pairs …"
    before, last = shown.steps[0].objectives["supervised"], shown.steps[-1].objectives
    parts = [f"start {_place(before.alignment, before.uniformity)}"]
    parts += [f"{NAMES[name]} {_place(last[name].alignment, last[name].uniformity)}" for name in SERIES]
    return f"Alignment and uniformity, lower is better: {', '.join(parts)}."


def _place(alignment: float, uniformity: float) -> str:
    return f"{alignment:.2f} and {uniformity:.2f}".replace("-", "−")
