"""The process that works on a collection as a page follows it: begun by a button, drawn while it runs, then its end."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from embedlab.numbers_text import duration, percent, whole
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.index_job import IndexJob
from embedlab.studies.corpus.index_jobs import shared_index_jobs
from embedlab.studies.corpus.text_reading import Reading
from embedlab.ui.panels.messages import note, problem_box

POLL_SECONDS: Final = 1.0


def draw_refusal(said: str) -> None:
    """Say why it was not begun, where it was not."""
    if told := st.session_state.get(said):
        problem_box(told)


def draw_following(index: IndexFolder, draw: Callable[[IndexJob | None], None], *, live: bool) -> None:
    """Draw how far it is, again every second while it runs; the whole page once when it has ended."""

    def look() -> None:
        job = shared_index_jobs().find(index)
        if live and not (job is not None and job.live):
            st.rerun()  # what was read can be searched now, and what was found is shown by the first figure
        draw(job)

    st.fragment(look, run_every=POLL_SECONDS)() if live else look()


def draw_progress(job: IndexJob) -> bool:
    """Draw how far it is, or why it has failed; say whether there was anything of it to draw."""
    if job.live and job.progress is not None:
        st.progress(min(job.progress.share, 1.0), text=progress_text(job))
    elif job.live:
        note(progress_text(job))
    elif job.state == "failed":
        problem_box(job.message)
    else:
        return False
    return True


def progress_text(job: IndexJob) -> str:
    """Where it stands, in words that fit one line."""
    if job.state == "queued":
        return f"Waiting: place {job.position} in the queue of this server."
    if job.progress is None:
        return "Starting …"
    told = f"{_step_name(job.progress.step)}: {whole(job.progress.done)} of {whole(job.progress.of)}, "
    left = job.seconds_left
    ends = "" if left is None else f", about {duration(round(left))} left"
    return f"{told}{percent(job.progress.share)} of all{ends}."


def _step_name(key: str) -> str:
    names = {"bm25": "BM25", "engine": "The graph of nearest vectors", "map": "The map", "evaluate": "Searches"}
    return names.get(key) or f"{Reading.parse(key).name} reads the texts"
