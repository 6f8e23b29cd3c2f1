"""The whole computation of lesson 2's agreement with people, live: progress, a button to stop it, the results.

It goes on a few stories at a time, in a fragment that comes back every moment, so that every other control of the page
answers in between. Leaving the page ends it, as does Stop.
"""

from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.found import LIVE, RUN
from embedlab.lessons.word_or_sentence.inputs import KEYS, cards
from embedlab.lessons.word_or_sentence.shipped import load_lee_results
from embedlab.lessons.word_or_sentence.study_people import LeeRun, largest_difference, way_name
from embedlab.numbers_text import seconds, signed
from embedlab.studies.lee_stories import load_lee
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.messages import problem_box

START: Final = f"el-{KEYS('start')}"
STOP: Final = f"el-{KEYS('stop')}"
_DRAWN: Final = f"el-{KEYS('drawn')}"
_ASKED: Final = f"el-{KEYS('asked')}"

_AT_ONCE = 0.6
_PAUSE = 0.1
"""Seconds of work between two looks at what the visitor wants, and the pause before the next."""


def draw_run() -> None:
    """Draw the button that computes it all here, or how far that is."""
    if RUN in st.session_state:
        st.session_state[_DRAWN] = True
        st.fragment(_go_on, run_every=_PAUSE)()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Compute all of it here", key=START, icon=":material/play_arrow:"):
            _start()
        if (done := st.session_state.get(LIVE)) is not None:
            st.markdown(done_sentence(done))
        else:
            st.caption(
                "These figures ship with EmbedLab. Compute them from the stories, with progress; stop at any time."
            )
    if st.session_state.get(_ASKED):
        for card in cards():
            ready(card)


def _start() -> None:
    st.session_state[_ASKED] = True
    st.session_state[RUN] = LeeRun(runtime(), load_lee(), [card for card in cards() if is_here(card)])
    st.rerun()


def _go_on() -> None:
    """One look at a run: what it does, a button to stop it, and a moment of work."""
    run: LeeRun | None = st.session_state.get(RUN)
    if run is None:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        stopped = st.button("Stop", key=STOP, icon=":material/stop:")
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
    known = f" {way_name(latest[0])}: r = {signed(run.agreements[latest[0]].pearson)}." if latest else ""
    return f"{run.done} of {run.total} steps: {reads}.{known}"


def done_sentence(run: LeeRun) -> str:
    """How long a run took, and how far it is from what ships."""
    models = f"{len(run.cards)} models" if len(run.cards) != 1 else "1 model"
    drift = largest_difference(run.similarities, load_lee_results().similarities)
    return (
        f"Computed here in {seconds(round(run.seconds, 1))} by {models} and TF-IDF. "
        f"The largest difference of a cosine from the shipped figures is {signed(drift, 4)}."
    )
