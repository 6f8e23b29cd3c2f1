"""The experiment of lesson 3: two objectives from one start, their curves while they train, and the map they leave."""

import math
from typing import Final

import streamlit as st

from embedlab.figures.alignment import alignment_uniformity
from embedlab.figures.learning import learning_curves
from embedlab.figures.maps import map_extent
from embedlab.figures.pair_map import pair_map
from embedlab.models.training import ContrastiveStep
from embedlab.studies.objectives import ENCODERS, Run, found_in_ten, pair_maps
from embedlab.ui.charts import chart
from embedlab.ui.jobs import current_job, poll, progress_text
from embedlab.ui.objectives_choice import Shown, find_shown
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

NAMES: Final = {"before": "no training", "supervised": "supervised", "simcse": "SimCSE"}
SERIES: Final = {"supervised": "supervised", "simcse": "unsupervised"}
"""How the figures call an objective."""
HEIGHT: Final = 320


def experiment(shown: Shown) -> None:
    """Draw recall as it grows beside the map of some pairs, before and after."""
    left, right = st.columns([5, 6], gap="medium")
    every = poll("contrastive")
    with left:
        subheading("Does a definition find its term? Recall@10, pairs never trained on")
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
    """Where the axis of seconds ends: it stands still while a training grows."""
    return max(shown.settings.seconds, *(step.seconds for step in shown.steps[-1:]), 1.0)


def recall_sentence(shown: Shown) -> str:
    """What the curves say."""
    if not shown.steps:
        return "Reading the pairs …"
    first, last = shown.steps[0], shown.steps[-1].objectives
    before = first.objectives["supervised"].recall_10
    if len(shown.steps) == 1:
        return f"Before training, {before:.0%} of the definitions find their term among the ten nearest."
    return (
        f"From {before:.0%} to {last['supervised'].recall_10:.0%} with pairs, to {last['simcse'].recall_10:.0%} with "
        f"SimCSE: same start, same texts, only the objective differs."
    )


def told(shown: Shown) -> str:
    """Which training the curves belong to."""
    job, chosen = shown.job, shown.settings
    with_what = f"temperature {chosen.temperature:g}, batch {chosen.batch:,}"
    if job is not None:
        return f"{progress_text(job)} {with_what.capitalize()}."
    steps = shown.run.last.step
    whose = "Your training" if shown.run.key else "The shipped training"
    return (
        f"{whose}: {steps:,} steps of each objective in {shown.run.last.seconds:.0f} s, {with_what}, "
        f"{shown.run.train_pairs:,} pairs, {shown.run.held_out:,} held out."
    )


def _maps(run: Run) -> None:
    with control("after"):
        after = st.segmented_control(
            "Map after", list(SERIES), default="supervised", format_func=lambda name: f"after {NAMES[name]}",
            required=True, label_visibility="collapsed", **bound("after3"),
        )  # fmt: skip
    found = pair_maps(run)
    extent = map_extent(found.coordinates)
    count = len(run.terms)
    for column, name in zip(st.columns(2, gap="small"), ("before", after), strict=True):
        frame = found.coordinates[ENCODERS.index(name)]
        with column:
            figure = pair_map(
                frame[:count], frame[count:], run.terms, run.definitions, extent, ranks=run.ranks[name],
                objective=SERIES.get(name, "none"), transition=0, height=HEIGHT - 28,
            )  # fmt: skip
            chart(figure, f"pairs-{'before' if name == 'before' else 'after'}")
            st.caption("Before training" if name == "before" else f"After {NAMES[name]}")
    finding(
        f"Own term among the ten nearest of {run.held_out:,}: {found_in_ten(run, 'before')} of these {count} "
        f"definitions before, {found_in_ten(run, after)} after."
    )


def losses_and_geometry() -> None:
    """Draw the losses and the paths over alignment and uniformity, while they grow."""
    every = poll("contrastive")
    st.fragment(_losses_and_geometry, run_every=every)()


def _losses_and_geometry() -> None:
    current_job("contrastive")
    shown = find_shown()
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
