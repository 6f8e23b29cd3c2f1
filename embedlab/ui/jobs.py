"""A training as one visitor's page holds it: pressed, watched, stopped, and what is said of it meanwhile.

The page keeps the job, not its result: a result that the trainer has to drop is dropped for every page at once.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import uuid4

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.models.training import ContrastiveSpec, Job, WordsSpec, shared_trainer
from embedlab.ui.panels.messages import note, problem_box

Slot = Literal["contrastive", "words"]
AnyJob = Job[Any, Any]
Spec = ContrastiveSpec | WordsSpec

POLL_SECONDS: Final = 1.0
"""How often a page looks at a training that runs; the trainer stops what nobody looks at."""

LEFT: Final = "You have left this training. It goes on, because others on this server watch it too."
KNOWN: Final = "This server has done this very training already, so here it is at once. Another seed trains anew."


@dataclass(frozen=True)
class Refused:
    """A training that could not be had, and the sentence that says why."""

    spec: Spec
    message: str


def visitor() -> str:
    """A name for this visitor, as long as their page is open."""
    return str(st.session_state.setdefault("el-visitor", uuid4().hex))


def press_train(slot: Slot, spec: Spec) -> None:
    """Ask for a training; for a button's ``on_click``."""
    for key in (_refused(slot), _note(slot)):
        st.session_state.pop(key, None)
    try:
        job: AnyJob = shared_trainer().submit(spec, visitor())
    except EmbedLabError as error:
        st.session_state[_refused(slot)] = Refused(spec, str(error))
        return
    st.session_state[_job(slot)] = job
    if job.state == "done":
        st.session_state[_note(slot)] = KNOWN


def press_stop(slot: Slot) -> None:
    """Leave the training, which stops unless somebody else watches it; for a button's ``on_click``."""
    job: AnyJob | None = st.session_state.get(_job(slot))
    if job is not None and job.live and not job.stop(visitor()):
        del st.session_state[_job(slot)]
        st.session_state[_note(slot)] = LEFT


def current_job(slot: Slot) -> AnyJob | None:
    """The training that this page asked for last, None when there is none; asking counts as looking at it."""
    job: AnyJob | None = st.session_state.get(_job(slot))
    if job is not None and job.live and not job.ending:
        job.watch(visitor())
    return job


def poll(slot: Slot) -> float | None:
    """After how many seconds a fragment has to look again; None when nothing trains."""
    job = current_job(slot)
    return POLL_SECONDS if job is not None and job.live else None


def train_buttons(slot: Slot, spec: Spec, *, blocked: bool = False) -> None:
    """Draw the two buttons side by side; ``blocked`` when this spec cannot be trained."""
    live = poll(slot) is not None
    left, right = st.columns(2, gap="small")
    left.button(
        "Train", key=f"el-train-{slot}", type="primary", icon=":material/play_arrow:", disabled=live or blocked,
        on_click=press_train, args=(slot, spec), width="stretch",
    )  # fmt: skip
    right.button(
        "Stop", key=f"el-stop-{slot}", icon=":material/stop:", disabled=not live,
        on_click=press_stop, args=(slot,), width="stretch",
    )  # fmt: skip


def say_refusal(slot: Slot, spec: Spec) -> None:
    """Say why this very training was refused, that it was there already, or that it goes on without this visitor."""
    refused: Refused | None = st.session_state.get(_refused(slot))
    if refused is not None and refused.spec == spec:
        problem_box(refused.message)
    if said := st.session_state.get(_note(slot)):
        note(said)


def progress_text(job: AnyJob) -> str:
    """Where a training stands, in words that fit one line; empty when it is done."""
    if job.state == "queued":
        return f"Waiting: place {job.position} in the queue of this server."
    if job.state == "running":
        done = f"{job.share:.0%} done" if job.steps else "reading the texts"
        return f"Training: {done}, {job.seconds:.0f} s since the start."
    return job.message


def _job(slot: Slot) -> str:
    return f"el-job-{slot}"


def _refused(slot: Slot) -> str:
    return f"el-job-{slot}-refused"


def _note(slot: Slot) -> str:
    return f"el-job-{slot}-note"
