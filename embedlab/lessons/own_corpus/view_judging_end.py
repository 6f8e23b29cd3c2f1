"""What the judgements say of each pooled set-up, with their doubts, and how to take them away."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.content.trec_files import qrels_lines, topics_lines
from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_judged import Judged, end_sentence, measured, per_query
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.evaluated_facts import family_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.page_judging import Judging, grades_of
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table

DOUBTS: Final = (
    "What nobody judged counts as not relevant, so these numbers favour the set-ups whose results were pooled: one "
    "that was not among them may find what is relevant and gain nothing by it (Zobel 1998). Do not compare others by "
    "these judgements without judging their results too. A single person judged, once."
)


def draw_end(chosen: Chosen, corpus: OpenCorpus, judging: Judging, *, finished: bool) -> None:
    """Draw what is known: when all is judged at once, before that when it is asked for, since it would not be blind."""
    if not judging.judged and not finished:
        return
    if not finished and not st.toggle(
        "Show what the judgements say so far", key=KEYS("judge-look"),
        help="Who leads may sway what you judge next.",
    ):  # fmt: skip
        return
    record = shared_collections().get(chosen.id) or corpus.record
    grades = grades_of(shared_collections(), record)
    rows = measured(judging, grades)
    finding(end_sentence(judging, rows))
    if rows:
        _draw_figure(rows, judging)
    st.caption(DOUBTS)
    _draw_rest(judging)
    texts = {question.id: question.text for question in corpus.questions}
    table("Judged of each query", ("query", "judged", "pooled", "relevant"), per_query(judging, texts), style="matrix")
    note("For every measure, with paired tests and costs, press “Measure” above: it takes these judgements.")
    offer(
        "Judgements",
        lambda: [{"query": query, "document": document, "grade": grade} for query, document, grade in grades],
    )
    first, second = st.columns(2, gap="small")
    first.download_button(
        "Judgements (TREC qrels)", partial(_joined, list(qrels_lines(grades))), "judgements.qrels", "text/plain",
        on_click="ignore", icon=":material/download:", key=KEYS("judge-qrels"), width="stretch",
    )  # fmt: skip
    second.download_button(
        "Queries (TREC topics)", partial(_joined, list(topics_lines(texts.items()))), "topics.txt",
        "text/plain", on_click="ignore", icon=":material/download:", key=KEYS("judge-topics"),
        width="stretch",
    )  # fmt: skip


def _joined(lines: list[str]) -> bytes:
    return "".join(lines).encode("utf-8", "replace")


def _draw_figure(rows: list[Judged], judging: Judging) -> None:
    colours = [FAMILY_COLOURS.get(family_of(SetUp.parse(row.set_up)), NEUTRAL) for row in rows]
    figure = shares_with_intervals(
        [row.name for row in rows], [row.quality.mean for row in rows], [row.quality.low for row in rows],
        [row.quality.high for row in rows], name=f"nDCG@{judging.depth}, by the judgements", colours=colours,
    )  # fmt: skip
    chart(figure, KEYS("judge-figure"))


def _draw_rest(judging: Judging) -> None:
    """What was skipped can be judged after all."""
    skipped = len(judging.trail) - len(judging.judged)
    if skipped and judging.next is None:
        st.caption(f"Skipped, and so not relevant in these numbers: {skipped}.")
