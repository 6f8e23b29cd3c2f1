"""What lesson 3 finds out of trainings on labelled pairs before it draws, shipped or live."""

from dataclasses import replace

import streamlit as st

from embedlab.lessons.unsupervised_or_supervised.found import EARLIER_KEPT
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS
from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import load_labelled_run
from embedlab.lessons.unsupervised_or_supervised.study import kept_earlier
from embedlab.lessons.unsupervised_or_supervised.study_labelled import (
    LabelledRun,
    LabelledShown,
    labelled_run_of,
    labelled_spec_of,
)
from embedlab.ui.jobs import AnyJob, runs

_RUN, _EARLIER, _BEFORE = (KEYS(f"labelled-{name}") for name in ("ended", "earlier", "before"))


def labelled_shown(job: AnyJob | None) -> LabelledShown:
    """What the part shows while ``job`` is the training that was asked for last."""
    kept = shown_run()
    if job is not None and job.state == "done" and (kept is None or kept.key != job.key):
        result = job.result()  # None when the trainer had to drop it before this page looked
        if result is not None:
            kept = st.session_state[_RUN] = labelled_run_of(job.key, labelled_spec_of(job), job.steps, result)
    now = LabelledShown(kept, job, runs(job))
    before: LabelledShown | None = st.session_state.get(_BEFORE)
    st.session_state[_BEFORE] = now
    another = before if before is not None and before.key != now.key else None
    earlier = kept_earlier(st.session_state.get(_EARLIER, ()), another, now.settings, EARLIER_KEPT)
    st.session_state[_EARLIER] = earlier
    return replace(now, earlier=earlier)


def shown_run() -> LabelledRun | None:
    """The last training on labelled pairs of this visitor that has ended, or the shipped one; None without either."""
    kept: LabelledRun | None = st.session_state.get(_RUN)
    return kept or load_labelled_run()


def forget_earlier_labelled() -> None:
    """Take the earlier trainings off the chart; for a button's ``on_click``."""
    st.session_state[_EARLIER] = ()
