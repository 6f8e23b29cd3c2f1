"""The whole computation of lesson 2's agreement with people, live: progress, a button to stop it, the results.

It goes on a few stories at a time, in a fragment that comes back every moment, so that every other control of the page
answers in between. Leaving the page ends it, as does Stop.
"""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.examples_stories import load_lee
from embedlab.lessons.word_or_sentence.found import ready_once, row_name
from embedlab.lessons.word_or_sentence.shipped import LeeResults, load_lee_results
from embedlab.lessons.word_or_sentence.study_people import TF_IDF, LeeRun, largest_difference
from embedlab.lessons.word_or_sentence.study_setups import Setup, poolings_of
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.messages import problem_box

RUN: Final = "el-lee-run"
LIVE: Final = "el-lee-live"
_DRAWN: Final = "el-lee-drawn"

_AT_ONCE = 0.6
_PAUSE = 0.1
"""Seconds of work between two looks at what the visitor wants, and the pause before the next."""


def find_people() -> LeeResults:
    """What is known of the stories: the visitor's own run where there is one, else what ships."""
    run: LeeRun | None = st.session_state.get(LIVE)
    shipped = load_lee_results()
    if run is None:
        return shipped
    return LeeResults({**shipped.similarities, **run.similarities}, {**shipped.agreements, **run.agreements})


def name_of(key: str) -> str:
    """What a reader calls a way to one vector."""
    return "TF-IDF" if key == TF_IDF else row_name(setup_of(key))


def setup_of(key: str) -> Setup:
    """The setup behind a key."""
    model, _, how = key.partition("/")
    return next(Setup(model, known) for known in poolings_of(card(model)) if known == how)


def live_run(cards: Sequence[ModelCard]) -> None:
    """Draw the button that computes it all here, or how far that is."""
    running = RUN in st.session_state
    if running:
        st.session_state[_DRAWN] = True
        st.fragment(_go_on, run_every=_PAUSE)()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Compute all of it here", key="el-lee-start", icon=":material/play_arrow:"):
            _start(cards)
        if (done := st.session_state.get(LIVE)) is not None:
            st.markdown(done_sentence(done))
        else:
            st.caption(
                "These figures ship with EmbedLab. Compute them from the stories, with progress; stop at any time."
            )
    absent = [entry for entry in cards if not is_here(entry)]
    if absent and st.session_state.get("el-lee-asked"):
        for entry in absent:
            ready_once(entry)


def _start(cards: Sequence[ModelCard]) -> None:
    here = [entry for entry in cards if is_here(entry)]
    st.session_state["el-lee-asked"] = True
    st.session_state[RUN] = LeeRun(runtime(), load_lee(), here)
    st.rerun()


def _go_on() -> None:
    """One look at a run: what it does, a button to stop it, and a moment of work."""
    run: LeeRun | None = st.session_state.get(RUN)
    if run is None:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        stopped = st.button("Stop", key="el-lee-stop", icon=":material/stop:")
        st.progress(run.done / run.total, text=progress_sentence(run))
    if stopped:
        _end(None)
    if run.finished:
        _end(run)
    if st.session_state.pop(_DRAWN, False):
        return  # the whole page is being drawn: what stands below must not wait, work begins with the next look
    try:
        run.advance(_AT_ONCE)
    except EmbedLabError as error:
        problem_box(str(error))
        st.session_state.pop(RUN, None)
        return


def _end(finished: LeeRun | None) -> None:
    """Leave the run and draw the page again, with its results if it came to its end."""
    st.session_state.pop(RUN, None)
    if finished is not None:
        st.session_state[LIVE] = finished
    st.rerun()


def progress_sentence(run: LeeRun) -> str:
    """What a run does now, and the last correlation it found."""
    reads = run.current.name if run.current else "the last intervals"
    latest = list(run.agreements)[-1:]
    known = f" {name_of(latest[0])}: r = {run.agreements[latest[0]].pearson:.2f}." if latest else ""
    return f"{run.done} of {run.total} steps: {reads}.{known}"


def done_sentence(run: LeeRun) -> str:
    """How long a run took, and how far it is from what ships."""
    models = f"{len(run.cards)} models" if len(run.cards) != 1 else "1 model"
    drift = largest_difference(run.similarities, load_lee_results().similarities)
    return (
        f"Computed here in {run.seconds:.1f} seconds by {models} and TF-IDF. "
        f"The largest difference of a cosine from the shipped figures is {drift:.4f}."
    )
