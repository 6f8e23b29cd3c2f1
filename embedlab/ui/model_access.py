"""The model layer as pages use it: one runtime per process, and a page that stays alive while weights are fetched."""

import threading
from dataclasses import dataclass, field

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from embedlab.errors import EmbedLabError
from embedlab.models.cards import ModelCard
from embedlab.models.local import parts_of
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.models.store import Step
from embedlab.ui.panels.messages import problem_box

_WORDS = {
    "waiting": "waiting for another fetch",
    "downloading": "downloading",
    "unpacking": "unpacking",
    "checking": "checking",
    "converting": "preparing",
    "ready": "ready",
}


@dataclass
class Fetch:
    """A fetch in the background; ``step`` is the last report, ``error`` a sentence when it failed."""

    step: Step
    error: str = ""
    done: bool = False
    thread: threading.Thread | None = field(default=None, repr=False)


@st.cache_resource(show_spinner=False)
def _fetches() -> tuple[dict[str, Fetch], threading.Lock]:
    return {}, threading.Lock()


def runtime() -> Runtime:
    """The runtime of this process.

    Raises:
        InputError: an environment variable has a value that is not allowed.
    """
    return shared_runtime()


def is_here(card: ModelCard) -> bool:
    """Whether a model can answer without a fetch."""
    return runtime().state(card) != "absent"


def ready(card: ModelCard) -> bool:
    """Whether a model can answer now; if not, fetch it in the background and show how far that is."""
    if is_here(card):
        return True
    if card.towers is not None:
        both = [ready(part) for part in parts_of(card)]  # each is asked, so that both fetches begin
        return all(both)
    fetch = _start(card)
    try:
        place = st.container(key=f"el-fetch-{card.id}")
    except StreamlitDuplicateElementKey:
        return False  # another part of the page waits for the same model, and says so
    with place:
        if not fetch.error:
            _watch(card.id)
        else:
            problem_box(fetch.error)
            if st.button("Try again", key=f"el-fetch-again-{card.id}"):
                forget_fetch(card)
                st.rerun()
    return False


def _start(card: ModelCard) -> Fetch:
    fetches, lock = _fetches()
    with lock:
        if card.id not in fetches:
            fetch = fetches[card.id] = Fetch(Step(card.id, "waiting"))
            fetch.thread = threading.Thread(target=_fetch, args=(card, fetch), daemon=True)
            fetch.thread.start()
        return fetches[card.id]


def _fetch(card: ModelCard, fetch: Fetch) -> None:
    def report(step: Step) -> None:
        fetch.step = step

    try:
        runtime().store.ensure(card, report)
    except EmbedLabError as error:
        fetch.error = str(error)
    except Exception:
        # Whatever it was, a fetch without an error and without a model would be watched for ever.
        fetch.error = f"{card.name} could not be fetched; the server's log says why."
        raise
    finally:
        fetch.done = True
        if not fetch.error:
            forget_fetch(card)  # a trail of models that come and go would grow without end


def forget_fetch(card: ModelCard) -> None:
    """Forget how the fetch of a model ended: it can be tried again, or the model is listed no longer."""
    fetches, lock = _fetches()
    with lock:
        fetches.pop(card.id, None)


@st.fragment(run_every=1.0)
def _watch(model: str) -> None:
    fetch = _fetches()[0].get(model)
    if fetch is None or fetch.done:
        st.rerun()  # ends this run
    share = fetch.step.done / fetch.step.total if fetch.step.total else 0.0
    st.progress(min(share, 1.0), text=f"{model}: {_WORDS[fetch.step.phase]}. The page goes live when it is in.")
