"""From what is chosen to the texts and their classes, and to the curves: shipped, remembered, or computed now."""

from collections.abc import Sequence

import streamlit as st

from embedlab.compute.few_shot import HEADS, HeadName
from embedlab.content.labelled_set import GLOSSES, LabelledSet, labelled_cards
from embedlab.errors import InputError
from embedlab.lessons.uses.found_points import points_or_button
from embedlab.lessons.uses.inputs import choose_column
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.shipped import SEED, load_curve
from embedlab.lessons.uses.study import EIGHT, Chosen, Curve
from embedlab.lessons.uses.study_curves import curve_is_known, curve_of, sizes_of
from embedlab.limits import LABELLED_CLASSES
from embedlab.numbers_text import whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.labelled.open_sets import collection_set, is_ready_set, label_columns, ready_set, set_is_here
from embedlab.studies.labelled.text_points import COUNTS, FIRST, Points
from embedlab.ui.panels.messages import note
from embedlab.ui.state import own_collections


def sets_offered(asked: str) -> dict[str, str]:
    """The sets that this visitor can choose, by id, with what a reader calls them; the one asked for among them."""
    names = {card.id: card.name for card in labelled_cards()}
    for id in dict.fromkeys([*own_collections(), asked]):
        if id not in names and (record := shared_collections().get(id)) is not None:
            taken = record.name in names.values()  # a list shows names, and of two alike only one could be chosen
            names[id] = f"{record.name} ({id[:4]})" if taken else record.name
    return names


def find_set(id: str) -> LabelledSet | None:
    """The texts of a set; None while they are not on this server, with the button that fetches them.

    Raises:
        InputError: there is no such set, or it cannot be sorted into classes; the message says why.
        StoreError: it cannot be fetched.
    """
    if not is_ready_set(id):
        return _find_collection(id)
    if not set_is_here(id):
        name = next(card.name for card in labelled_cards() if card.id == id)
        note(f"{name} is not on this server yet.")
        if not st.button(f"Fetch {name}", key=KEYS(f"fetch-{id}"), icon=":material/download:"):
            return None
        with st.spinner(f"Fetching {name} …"):
            ready_set(id)
    return ready_set(id)


def _find_collection(id: str) -> LabelledSet:
    columns = label_columns(id)
    if not columns:
        record = shared_collections().get(id)
        raise InputError(
            f"{record.name if record else 'This collection'} has no column that sorts its texts: one with two to "
            f"{whole(LABELLED_CLASSES)} different values, of which each stands at several texts. Bring it again with "
            "a column of labels."
        )
    if (record := shared_collections().get(id)) is not None:
        shared_collections().use(record)
    return collection_set(id, choose_column(columns))


def find_curves(labelled: LabelledSet, models: Sequence[str], head: HeadName, seed: int) -> tuple[Curve, ...]:
    """A curve for each model and for counted words: what ships, what is remembered, else what is computed now.

    A model that has to read the texts first is left out, and its button stands there.
    """
    asked = (*models, COUNTS)
    curves = {model: load_curve(labelled, model, head, seed) for model in asked}
    for model in (model for model in asked if curves[model] is None):
        if (points := points_or_button(labelled, model, "first")) is not None:
            curves[model] = _computed(labelled, points, head, seed)
    return tuple(curve for curve in curves.values() if curve is not None)


def _computed(labelled: LabelledSet, points: Points, head: HeadName, seed: int) -> Curve:
    if curve_is_known(labelled, points.model, head, seed):
        return curve_of(labelled, points, head, seed)
    with st.spinner(f"Training classifiers on {points.name} …"):
        return curve_of(labelled, points, head, seed)


def find_example() -> Chosen | None:
    """The set that ships with the models whose curves ship, as the page begins."""
    labelled = ready_set(GLOSSES)
    ship = [model for model in FIRST if load_curve(labelled, model, HEADS[0], SEED) is not None]
    return Chosen(labelled, sizes_of(labelled), find_curves(labelled, ship, HEADS[0], SEED), HEADS[0], EIGHT, SEED)
