"""What the visitor chooses in the part "Label them yourself"."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_few import AT_ONCE, POLICIES, Policy
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import whole
from embedlab.studies.labelled.text_points import FIRST
from embedlab.ui.model_select import choose_model
from embedlab.ui.panels.messages import safe_markdown
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

HIDEABLE_FEW: dict[str, str] = {
    "few-model": "Labelling: vectors by",
    "few-next": "Labelling: the next text",
    "few-labels": "Labelling: the classes",
    "few-steps": "Labelling: back, skip, ten at once",
}

_POLICY_NAMES: Final[dict[Policy, str]] = {"random": "By chance", "uncertain": "The most uncertain"}
_KEYS_FOR: Final = 9
"""Classes that a digit of the keyboard gives."""


def choose_few_model(offered: Mapping[str, ModelCard]) -> ModelCard:
    """Draw whose vectors learn from the labels; counted words learn beside them."""
    with control("few-model"):
        return choose_model("Vectors by", offered.values(), KEYS.bound("few-model"), default=FIRST[0])


def choose_policy() -> Policy:
    """Draw which text comes next."""
    with control("few-next"):
        chosen: Policy | None = st.segmented_control(
            "The next text", list(POLICIES), default=POLICIES[0], format_func=_POLICY_NAMES.__getitem__, required=True,
            help="The most uncertain text is the one whose two best classes are closest: labels for such texts say "
            "most (active learning).",
            **KEYS.bound("few-next"),
        )  # fmt: skip
    return one_of(chosen, POLICIES)


def choose_label(classes: tuple[str, ...], give: Callable[[int], None]) -> None:
    """Draw a button for each class; ``give`` is told the number of the one that is pressed."""
    with control("few-labels"), st.container(key="el-row-few-labels", horizontal=True, gap="small"):
        for kind, name in enumerate(classes):
            st.button(
                safe_markdown(name), key=KEYS(f"few-class-{kind}"), on_click=give, args=(kind,),
                shortcut=str(kind + 1) if kind < _KEYS_FOR else None,
            )  # fmt: skip


def choose_step(
    labels: int, undo: Callable[[], None], skip: Callable[[], None], more: Callable[[], None],
    reset: Callable[[], None], *, can_label: bool,
) -> None:  # fmt: skip
    """Draw what goes back, on, or begins anew."""
    with control("few-steps"), st.container(key="el-row-few-steps", horizontal=True, gap="small"):
        st.button(
            f"Label {whole(AT_ONCE)} by their true classes", key=KEYS("few-more"), on_click=more,
            icon=":material/fast_forward:", disabled=not can_label,
        )  # fmt: skip
        st.button("Skip", key=KEYS("few-skip"), on_click=skip, type="tertiary", shortcut="S", disabled=not can_label)
        st.button("Back", key=KEYS("few-undo"), on_click=undo, type="tertiary", shortcut="B", disabled=not labels)
        st.button("Begin anew", key=KEYS("few-reset"), on_click=reset, type="tertiary", disabled=not labels)
