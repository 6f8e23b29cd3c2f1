"""The measurement of lesson 6 in numbers, live if wanted, and the control that humbles every vector model."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from embedlab.compute.wilson import wilson_interval
from embedlab.content.triples import load_triples
from embedlab.errors import EmbedLabError
from embedlab.lessons.symmetric_or_asymmetric.export import measurement_rows
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS, choose_asked, keep_measured, measured, stop_measuring
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, TripleScores, asked_name, score_triples
from embedlab.lessons.symmetric_or_asymmetric.view_paired import draw_paired
from embedlab.models.catalog import card
from embedlab.numbers_text import between, change, percent, signed
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.table import table

COLUMNS = (
    "Model",
    "beats a related question",
    f"{percent(0.95)} interval",
    "margin",
    "beats a paraphrase",
    "entry beats it",
)


def draw_measurement() -> None:
    """Draw the table behind the measurement, and run it again for a model that is asked for."""
    shipped = load_triple_scores()
    table("The measurement in numbers", COLUMNS, measured_rows(shipped), style="matrix")
    st.caption(
        "Margin: answer minus related question, in standard deviations of the same model's random pairs (each question "
        "against the answers to three others). Control: how often the answer also beats a full paraphrase of the "
        "question; *entry* is the same answer as a dictionary prints it, without the word that was asked for."
    )
    draw_paired(shipped)
    asked = choose_asked()
    if asked is None or not ready(card(asked.model)):
        return
    if (found := measured(asked)) is None:
        slot = st.empty()
        slot.button("Stop", key=f"el-{KEYS('stop')}", on_click=stop_measuring)  # ends this run at its next step
        try:
            found = _measure(asked)
        except EmbedLabError as error:
            problem_box(str(error))
            return
        slot.empty()
        keep_measured(asked, found)
    table("The measurement just made", COLUMNS, measured_rows({asked.key: found}), style="matrix")
    offer("Measurement made here", partial(measurement_rows, {asked.key: found}))
    if before := shipped.get(asked.key):
        drift = float(abs(found.answer - before.answer).max())
        st.caption(
            f"The shipped figures were computed the same way; the largest difference of a score is {signed(drift, 4)}."
        )


def measured_rows(scores: Mapping[str, TripleScores]) -> list[Sequence[str]]:
    """A row for each model and prompt that was measured."""
    rows: list[Sequence[str]] = []
    for asked in ASKED:
        if asked.key in scores:
            summed, (named, entry) = scores[asked.key].against_related, scores[asked.key].against_paraphrase()
            low, high = summed.share_interval
            reach = between((low, high), percent)
            margin = f"{change(summed.margin)} ({between(summed.margin_interval, change)})"
            control = [_with_interval(share, len(scores[asked.key].answer)) for share in (named, entry)]
            rows.append((asked_name(asked), percent(summed.share), reach, margin, *control))
    return rows


def _with_interval(share: float, count: int) -> str:
    return f"{percent(share)} ({between(wilson_interval(share, count), percent)})"


def _measure(asked: Asked) -> TripleScores:
    triples = load_triples()
    bar = st.progress(0.0, text="Asking …")

    def show(done: int) -> None:
        bar.progress(done / len(triples), text=f"{done} of {len(triples)}")

    found = score_triples(runtime(), asked, triples, show)
    bar.empty()
    return found
