"""What the visitor chooses in the part "Duplicates: the same again, in other words"."""

from typing import Final, get_args

import streamlit as st

from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.found_points import points_models
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_cosines import MINHASH
from embedlab.lessons.uses.study_doubles import GRID, Twins
from embedlab.lessons.uses.study_pairs import Outcome
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import percent, signed, whole
from embedlab.studies.labelled.text_points import COUNTS, FIRST
from embedlab.ui.model_select import choose_model
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

HIDEABLE_DOUBLES: dict[str, str] = {
    "doubles-texts": "Duplicates: texts",
    "doubles-model": "Duplicates: model",
    "doubles-run": "Duplicates: words in a run",
    "doubles-tool": "Duplicates: tool that is looked at",
    "doubles-twins": "Duplicates: which twins count",
    "doubles-sisters": "Duplicates: look-alikes among the others",
    "doubles-least": "Duplicates: threshold",
    "doubles-wish": "Duplicates: what a threshold is calibrated for",
    "doubles-outcome": "Duplicates: which pairs are listed",
    "doubles-time": "Duplicates: time of the model",
}

KNOWN: Final = "known"
"""The texts of which the twins are known."""
_LEAST: Final = KEYS("doubles-least")
_TWINS: Final[dict[Twins, str]] = {"both": "Both", "near": "Edited copies", "reworded": "Reworded twins"}
_WISHES: Final = ("f1", "0.8", "0.9", "0.95")
_OUTCOMES: Final[dict[Outcome, str]] = {"right": "Found", "wrong": "False alarms", "missed": "Missed"}


def choose_texts(known: LabelledSet, labelled: LabelledSet) -> bool:
    """Draw which texts are looked at; whether it is those of which the twins are known."""
    names = {KNOWN: f"{known.name} (known pairs)", "set": f"{labelled.name} (no pairs known)"}
    with control("doubles-texts"):
        chosen = st.selectbox("Texts", list(names), format_func=names.__getitem__, **KEYS.bound("doubles-texts"))
    return one_of(chosen, list(names)) == KNOWN


def choose_reader() -> tuple[ModelCard, int]:
    """Draw the model, and how many words are a run for MinHash."""
    first, second = controls(2)
    with first, control("doubles-model"):
        model = choose_model("Model", points_models().values(), KEYS.bound("doubles-model"), default=FIRST[0])
    with second, control("doubles-run"):
        run = st.select_slider(
            "Words in a run, for MinHash", range(1, 5), 1, **KEYS.bound("doubles-run"),
            help="MinHash compares sets of runs of words. In long texts runs of three or more are usual.",
        )  # fmt: skip
    return model, int(run)


def choose_sisters() -> bool:
    """Draw whether look-alikes are among the pairs that are no twins."""
    with control("doubles-sisters"):
        return st.toggle(
            "With look-alikes: definitions of two things that differ in one word, such as upward and downward", True,
            **KEYS.bound("doubles-sisters"),
        )  # fmt: skip


def choose_tool(model: ModelCard) -> str:
    """Draw whose numbers are looked at; the id of the tool."""
    names = {"model": model.name, COUNTS: "TF-IDF", MINHASH: "MinHash"}
    with control("doubles-tool"):
        chosen = st.segmented_control(
            "By", list(names), default="model", format_func=names.__getitem__, **KEYS.bound("doubles-tool")
        )
    tool = one_of(chosen, list(names))
    return model.id if tool == "model" else tool


def choose_threshold() -> float:
    """Draw from which number on two texts are held to say the same."""
    with control("doubles-least"):
        chosen = st.select_slider(
            "Threshold", GRID, 0.8, format_func=lambda each: signed(each, 3), **KEYS.bound("doubles-least")
        )
    return float(chosen)


def set_threshold(threshold: float) -> None:
    """Move the slider; for a button's ``on_click``."""
    st.session_state[_LEAST] = threshold


def choose_twins() -> Twins:
    """Draw which twins count."""
    with control("doubles-twins"):
        chosen = st.segmented_control(
            "Twins that count", list(get_args(Twins)), default="both", format_func=_TWINS.__getitem__,
            **KEYS.bound("doubles-twins"),
        )  # fmt: skip
    return one_of(chosen, list(_TWINS))


def choose_wish() -> str:
    """Draw what a threshold is calibrated for: "f1", or a precision."""
    with control("doubles-wish"):
        chosen = st.selectbox(
            "Calibrate for", _WISHES, format_func=lambda each: wish_name(each), **KEYS.bound("doubles-wish")
        )
    return one_of(chosen, _WISHES)


def wish_name(wish: str) -> str:
    """What a reader calls it."""
    return "the best F1" if wish == "f1" else f"precision of {percent(float(wish))} or more"


def choose_outcome(sizes: dict[Outcome, int]) -> Outcome:
    """Draw which pairs are listed."""
    with control("doubles-outcome"):
        chosen = st.segmented_control(
            "Pairs", list(_OUTCOMES), default="right",
            format_func=lambda each: f"{_OUTCOMES[each]} ({whole(sizes[each])})", key=KEYS("doubles-outcome"),
        )  # fmt: skip
    return one_of(chosen, list(_OUTCOMES))


def choose_timing(model: ModelCard, texts: int) -> bool:
    """Draw the button that lets the model read some texts by the clock; whether it was pressed."""
    with control("doubles-time"):
        return st.button(
            f"Time {model.name} on {whole(texts)} texts",
            key=KEYS("doubles-time"),
            icon=":material/timer:",
            type="tertiary",
        )
