"""What the visitor chooses in the part "Anomalies: who does not belong?"."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_strangers import StrangerAsk
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import GAP
from embedlab.studies.labelled.text_points import FIRST
from embedlab.ui.model_select import choose_model
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

HIDEABLE_STRANGERS: dict[str, str] = {
    "strangers-model": "Anomalies: vectors by",
    "strangers-topic": "Anomalies: normal class",
    "strangers-percent": "Anomalies: strangers",
    "strangers-k": "Anomalies: nearest texts",
    "strangers-seed": "Anomalies: seed",
    "strangers-by": "Anomalies: ranked by",
    "strangers-told": "Anomalies: tell who is a stranger",
    "strangers-one": "Anomalies: one text",
}
SEED_MOST: Final = 9_999
MOST_NEAREST: Final = 20
PERCENTS: Final = (2, 5, 10, 20)
_USUAL_PERCENT, _USUAL_NEAREST = 10, 5


def choose_stranger_model(offered: Mapping[str, ModelCard]) -> str:
    """Draw whose vectors are looked at; counted words stand beside them always."""
    with control("strangers-model"):
        return choose_model(
            "Vectors by", offered.values(), KEYS.bound("strangers-model"), default=FIRST[0],
            help="Counted words (TF-IDF) are ranked beside them, by their nearest texts.",
        ).id  # fmt: skip


def choose_topic(labelled: LabelledSet) -> int:
    """Draw which class is the normal one; its number."""
    classes = range(len(labelled.classes))
    with control("strangers-topic"):
        # Not in the address: a class of a visitor's own is called whatever he likes.
        chosen = st.selectbox(
            "Normal class", classes, format_func=lambda kind: labelled.classes[kind], key=KEYS("strangers-topic"),
            help="All its texts, and some of other classes among them.",
        )  # fmt: skip
    return one_of(chosen, classes)


def choose_stranger_ask(topic: int) -> StrangerAsk:
    """Draw how many strangers there are, and how texts are scored."""
    left, middle, right = controls(3, weights=(3, 3, 1.4))
    with left, control("strangers-percent"):
        asked: int | None = st.segmented_control(
            "Strangers", list(PERCENTS), default=_USUAL_PERCENT, format_func=lambda each: f"{each}{GAP}%",
            required=True, help="Texts of other classes, drawn by chance, among all that are looked at.",
            **KEYS.bound("strangers-percent"),
        )  # fmt: skip
    with middle, control("strangers-k"):
        k = st.slider(
            "Nearest texts", 1, MOST_NEAREST, _USUAL_NEAREST, help="A text's score is the mean of 1 − cosine over so "
            "many nearest texts of all that are looked at.", **KEYS.bound("strangers-k"),
        )  # fmt: skip
    with right, control("strangers-seed"):
        seed = st.number_input(
            "Seed", 0, SEED_MOST, 0, 1, help="Which texts are the strangers, and where the forest cuts, is drawn by "
            "chance. The same seed draws the same.", **KEYS.bound_number("strangers-seed"),
        )  # fmt: skip
    percent = asked if asked in PERCENTS else _USUAL_PERCENT
    return StrangerAsk(topic, percent, int(k), int(seed))


def choose_ranking(ids: Sequence[str], names: Sequence[str]) -> int:
    """Draw whose ranking is listed; its number."""
    with control("strangers-by"):
        chosen = st.segmented_control(
            "Ranked by", list(ids), default=ids[0], format_func=dict(zip(ids, names, strict=True)).__getitem__,
            required=True, **KEYS.bound("strangers-by"),
        )  # fmt: skip
    return list(ids).index(one_of(chosen, ids))


def choose_told() -> bool:
    """Draw whether it is told who is a stranger."""
    with control("strangers-told"):
        return st.toggle("Tell which are strangers", **KEYS.bound("strangers-told"))
