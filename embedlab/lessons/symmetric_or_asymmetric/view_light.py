"""A lighter encoder for queries before the same documents: what it saves here and now, and what it loses."""

from collections.abc import Mapping, Sequence

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.symmetric_or_asymmetric.examples import LIGHT, PREFIXED
from embedlab.lessons.symmetric_or_asymmetric.found import find_query_seconds
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_task_ranks, load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, TripleScores
from embedlab.lessons.symmetric_or_asymmetric.study_paired import paired
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import TaskRanks, task_test
from embedlab.lessons.symmetric_or_asymmetric.view_paired import luck_sentence, spoken
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.local import parts_of
from embedlab.numbers_text import between, percent, quantity, seconds, whole
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import table
from embedlab.ui.panels.trained import training_panel

PAIRS = (PREFIXED, LIGHT)
"""The heavy pair, and the one with a light query side."""


def draw_light(found: Asymmetric) -> None:
    """Draw both query sides: layers, weights, time for the query on the page, and how often the answer wins."""
    scores, ranks = load_triple_scores(), load_task_ranks()
    if not all(set(PAIRS) <= each.keys() for each in (scores, ranks)):
        note("The shipped comparison cannot be read.")
        return
    times = _measure(found.search.query)
    head = ("Who reads the query", "layers", "weights", "this query, measured now", "beats a related question",
            f"first of {whole(2 * len(ranks[PREFIXED].answer))}")  # fmt: skip
    rows = light_rows(scores, ranks, times)
    table("A heavy and a light query side", head, rows, style="matrix")
    offer("Light and heavy query side", lambda: [dict(zip(head, row, strict=True)) for row in rows])
    finding(light_sentence(scores, ranks, times))
    documents = parts_of(card(LIGHT))[1]
    st.caption(
        f"Documents are read by {documents.name} in both rows, once and beforehand: an index stays as it is. Only who "
        "reads the query changes, and a query is what somebody waits for."
    )
    training_panel(query_side(LIGHT))


def query_side(model: str) -> ModelCard:
    """The card of the encoder that reads a model's queries."""
    return parts_of(card(model))[0]


def _measure(query: str) -> dict[str, float]:
    """Seconds to read this query by each query side, now and on this machine; none while a model is not here."""
    here = [ready(query_side(model)) for model in PAIRS]  # each is asked, so that both fetches begin
    if not all(here):
        return {}
    try:
        return {model: find_query_seconds(model, query) for model in PAIRS}
    except EmbedLabError as error:
        problem_box(str(error))
        return {}


def light_rows(
    scores: Mapping[str, TripleScores], ranks: Mapping[str, TaskRanks], times: Mapping[str, float]
) -> list[Sequence[str]]:
    """A row for each query side, the heavy one first."""
    rows: list[Sequence[str]] = []
    for model in PAIRS:
        side, summed, (share, *reach) = query_side(model), scores[model].against_related, ranks[model].share("answer")
        taken = seconds(times[model]) if model in times else "–"
        related = f"{percent(summed.share)} ({between(summed.share_interval, percent)})"
        first = f"{percent(share)} ({between((reach[0], reach[1]), percent)})"
        rows.append((side.name, whole(side.layers), quantity(side.parameters), taken, related, first))
    return rows


def light_sentence(
    scores: Mapping[str, TripleScores], ranks: Mapping[str, TaskRanks], times: Mapping[str, float]
) -> str:
    """In which part of the time the light side reads the query, and on which questions only one of the two is right."""
    heavy, light = PAIRS
    names = spoken(heavy), spoken(light)
    fast = ""
    if times:
        fast = f"The light side reads this query in {percent(times[light] / times[heavy])} of the time. "
    related = luck_sentence(*names, paired(scores[heavy], scores[light]))
    first = luck_sentence(*names, task_test(ranks, "answer", heavy, light))
    return f"{fast}Answer above a related question: {_small(related)} Answer first of all: {_small(first)}"


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
