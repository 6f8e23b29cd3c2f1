"""The first screen of lesson 8: the set-ups of a collection by their quality, and beside them the answer."""

from typing import Final

import streamlit as st

from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.text_lengths import text_lengths
from embedlab.lessons.own_corpus.found import find_chosen, names_offered
from embedlab.lessons.own_corpus.inputs import KEYS, choose_collection, choose_metric
from embedlab.lessons.own_corpus.study import Chosen, level_with_best
from embedlab.lessons.own_corpus.view_steps import draw_steps
from embedlab.numbers_text import between, counted, seconds, signed, whole
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.corpus.findings import MAIN_METRIC, Findings
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import short_name
from embedlab.ui.charts import chart
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.stage import aside, hero

_HEIGHT: Final = 350
_ROOMY, _MOST = 9, 12
"""Pixels of the figure with more rows than the first number and at most the second: its sentence stands on a projector
of 768 as well. Fewer rows take less, and more would touch each other."""


def choose() -> Chosen:
    """Draw which collection is looked at, and find what is known of it."""
    chosen, said = find_chosen()
    offered = names_offered()
    choose_collection({chosen.id: chosen.name} | offered, chosen.id)
    if said:
        note(said)
    return chosen


def draw(chosen: Chosen, guess: Guess) -> None:
    """Draw the quality of each set-up; while nothing was measured, what there is to do until then."""
    with hero(f"Quality on {chosen.name}", choose_metric if chosen.measured else None):
        if chosen.measured:
            _draw_quality(chosen, guess)
        else:
            draw_steps(chosen)
    with aside("What is in it"):
        draw_collection(chosen)


def _draw_quality(chosen: Chosen, guess: Guess) -> None:
    # Before the guess they stand as they were measured: their order would give the answer away.
    rows = chosen.ordered if guess.open else chosen.measured
    figure = shares_with_intervals(
        [short_name(found.set_up) for found, _ in rows],
        [estimate.mean for _, estimate in rows],
        [estimate.low for _, estimate in rows],
        [estimate.high for _, estimate in rows],
        name=chosen.metric,
        colours=[FAMILY_COLOURS.get(found.family, NEUTRAL) for found, _ in rows],
        veiled=not guess.open,
        plain_numbers=True,
    )
    chart(figure, KEYS("quality"), height=_HEIGHT if _ROOMY < len(rows) <= _MOST else None)
    guess.finding(best_sentence(chosen))


def best_sentence(chosen: Chosen) -> str:
    """Which set-up is best, and which cheaper one cannot be told from it."""
    found = chosen.findings
    if found is None or found.best is None or found.best.quality is None:
        return ""
    best, level, quality = found.best, level_with_best(found), found.best.quality
    told = (
        f"{short_name(best.set_up)} is best: {MAIN_METRIC} {signed(quality.mean)} "
        f"({between((quality.low, quality.high))}) over {_queries(found)}, {seconds(best.p50_seconds)} a query."
    )
    soonest = min([best, *level], key=lambda each: each.p50_seconds)
    if soonest is best:
        return f"{told} No quicker one is as good: a paired test tells them apart."
    return f"{told} {short_name(soonest.set_up)} cannot be told from it and takes {seconds(soonest.p50_seconds)}."


def _queries(found: Findings) -> str:
    count, judged = len(found.queries), found.corpus.judged
    told = "1 query" if count == 1 else f"{whole(count)} queries"
    return told if count == judged else f"{told} of {whole(judged)}, drawn by chance"


def draw_collection(chosen: Chosen) -> None:
    """Say what is in the collection, how long its texts are, and how many of its queries are judged."""
    if chosen.corpus is None:
        note("Its texts are not on this server.")
        return
    st.caption(collection_sentence(chosen.corpus))
    chart(text_lengths(chosen.corpus.words), KEYS("lengths"))
    if chosen.corpus.judged:
        st.caption("One of the queries:")
        st.text(chosen.corpus.judged[0].text)


def collection_sentence(corpus: OpenCorpus) -> str:
    """How many texts, chunks and queries there are."""
    record = corpus.record
    told = counted(record.documents, "text")
    if record.chunks != record.documents:
        told += f" in {counted(record.chunks, 'chunk')} ({record.chunking})"
    if not record.queries:
        return f"{told}, no queries yet."
    queries = "1 query" if record.queries == 1 else f"{whole(record.queries)} queries"
    return f"{told}, {queries}, {whole(len(corpus.judged))} of them with a text that is known to answer."
