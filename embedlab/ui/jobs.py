"""A training as one visitor's page holds it: pressed, followed, stopped, and what is said of it meanwhile.

The page keeps the job, not its result: a result that the trainer has to drop is dropped for every page at once.

A training ends when it likes, also in the middle of a run of the page. So a page asks ``runs`` once a run, and buttons
and figures all go by that one answer: two that asked by themselves could disagree, and Train would stay disabled beside
a figure that has stopped to look.

The address names the training and who looks at it, as in ``?<slot>-run=<start of its key>-<visitor>``: a page that is
loaded again is a new session, and finds its training by that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final, TypeGuard

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.models.training import Job, shared_trainer
from embedlab.models.training.specs import Spec
from embedlab.numbers_text import duration, percent
from embedlab.ui.panels.messages import note, problem_box

AnyJob = Job[Any, Any]

KEY_START: Final = 16
"""Letters of a training's key that name it in an address."""
POLL_SECONDS: Final = 1.0
"""How often a page looks at a training that runs; the trainer stops what nobody looks at."""

LEFT: Final = "You have left this training. It goes on, because others on this server watch it too."
GONE: Final = "The training of this address is no longer on this server. Press Train to do it again."
KNOWN: Final = "This server has done this very training already, so here it is at once. Another seed trains anew."


@dataclass(frozen=True)
class Refused:
    """A training that could not be had, and the sentence that says why."""

    spec: Spec
    message: str


def visitor() -> str:
    """A name for this visitor, as long as their page is open."""
    return str(st.session_state.setdefault("el-visitor", token_hex(8)))


def press_train(slot: str, spec: Spec) -> None:
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


def press_stop(slot: str) -> None:
    """Leave the training, which stops unless somebody else watches it; for a button's ``on_click``."""
    job: AnyJob | None = st.session_state.get(_job(slot))
    if job is not None and job.live and not job.stop(visitor()):
        st.session_state[_job(slot)] = None
        st.session_state[_note(slot)] = LEFT


def current_job(slot: str, kind: str = "") -> AnyJob | None:
    """The training that this page asked for last, None when there is none; asking counts as looking at it.

    A session that has asked for none yet looks into its address for one of this ``kind``.
    """
    if _job(slot) not in st.session_state:
        st.session_state[_job(slot)] = _job_of_address(slot, kind)
    job: AnyJob | None = st.session_state[_job(slot)]
    if runs(job):
        job.watch(visitor())
    _name_in_address(slot, job)
    return job


def _job_of_address(slot: str, kind: str) -> AnyJob | None:
    start, _, before = st.query_params.get(_address(slot), "").partition("-")
    if not start:
        return None
    job: AnyJob | None = shared_trainer().find(start) if len(start) == KEY_START else None
    if job is None or job.spec.kind != kind:
        st.session_state[_note(slot)] = GONE
        return None
    if runs(job):
        job.pass_on(before, visitor())
    return job


def _name_in_address(slot: str, job: AnyJob | None) -> None:
    """Name a training that a page can find again; one that was stopped or has failed leaves nothing to find."""
    name = f"{job.key[:KEY_START]}-{visitor()}" if job is not None and (runs(job) or job.state == "done") else None
    if name is not None and st.query_params.get(_address(slot)) != name:
        st.query_params[_address(slot)] = name
    elif name is None:
        st.query_params.pop(_address(slot), None)


def runs(job: AnyJob | None) -> TypeGuard[AnyJob]:
    """Whether it waits or trains; one that was told to end does not, though its process may need a moment."""
    return job is not None and job.live and not job.ending


def train_buttons(slot: str, spec: Spec, *, live: bool, blocked: bool = False) -> None:
    """Draw the two buttons side by side; ``blocked`` when this spec cannot be trained."""
    left, right = st.columns(2, gap="small")
    left.button(
        "Train", key=f"el-train-{slot}", type="primary", icon=":material/play_arrow:", disabled=live or blocked,
        on_click=press_train, args=(slot, spec), width="stretch",
    )  # fmt: skip
    right.button(
        "Stop", key=f"el-stop-{slot}", icon=":material/stop:", disabled=not live,
        on_click=press_stop, args=(slot,), width="stretch",
    )  # fmt: skip


def follow(slot: str, draw: Callable[[], None], *, live: bool) -> None:
    """Draw what grows with a training; while it was ``live`` when the page looked, draw it again every second.

    Put each call into a container of its own: Streamlit tells fragments apart by where they are.
    """
    if not live:
        draw()  # without a fragment, so that the browser gives up asking for one that a run before has left
        return

    def look_again() -> None:
        if not runs(current_job(slot)):
            st.rerun()  # the whole page, so that buttons and figures agree
        draw()

    st.fragment(look_again, run_every=POLL_SECONDS)()


def say_refusal(slot: str, spec: Spec) -> None:
    """Say why this very training was refused, that it was there already, or that it goes on without this visitor."""
    refused: Refused | None = st.session_state.get(_refused(slot))
    if refused is not None and refused.spec == spec:
        problem_box(refused.message)
    if said := st.session_state.get(_note(slot)):
        note(said)


def progress_text(job: AnyJob) -> str:
    """Where a training stands, in words that fit one line; empty when it is done."""
    if job.state == "queued" and runs(job):
        return f"Waiting: place {job.position} in the queue of this server."
    if job.state == "running" and runs(job):
        done = f"{percent(job.share)} done" if job.steps else "reading the texts"
        return f"Training: {done}, {duration(round(job.seconds))} since the start."
    return job.message if not job.live else job.ending


def _job(slot: str) -> str:
    return f"el-job-{slot}"


def _address(slot: str) -> str:
    return f"{slot}-run"


def _refused(slot: str) -> str:
    return f"el-job-{slot}-refused"


def _note(slot: str) -> str:
    return f"el-job-{slot}-note"
