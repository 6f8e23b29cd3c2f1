"""What lesson 10 finds before it draws: the pairs of the address, and the last tuning on them, shipped or live."""

from typing import Final

import numpy as np
import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.fine_tuning.inputs import KEYS, TUNING, chosen_id, mine, open_domain
from embedlab.lessons.fine_tuning.shipped import load_outcomes
from embedlab.lessons.fine_tuning.study import DEPTHS, Outcome, Step
from embedlab.lessons.fine_tuning.study_files import SHIPPED, Domain, own_domain, own_name, shipped_domain
from embedlab.lessons.fine_tuning.study_outcome import outcome
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.models.training.specs import TuningSpec
from embedlab.ui.jobs import AnyJob, press_stop, runs
from embedlab.ui.panels.messages import problem_box

DIVERGED: Final = (
    "This tuning has diverged: its vectors are no numbers any more. The generalist is kept; choose a lower learning "
    "rate."
)
_OUTCOME, _DIVERGED = KEYS("outcome"), KEYS("diverged")


def find_domain() -> Domain:
    """The pairs that the address names; the shipped ones, and a sentence, where they are gone.

    Raises:
        EmbedLabError: the shipped ones cannot be read.
    """
    id = chosen_id()
    if id != SHIPPED:
        try:
            found = own_domain(id)
        except EmbedLabError as error:
            problem_box(str(error))
            open_domain(SHIPPED)
        else:
            open_domain(id)  # from now on it is offered in the list
            return found
    return shipped_domain()


def names_offered() -> dict[str, str]:
    """What a reader calls the pairs that can be chosen, by their ids; what is gone is left out."""
    names = {SHIPPED: shipped_domain().name}
    for id in mine():
        if (name := own_name(id)) is not None:
            names[id] = f"Yours: {name}"
    return names


def find_shown(domain: Domain, spec: TuningSpec, job: AnyJob | None) -> Shown:
    """What the page shows while ``job`` is the tuning that was asked for last."""
    own_job = job if job is not None and isinstance(job.spec, TuningSpec) and job.spec.pairs == domain.pairs else None
    kept: Outcome | None = st.session_state.get(_OUTCOME)
    if own_job is not None and own_job.state == "done" and _is_new(kept, own_job):
        kept = _ended(domain, own_job) or kept
    shipped = load_outcomes() if domain.id == SHIPPED else {}
    last = kept if kept is not None and kept.domain == domain.id else None
    first = shipped.get(spec.depth) or next((shipped[depth] for depth in DEPTHS if depth in shipped), None)
    return Shown(domain, last or first, spec, shipped, own_job, runs(own_job))


def _is_new(kept: Outcome | None, job: AnyJob) -> bool:
    """Whether what a tuning has made is not the outcome that is shown: the same tuning may have been made anew."""
    result = job.result()
    return kept is None or kept.key != job.key or (result is not None and kept.saved != result.saved)


def _ended(domain: Domain, job: AnyJob) -> Outcome | None:
    """Measure what a tuning has made; None where nothing can be measured, which is said."""
    result = job.result()
    assert isinstance(job.spec, TuningSpec)
    if result is None or st.session_state.get(_DIVERGED) == job.key:
        return None  # the trainer had to drop it before this page looked, or it was said already
    if not np.isfinite(result.after).all():
        st.session_state[_DIVERGED] = job.key
        problem_box(DIVERGED)
        return None
    with st.spinner("Searching with both models …"):
        steps = [Step(each.step, each.seconds, each.loss) for each in job.steps]
        found = outcome(
            domain.probe, result.before, result.after, job.spec, steps, key=job.key, saved=result.saved,
            domain=domain.id, train_pairs=result.train_pairs, parameters=result.parameters,
        )  # fmt: skip
    st.session_state[_OUTCOME] = found
    return found


def forget_outcome() -> None:
    """Show what ships again; for a button's ``on_click``."""
    press_stop(TUNING)  # one that runs would hold the server's only place until it is missed
    st.session_state.pop(_OUTCOME, None)
    st.session_state[f"el-job-{TUNING}"] = None
