"""What the visitor chooses on Home: an example, a model, and three texts."""

import streamlit as st

from embedlab.content.lesson_text import Preset, load_lesson
from embedlab.lessons.home.study import NAMES, text_cards
from embedlab.ui.model_select import choose_model
from embedlab.ui.panels.own_text import own_text
from embedlab.ui.state import Keys
from embedlab.ui.teacher import control

KEYS = Keys("home")
HIDEABLE = {"example": "Example", "model": "Model"}
FIRST_MODEL = "all-minilm-l6-v2"


def first_texts() -> tuple[str, str, str]:
    """The texts of the first example."""
    first = load_lesson(KEYS.slug).presets[0]
    return first.a, first.b, first.c


def choose_texts() -> tuple[str, tuple[str, str, str]]:
    """Draw the example, the model and the three texts; each example keeps what was typed into it."""
    presets = {preset.name: preset for preset in load_lesson(KEYS.slug).presets}
    # As wide as the figure and what stands beside it: the texts over their picture.
    texts, others = st.columns([3, 2], gap="medium")
    with others, st.container(key="el-inline-choices", gap="xsmall"):
        with control("example"):
            name = st.selectbox("Example", list(presets), **KEYS.bound("example"))
        with control("model"):
            model = choose_model("Model", text_cards(), KEYS.bound("model"), default=FIRST_MODEL)
    with texts, st.container(key="el-inline-texts", gap="xsmall"):
        return model.id, _choose_three(presets[name], list(presets).index(name))


def _choose_three(preset: Preset, number: int) -> tuple[str, str, str]:
    # A key for each example: going to another one and back finds the typed text again.
    shipped = dict(
        zip((f"{name.lower()}{number or ''}" for name in NAMES), (preset.a, preset.b, preset.c), strict=True)
    )
    typed = [
        st.text_input(name, default, persist_state=None, **KEYS.bound(key)) or ""
        for name, (key, default) in zip(NAMES, shipped.items(), strict=True)
    ]
    own_text(preset.name, {KEYS(key): default for key, default in shipped.items()}, key=KEYS("example"))
    return typed[0], typed[1], typed[2]
