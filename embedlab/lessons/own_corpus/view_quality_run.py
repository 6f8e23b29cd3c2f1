"""Measuring a collection: what is measured, the button, how far it is, and how it ended."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from embedlab.lessons.own_corpus.found_index import begin_index
from embedlab.lessons.own_corpus.found_quality import evaluation_of, offered
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_quality import choose_measured
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.view_following import draw_following, draw_progress, draw_refusal
from embedlab.numbers_text import whole
from embedlab.studies.corpus.evaluate_corpus import most_queries
from embedlab.studies.corpus.index_job import IndexJob
from embedlab.studies.corpus.index_jobs import shared_index_jobs
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.ui.panels.messages import note

_SAID: Final = KEYS("measure-said")


def draw_measuring(chosen: Chosen) -> None:
    """Draw the choice of set-ups and the button; of a shipped collection what was measured ships with it."""
    corpus = chosen.corpus
    if corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    if chosen.shipped and chosen.findings is not None:
        st.caption("Measured beforehand; what follows needs no model. Bring your own texts to measure them here.")
        return
    if not corpus.questions:
        note("There are no queries yet. Bring some with their judgements, or judge for ten minutes, below.")
        return
    job = shared_index_jobs().find(corpus.index)
    live = job is not None and job.live
    set_ups = choose_measured(offered(corpus), disabled=live)
    st.caption(plan_sentence(corpus, set_ups))
    _draw_buttons(chosen, corpus, set_ups, live=live)
    draw_refusal(_SAID)
    draw_following(corpus.index, _draw_progress, live=live)


def plan_sentence(corpus: OpenCorpus, set_ups: Sequence[str]) -> str:
    """What will be done: how many queries are asked, of how many, and what has to read the texts before."""
    parsed = [SetUp.parse(each) for each in set_ups]
    judged, most = len(corpus.judged), most_queries(parsed)
    if not judged:
        return "No query is judged, so times alone can be measured. Judge for ten minutes, below."
    told = f"{'The judged query is' if judged == 1 else f'All {whole(judged)} judged queries are'} asked of each."
    if judged > most:
        why = ", since ranking again takes seconds a query" if any(each.rerank for each in parsed) else ""
        told = f"{whole(most)} of {whole(judged)} judged queries are asked of each, drawn by chance{why}."
    unread = dict.fromkeys(r.name for each in parsed for r in each.readings if not corpus.index.has(r))
    if unread:
        told += f" Before that, {' and '.join(unread)} {'reads' if len(unread) == 1 else 'read'} the texts."
    return told


def _draw_buttons(chosen: Chosen, corpus: OpenCorpus, set_ups: Sequence[str], *, live: bool) -> None:
    first, second, _ = st.columns([2, 2, 4], gap="small")
    first.button(
        "Measure again" if chosen.findings is not None else "Measure", key=KEYS("measure-go"), type="primary",
        icon=":material/straighten:", disabled=live or not set_ups, on_click=_start,
        args=(chosen, corpus, tuple(set_ups)), width="stretch",
    )  # fmt: skip
    second.button(
        "Cancel", key=KEYS("measure-stop"), icon=":material/close:", disabled=not live, width="stretch",
        on_click=partial(shared_index_jobs().pause, corpus.index),
        help="What models have read of the texts is kept; the searches begin anew.",
    )  # fmt: skip


def _start(chosen: Chosen, corpus: OpenCorpus, set_ups: tuple[str, ...]) -> None:
    st.session_state[_SAID] = begin_index(corpus.index, (), evaluation_of(chosen, set_ups))


def _draw_progress(job: IndexJob | None) -> None:
    if job is None or (job.evaluation is None and not job.live):
        return
    if not draw_progress(job) and job.state == "paused":
        note("Cancelled. What models have read is kept.")
