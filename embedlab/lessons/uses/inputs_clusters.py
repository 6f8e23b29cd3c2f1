"""What the visitor chooses in the part "Clustering: groups that nobody named"."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from embedlab.compute.text_clusters import Reduced
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_clusters import ClusterAsk, Method
from embedlab.limits import LABELLED_CLASSES
from embedlab.models.cards import ModelCard
from embedlab.studies.labelled.text_points import FIRST
from embedlab.ui.model_select import choose_model
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

HIDEABLE_CLUSTERS: dict[str, str] = {
    "clusters-model": "Clusters: vectors by",
    "clusters-method": "Clusters: method",
    "clusters-count": "Clusters: how many",
    "clusters-least": "Clusters: least texts",
    "clusters-reduced": "Clusters: made shorter by",
    "clusters-seed": "Clusters: seed",
    "clusters-look": "Clusters: look at",
    "clusters-colour": "Clusters: colours of the map",
    "clusters-map": "Clusters: map by",
    "clusters-one": "Clusters: one of them",
}

SEED_MOST: Final = 9_999
METHODS: Final[dict[Method, str]] = {"k-means": "k-means", "hdbscan": "HDBSCAN"}
REDUCED: Final[dict[Reduced, str]] = {"umap": "UMAP", "pca": "PCA"}
COLOURS: Final = {"found": "Clusters", "true": "Classes"}
_LEAST, _USUAL, _MOST = 5, 15, 50


def choose_cluster_model(offered: Mapping[str, ModelCard]) -> str:
    """Draw whose vectors are clustered; counted words stand beside them always."""
    with control("clusters-model"):
        return choose_model(
            "Vectors by", offered.values(), KEYS.bound("clusters-model"), default=FIRST[0],
            help="Counted words (TF-IDF) are clustered beside them, by the same method.",
        ).id  # fmt: skip


def choose_method() -> Method:
    """Draw by which method clusters are found."""
    with control("clusters-method"):
        chosen: Method | None = st.segmented_control(
            "Method", list(METHODS), default="k-means", format_func=METHODS.__getitem__, required=True,
            help="k-means cuts all texts into as many clusters as it is told. HDBSCAN looks for dense places, finds "
            "out how many there are, and leaves texts out that lie in none.",
            **KEYS.bound("clusters-method"),
        )  # fmt: skip
    return one_of(chosen, list(METHODS))


def choose_cluster_ask(labelled: LabelledSet, method: Method) -> ClusterAsk:
    """Draw what the method is told."""
    count, least, reduced = len(labelled.classes), _USUAL, one_of(None, list(REDUCED))
    first, second, third = controls(3, weights=(4, 2, 1.4))
    if method == "k-means":
        with first, control("clusters-count"):
            top = min(LABELLED_CLASSES, len(labelled.texts) - 1)
            # A number of its own for each number of classes: it begins with theirs, whatever another set was cut into.
            count = st.slider(
                "Clusters", 2, top, min(count, top), help="At first as many as there are classes, which nobody would "
                "know of unlabelled texts.", **KEYS.bound(f"clusters-count{count}"),
            )  # fmt: skip
    else:
        with first, control("clusters-least"):
            top = max(min(_MOST, len(labelled.texts) // 2), _LEAST + 1)
            least = st.slider(
                "Texts of a cluster, at least", 2 if top <= _USUAL else _LEAST, top, min(_USUAL, top),
                **KEYS.bound("clusters-least"),
            )  # fmt: skip
        with second, control("clusters-reduced"):
            asked: Reduced | None = st.segmented_control(
                "Made shorter by", list(REDUCED), default="umap", format_func=REDUCED.__getitem__, required=True,
                help="Among hundreds of numbers no place is much denser than others: vectors are made shorter first, "
                "to 5 numbers by UMAP, which keeps neighbours together, or to 10 by PCA, which keeps the directions in "
                "which texts vary most.",
                **KEYS.bound("clusters-reduced"),
            )  # fmt: skip
            reduced = one_of(asked, list(REDUCED))
    with third, control("clusters-seed"):
        seed = st.number_input(
            "Seed", 0, SEED_MOST, 0, 1, help="k-means and UMAP begin by chance. The same seed begins the same way.",
            **KEYS.bound_number("clusters-seed"),
        )  # fmt: skip
    return ClusterAsk(method, count, least, reduced, int(seed))


def choose_look(names: Mapping[str, str]) -> str:
    """Draw whose clusters are looked at below; the id of the vectors."""
    with control("clusters-look"):
        chosen = st.segmented_control(
            "Look at the clusters of", list(names), default=next(iter(names)), format_func=names.__getitem__,
            required=True, **KEYS.bound("clusters-look"),
        )  # fmt: skip
    return one_of(chosen, list(names))


def choose_map() -> tuple[bool, Reduced]:
    """Draw what gives a text its colour, and how the map is made: whether by class, and by which method."""
    left, right = controls(2)
    with left, control("clusters-colour"):
        colour = st.segmented_control(
            "Colours", list(COLOURS), default="found", format_func=COLOURS.__getitem__, required=True,
            **KEYS.bound("clusters-colour"),
        )  # fmt: skip
    with right, control("clusters-map"):
        method: Reduced | None = st.segmented_control(
            "Map by", list(REDUCED), default="umap", format_func=REDUCED.__getitem__, required=True,
            **KEYS.bound("clusters-map"),
        )  # fmt: skip
    return colour == "true", one_of(method, list(REDUCED))
