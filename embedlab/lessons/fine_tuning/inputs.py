"""What the visitor chooses on lesson 10: what is tuned on, how deep, and everything that changes the course of it."""

from dataclasses import replace
from typing import Final, get_args

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.fine_tuning.examples import MODEL
from embedlab.lessons.fine_tuning.study import DEPTHS
from embedlab.lessons.fine_tuning.study_files import SHIPPED, Domain
from embedlab.lessons.fine_tuning.study_settings import FIRST, PAIRS, RATES, spec_of_domain
from embedlab.limits import TRAINING_SECONDS
from embedlab.models.catalog import card
from embedlab.models.training.job_checks import check
from embedlab.models.training.specs import TuningDepth, TuningSpec
from embedlab.numbers_text import duration, whole
from embedlab.ui.jobs import say_refusal, train_buttons
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import Keys, one_of
from embedlab.ui.teacher import control

KEYS: Final = Keys("fine_tuning")
TUNING: Final = KEYS("tuning")
"""The tuning of this page, among the trainings of a visitor."""
DOMAIN: Final = KEYS("pairs")
"""The address names a visitor's own pairs by an id; who has the address sees them."""
_MINE: Final = KEYS("mine")
MINE_MOST: Final = 10

HIDEABLE = {
    "domain": "Domain", "depth": "What may change", "most-pairs": "Pairs", "more": "More",
    "softmax": "One step: temperature", "with-hard": "One step: hard negatives",
    "own-query": "Own pairs: column of the query", "own-text": "Own pairs: column of the text",
    "own-seed": "Own pairs: seed", "own-collection": "Own pairs: collection",
}  # fmt: skip
LIMIT: Final = f"A tuning that takes longer than {duration(TRAINING_SECONDS)} is ended there, and says so."


def chosen_id() -> str:
    """The id of the pairs that the address names, at first that of the shipped ones."""
    return st.query_params.get(DOMAIN) or SHIPPED


def open_domain(id: str) -> None:
    """Let the page tune on other pairs, from its next run on; a visitor's own are offered to them from now on."""
    if id != SHIPPED and id not in mine():
        st.session_state[_MINE] = [id, *mine()][:MINE_MOST]
    if id == SHIPPED:
        st.query_params.pop(DOMAIN, None)
    else:
        st.query_params[DOMAIN] = id


def mine() -> list[str]:
    """The ids of the pairs that this visitor has brought or was given, the last ones first."""
    found: list[str] = st.session_state.get(_MINE, [])
    return found


def forget_domain(id: str) -> None:
    """Offer pairs no more, and show the shipped ones instead of them."""
    st.session_state[_MINE] = [each for each in mine() if each != id]
    if chosen_id() == id:
        open_domain(SHIPPED)


def choose_domain(names: dict[str, str], current: str) -> None:
    """Draw the choice among pairs, by their ids with what a reader calls them."""
    key = KEYS("domain")
    # The address decides, and the list follows it: an id in the list's own place in the address would be its name.
    st.session_state[key] = current
    with control("domain"):
        st.selectbox(
            "Domain", list(names), format_func=names.__getitem__, key=key,
            on_change=lambda: open_domain(st.session_state[key]),
            help="What is learnt from: the shipped pairs, or those that you bring under *Your own pairs*.",
        )  # fmt: skip


def choose_tuning(domain: Domain, names: dict[str, str], *, live: bool) -> TuningSpec:
    """Draw the controls of the tuning and its buttons; what cannot be tuned is said below them."""
    first, second, third, fourth, fifth = st.columns([4, 4, 3, 2, 4], gap="small", vertical_alignment="bottom")
    with first:
        choose_domain(names, domain.id)
    with second, control("depth"):
        depth = st.selectbox(
            "What may change", list(DEPTHS), list(DEPTHS).index(FIRST.depth), format_func=DEPTHS.__getitem__,
            help="From the least to the most: a matrix behind the frozen model, small matrices within it, its last "
            "two layers, or everything. The numbers stand beside the figure.",
            **KEYS.bound("depth"),
        )  # fmt: skip
    with third, control("most-pairs"):
        offered = [each for each in PAIRS if each < domain.train] + [domain.train]
        most = st.select_slider(
            "Pairs", offered, offered[-1], format_func=whole, help=f"To learn from. {LIMIT}",
            **KEYS.bound(f"most-pairs{'' if domain.id == SHIPPED else '-own'}"),
        )  # fmt: skip
    chosen: TuningDepth = one_of(depth, get_args(TuningDepth))
    with fourth, control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        spec = _choose_more(chosen)
    spec = spec_of_domain(runtime().store.folder(card(MODEL)), domain, spec, int(one_of(most, offered)))
    wrong = _problem_of(spec)
    with fifth:
        train_buttons(TUNING, spec, live=live, blocked=bool(wrong) or not ready(card(MODEL)))
    if wrong:
        problem_box(wrong)
    say_refusal(TUNING, spec)
    return spec


def _choose_more(depth: TuningDepth) -> TuningSpec:
    """Draw what else changes the course; each depth has a learning rate and epochs of its own to begin with."""
    start = RATES[depth]
    epochs = st.number_input(
        "Epochs", 1, 20, start.epochs, help="How often each pair is seen.", **KEYS.bound_number(f"epochs-{depth}")
    )
    rate = st.number_input(
        "Learning rate", value=start.rate, step=start.rate / 10, format="%.1e",
        help="Of AdamW, after a warm-up over a tenth of the steps.", **KEYS.bound_number(f"rate-{depth}"),
    )  # fmt: skip
    temperature = st.number_input(
        "Temperature", value=FIRST.temperature, step=0.01, format="%.3f",
        help="Cosines are divided by it before the softmax.", **KEYS.bound_number("temperature"),
    )  # fmt: skip
    hard = st.toggle(
        "Hard negatives", FIRST.hard, help="Besides the other texts of the batch, for each query the one that BM25 "
        "takes for an answer.", **KEYS.bound("hard"),
    )  # fmt: skip
    rank = FIRST.rank
    if depth == "lora":
        rank = int(st.number_input("Rank", 1, 64, rank, help="Of LoRA's matrices.", **KEYS.bound_number("rank")))
    seed = st.number_input("Seed", 0, 9_999, FIRST.seed, help="Of draw and order.", **KEYS.bound_number("seed"))
    return replace(
        FIRST, depth=depth, epochs=int(epochs), learning_rate=float(rate), temperature=float(temperature),
        batch=start.batch, most_tokens=start.tokens, hard=bool(hard), rank=rank, seed=int(seed),
    )  # fmt: skip


def _problem_of(spec: TuningSpec) -> str:
    """Why this cannot be tuned, in a sentence; empty when it can, or when only the model is not here yet."""
    if not spec.model.is_dir():
        return ""
    try:
        check(spec)
    except EmbedLabError as error:
        return str(error)
    return ""
