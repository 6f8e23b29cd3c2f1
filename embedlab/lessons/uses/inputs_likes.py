"""What the visitor chooses in the part "Recommendation: more like these"."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.found_points import points_models
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_likes import MANY, first_taste
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import signed
from embedlab.studies.labelled.text_points import FIRST
from embedlab.ui.model_select import choose_model
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

HIDEABLE_LIKES: dict[str, str] = {
    "likes-model": "Recommendation: model",
    "likes-gamma": "Recommendation: weight of dislikes",
    "likes-lambda": "Recommendation: variety",
    "likes-judged": "Recommendation: what is liked and disliked",
    "likes-why": "Recommendation: which score is taken apart",
    "likes-kinds": "Recommendation: classes a reader likes",
    "likes-many": "Recommendation: likes of a reader",
    "likes-against": "Recommendation: dislikes of a reader",
}

_TASTE: Final = KEYS("likes-taste")
_THUMBS: Final = {1: ":material/thumb_up:", 0: ":material/thumb_down:"}
_GAMMAS: Final = tuple(round(0.25 * step, 2) for step in range(9))
_LAMBDAS: Final = tuple(round(0.1 * step, 1) for step in range(11))


def choose_recommender() -> tuple[ModelCard, float, float]:
    """Draw the model, the weight of dislikes, and how much relevance counts beside variety."""
    first, second, third = controls(3)
    with first, control("likes-model"):
        model = choose_model("Model", points_models().values(), KEYS.bound("likes-model"), default=FIRST[0])
    with second, control("likes-gamma"):
        gamma = st.select_slider(
            "Weight of dislikes", _GAMMAS, 0.5, format_func=signed,
            help="Likes weigh 1. With 0 dislikes only keep a text out of the list.", **KEYS.bound("likes-gamma"),
        )  # fmt: skip
    with third, control("likes-lambda"):
        weight = st.select_slider(
            "λ: variety 0, relevance 1", _LAMBDAS, 0.7, format_func=lambda each: signed(each, 1),
            help="How much relevance counts beside being unlike the texts above.", **KEYS.bound("likes-lambda"),
        )  # fmt: skip
    return model, float(gamma), float(weight)


def choose_thumb(place: str, name: str, row: int, labelled: LabelledSet) -> None:
    """Draw the two thumbs of a text; pressed again, a thumb is taken back.

    Args:
        place: the list that the text stands in: the same text may stand in two.
        name: what the two are called for who cannot see them.
        row: of the text.
        labelled: its set.
    """
    key = KEYS(f"likes-{place}-{labelled.digest[:8]}-{row}")
    said = chosen_taste(labelled).get(row)
    # What is shown follows the taste, which another list may have changed.
    st.session_state[key] = said
    st.segmented_control(
        name, list(_THUMBS), format_func=_THUMBS.__getitem__, key=key, label_visibility="collapsed",
        on_change=_judge, args=(labelled, row, key),
    )  # fmt: skip


def _judge(labelled: LabelledSet, row: int, key: str) -> None:
    taste = chosen_taste(labelled)
    said = st.session_state.get(key)
    taste.pop(row, None)
    if said in _THUMBS and len(taste) < MANY:
        taste[row] = said
    _keep(labelled, taste)


def chosen_taste(labelled: LabelledSet) -> dict[int, int]:
    """What the visitor likes (1) and dislikes (0) of this set, by row; a first taste before anything is said."""
    digest, taste = st.session_state.get(_TASTE, ("", {}))
    return dict(taste) if digest == labelled.digest else first_taste(labelled)


def choose_other_taste(labelled: LabelledSet) -> None:
    """Draw the buttons that forget what was said, and that go back to the first taste."""
    with st.container(horizontal=True, gap="small"):
        st.button("Take all thumbs back", key=KEYS("likes-none"), type="tertiary", on_click=_keep, args=(labelled, {}))
        st.button(
            "Back to the first ones", key=KEYS("likes-first"), type="tertiary", on_click=_keep,
            args=(labelled, first_taste(labelled)),
        )  # fmt: skip


def _keep(labelled: LabelledSet, taste: dict[int, int]) -> None:
    st.session_state[_TASTE] = (labelled.digest, dict(taste))


def choose_place(names: Sequence[str]) -> int:
    """Draw which recommendation is taken apart; its place in the list, from 0."""
    with control("likes-why"):
        place = st.selectbox("Why is it here?", range(len(names)), format_func=names.__getitem__, key=KEYS("likes-why"))
    return one_of(place, range(len(names)))


def choose_readers() -> tuple[int, int, int]:
    """Draw what simulated readers like: how many classes, and how many texts of theirs they have judged."""
    first, second, third = controls(3)
    with first, control("likes-kinds"):
        kinds = st.segmented_control("Classes that a reader likes", [1, 2], default=1, **KEYS.bound("likes-kinds"))
    with second, control("likes-many"):
        likes = st.select_slider("Texts liked", range(1, 11), 3, **KEYS.bound("likes-many"))
    with third, control("likes-against"):
        dislikes = st.select_slider("Texts disliked", range(11), 2, **KEYS.bound("likes-against"))
    return int(kinds or 1), int(likes), int(dislikes)
