"""Loss, alignment and uniformity of lesson 3, while they grow."""

import math

import streamlit as st

from embedlab.figures.alignment import alignment_uniformity
from embedlab.figures.learning import learning_curves
from embedlab.lessons.unsupervised_or_supervised.facts import facts
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, NAMES, SERIES, TRAINING
from embedlab.lessons.unsupervised_or_supervised.study import Shown
from embedlab.lessons.unsupervised_or_supervised.view import HEIGHT, curve, x_end
from embedlab.numbers_text import signed
from embedlab.ui.charts import chart
from embedlab.ui.jobs import follow
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import guess_now
from embedlab.ui.panels.heading import subheading

READING = "Reading the pairs …"


def draw_geometry(shown: Shown) -> None:
    """Draw the losses and the paths over alignment and uniformity."""
    with st.container(key="el-live-geometry"):
        follow(TRAINING, lambda: _draw(shown), live=shown.live)


def _draw(shown: Shown) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Loss of each objective")
        series = {SERIES[name]: curve(shown.steps, name, "loss") for name in SERIES}
        highest = max((y for _, ys in series.values() for y in ys), default=1.0)
        figure = learning_curves(
            series, y_name="loss in nats", y_range=(0, max(1, math.ceil(highest))), x_end=x_end(shown), height=HEIGHT
        )
        chart(figure, KEYS("loss-curves"))
        finding(loss_sentence(shown))
    with right:
        subheading("Alignment and uniformity, from step to step")
        # Alignment is what the guess asks for.
        guess = guess_now(KEYS.slug, facts(shown).known())
        if guess.open:
            paths = {
                SERIES[name]: (curve(shown.steps, name, "alignment")[1], curve(shown.steps, name, "uniformity")[1])
                for name in SERIES
            }
            figure = alignment_uniformity(paths, [step.step for step in shown.steps], height=HEIGHT)
            chart(figure, KEYS("alignment-path"))
        guess.finding(geometry_sentence(shown))


def loss_sentence(shown: Shown) -> str:
    """What the losses say, and what they do not."""
    if not shown.steps:
        return READING
    last = shown.steps[-1].objectives
    return (
        f"Supervised {signed(last['supervised'].loss)}, SimCSE {signed(last['simcse'].loss)} nats. Two tasks, two "
        "scales: which one is lower says nothing."
    )


def geometry_sentence(shown: Shown) -> str:
    """Where each objective has gone."""
    if not shown.steps:
        return READING
    before, last = shown.steps[0].objectives["supervised"], shown.steps[-1].objectives
    parts = [f"start {_both(before.alignment, before.uniformity)}"]
    parts += [f"{NAMES[name]} {_both(last[name].alignment, last[name].uniformity)}" for name in SERIES]
    return f"Alignment and uniformity, lower is better: {', '.join(parts)}."


def _both(alignment: float, uniformity: float) -> str:
    return f"{signed(alignment)} and {signed(uniformity)}"
