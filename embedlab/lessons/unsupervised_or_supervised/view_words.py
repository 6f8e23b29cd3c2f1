"""Word vectors from raw text, trained on the page of lesson 3: the neighbours of a few words, epoch by epoch."""

import math
from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from embedlab.figures.learning import learning_curves
from embedlab.lessons.unsupervised_or_supervised.found import takeaway
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS
from embedlab.lessons.unsupervised_or_supervised.inputs_words import FIRST, METHODS, WORDS, choose_words
from embedlab.lessons.unsupervised_or_supervised.shipped import load_words
from embedlab.models.training import WordsSpec, WordsStep
from embedlab.numbers_text import duration
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.jobs import AnyJob, current_job, follow, progress_text, runs
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Cell, Markup, table

DRAWN: Final = 6
"""Neighbours in a line: as many as fit beside the loss."""
LOSS_HEIGHT: Final = 260

Steps = Sequence[WordsStep]


def draw_words() -> None:
    """Draw the choice of text and method, the buttons, and what the training has shown so far."""
    job = current_job(WORDS, WordsSpec.kind)
    live = runs(job)
    choose_words(live=live)
    with st.container():
        follow(WORDS, partial(_draw_results, job), live=live)


def _draw_results(job: AnyJob | None) -> None:
    steps = load_words() if job is None else job.steps
    takeaway().words = steps
    if job is None and not steps:
        note("The shipped training cannot be read; press Train for one of your own.")
        return
    st.caption(told(job, steps))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _draw_neighbours(steps)
    with right:
        subheading("Loss per word read")
        _draw_loss(job, steps)
        st.caption("gensim's running sum over the words it trained on. FastText keeps none.")


def _draw_loss(job: AnyJob | None, steps: Steps) -> None:
    losses = [(float(step.epoch), step.loss) for step in steps if step.loss is not None]
    series = {"loss": ([epoch for epoch, _ in losses], [loss for _, loss in losses])}
    highest = max((loss for _, loss in losses), default=1.0)
    # The axis of a training that runs ends where it will end, so that it stands still meanwhile.
    planned = max((step.epoch for step in steps), default=1) if job is None else _asked(job).epochs
    figure = learning_curves(
        series, x_name="epoch", y_name="loss", y_range=(0, math.ceil(highest)), x_end=planned, height=LOSS_HEIGHT
    )
    chart(figure, KEYS("words-loss"))
    offer("Loss of word vectors", lambda: [{"epoch": epoch, "loss": loss} for epoch, loss in losses])


def _asked(job: AnyJob) -> WordsSpec:
    assert isinstance(job.spec, WordsSpec)
    return job.spec


def told(job: AnyJob | None, steps: Steps) -> str:
    """Which training is shown, or where it stands."""
    if job is None:
        return f"The shipped training: {METHODS[FIRST.method]} on the entries of the dictionary."
    if text := progress_text(job):
        return text
    return f"Your training: {METHODS[_asked(job).method]}, {steps[-1].epoch} epochs in {duration(round(job.seconds))}."


def _draw_neighbours(steps: Steps) -> None:
    probes = list(steps[-1].neighbours) if steps else []
    if not probes:
        subheading("Nearest words, epoch by epoch")
        finding("Reading the text …")
        return
    probe = st.segmented_control("Nearest words to", probes, default=probes[0], required=True, key=KEYS("probe"))
    probe = probe if probe in probes else probes[0]
    label = f"Nearest words to {probe}, epoch by epoch; bold: still there in the last line"
    rows = neighbour_rows([step.epoch for step in steps], [nearest(step, probe) for step in steps])
    table(label, (), rows, style="epochs")
    finding(neighbours_sentence(probe, steps))


def nearest(step: WordsStep, probe: str) -> list[str]:
    """The words that are drawn of a record, nearest first."""
    return [word for word, _ in step.neighbours.get(probe, ())][:DRAWN]


def neighbour_rows(epochs: Sequence[int], neighbours: Sequence[Sequence[str]]) -> list[tuple[Cell, Cell]]:
    """One line of words an epoch, nearest first; those that are there in the end are strong. Words are escaped."""
    last = set(neighbours[-1])

    def chip(epoch: int, word: str) -> str:
        return f'<li class="el-chip">{f"<b>{escape(word)}</b>" if epoch and word in last else escape(word)}</li>'

    return [
        (
            f"epoch {epoch}" if epoch else "random start",
            Markup(f'<ol class="el-chips">{"".join(chip(epoch, word) for word in words)}</ol>'),
        )
        for epoch, words in zip(epochs, neighbours, strict=True)
    ]


def neighbours_sentence(probe: str, steps: Steps) -> str:
    """How far the neighbours of a word have settled."""
    start, last = nearest(steps[0], probe), nearest(steps[-1], probe)
    if len(steps) == 1:
        return f"Before training every vector is random: “{probe}” stands beside {', '.join(start[:3])}."
    kept = len(set(start) & set(last))
    left = "none is" if not kept else "one is" if kept == 1 else f"{kept} are"
    return (
        f"After {steps[-1].epoch} epochs “{probe}” stands beside {', '.join(last[:3])}. Of the {len(start)} neighbours "
        f"it had by chance {left} left. Nobody said what a word means."
    )
