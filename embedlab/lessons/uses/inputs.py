"""What the visitor chooses on the first screen of lesson 9: texts, models, and how the classifier learns."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import streamlit as st

from embedlab.compute.few_shot import HEADS, HeadName
from embedlab.content.labelled_set import GLOSSES
from embedlab.lessons.uses.inputs_clusters import HIDEABLE_CLUSTERS
from embedlab.lessons.uses.inputs_doubles import HIDEABLE_DOUBLES
from embedlab.lessons.uses.inputs_few import HIDEABLE_FEW
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.inputs_likes import HIDEABLE_LIKES
from embedlab.lessons.uses.inputs_rag import HIDEABLE_RAG
from embedlab.lessons.uses.inputs_strangers import HIDEABLE_STRANGERS
from embedlab.lessons.uses.study import EIGHT
from embedlab.lessons.uses.study_curves import HEAD_NAMES
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import whole
from embedlab.studies.labelled.text_points import FIRST
from embedlab.ui.panels.section import redraw
from embedlab.ui.pick import Pick
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

SET: Final = KEYS("set")
"""The address names the set by its id; who has the address of a collection sees it."""
SEED_MOST: Final = 9_999
MIXED: Final = "mixed"
"""The part below that shows the texts of a cell."""
MATRIX: Final = KEYS("matrix")
"""The fragment of the matrix of classes, which the part follows and which follows the part."""
PAIR: Final = Pick(KEYS("pair"), then=partial(redraw, KEYS.part(MIXED), MATRIX))
"""Which two classes are looked at, by their place among the mixed up ones, the most often mixed up first."""

HIDEABLE = {
    "set": "Texts",
    "column": "Labels",
    "models": "Vectors by",
    "head": "Classifier",
    "size": "Labelled texts of each class",
    "seed": "Seed",
    "mixed-of": "Mistakes of",
    "mixed-pair": "Mixed up: classes",
    "mixed-text": "Mixed up: text",
    **HIDEABLE_CLUSTERS,
    **HIDEABLE_FEW,
    **HIDEABLE_STRANGERS,
    **HIDEABLE_LIKES,
    **HIDEABLE_DOUBLES,
    **HIDEABLE_RAG,
}


def asked_set() -> str:
    """The id that the address names, at first that of the set that ships."""
    return st.query_params.get(SET) or GLOSSES


def choose_set(names: Mapping[str, str]) -> str:
    """Draw the choice of the labelled texts, by their ids with what a reader calls them; return the id."""
    asked, key = asked_set(), KEYS("set-list")
    # The address decides, and the list follows it: an id in the list's own place in the address would be its name.
    st.session_state[key] = asked if asked in names else None
    with control("set"):
        st.selectbox(
            "Texts", list(names), format_func=names.__getitem__, key=key, placeholder="Choose texts",
            on_change=lambda: open_set(st.session_state[key]),
            help="Ready sets, and the collections that you brought to lesson 8.",
        )  # fmt: skip
    return asked


def open_set(id: str | None) -> None:
    """Let the page show another set from its next run on."""
    if id is None or id == GLOSSES:
        st.query_params.pop(SET, None)
    else:
        st.query_params[SET] = id


def choose_column(columns: Sequence[str]) -> str:
    """Draw which column of a collection holds the classes."""
    with control("column"):
        chosen = st.selectbox(
            "Labels", list(columns), help="The column that sorts the texts into classes.", **KEYS.bound("column")
        )
    return one_of(chosen, columns)


def choose_how(offered: Mapping[str, ModelCard]) -> tuple[list[str], HeadName, int]:
    """Draw, behind a button, whose vectors are compared, the classifier, and the seed of its draws."""
    # The button is there whatever is put away: what stands in it goes on being drawn.
    with st.popover("Vectors and classifier", icon=":material/tune:", width="stretch"):
        return choose_models(offered), choose_head(), choose_seed()


def choose_models(offered: Mapping[str, ModelCard]) -> list[str]:
    """Draw which models' vectors are compared; counted words stand beside them always."""
    first = [model for model in FIRST if model in offered]
    with control("models"):
        return st.multiselect(
            "Vectors by", list(offered), first, format_func=lambda model: offered[model].name,
            help="Each model reads a text once and gives it one vector, which stays as it is. Counted words (TF-IDF) "
            "are the baseline, always.",
            **KEYS.bound("models"),
        )  # fmt: skip


def choose_head() -> HeadName:
    """Draw which classifier learns on the vectors."""
    with control("head"):
        chosen: HeadName | None = st.segmented_control(
            "Classifier", list(HEADS), default=HEADS[0], format_func=HEAD_NAMES.__getitem__, required=True,
            **KEYS.bound("head"),
        )  # fmt: skip
    return one_of(chosen, HEADS)


def choose_size(sizes: Sequence[int]) -> int:
    """Draw how many labelled texts of each class are looked at."""
    usual = EIGHT if EIGHT in sizes else sizes[-1]
    with control("size"):
        chosen = st.segmented_control(
            "Labelled texts of each class", list(sizes), default=usual, format_func=whole, required=True,
            **KEYS.bound("size"),
        )  # fmt: skip
    return chosen if chosen in sizes else usual


def choose_seed() -> int:
    """Draw the seed of the draws."""
    with control("seed"):
        return int(
            st.number_input(
                "Seed", 0, SEED_MOST, 0, 1, help="Which texts are labelled is drawn by chance. The same seed draws the "
                "same ones.", **KEYS.bound_number("seed"),
            )
        )  # fmt: skip


def choose_mistakes_of(names: Mapping[str, str], usual: str) -> str:
    """Draw whose mistakes are looked at; the id of a model."""
    with control("mixed-of"):
        chosen = st.selectbox(
            "Mistakes of", list(names), list(names).index(usual), format_func=names.__getitem__,
            label_visibility="collapsed", width=190, **KEYS.bound("mixed-of"),
        )  # fmt: skip
    return one_of(chosen, list(names))


def mistakes_of(names: Mapping[str, str], usual: str) -> str:
    """Whose mistakes are looked at, as the box beside the matrix says."""
    asked = str(st.session_state.get(KEYS("mixed-of"), ""))
    return asked if asked in names else usual
