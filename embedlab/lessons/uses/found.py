"""From what is chosen to the texts and their classes, and to the curves: shipped, remembered, or computed now."""

from collections.abc import Sequence

import streamlit as st

from embedlab.compute.few_shot import HeadName
from embedlab.content.labelled_set import GLOSSES, LabelledSet, labelled_cards
from embedlab.errors import InputError
from embedlab.lessons.uses.found_points import points_models, points_or_button
from embedlab.lessons.uses.inputs import choose_column
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.shipped import SEED, load_curve
from embedlab.lessons.uses.study import EIGHT, Chosen, Curve
from embedlab.lessons.uses.study_curves import curve_is_known, curve_of, sizes_of
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.labelled.open_sets import collection_set, is_ready_set, label_columns, ready_set, set_is_here
from embedlab.studies.labelled.text_points import COUNTS, FIRST, Points, needs_reading
from embedlab.ui.panels.messages import note
from embedlab.ui.state import own_collections


def sets_offered(asked: str) -> dict[str, str]:
    """The sets that this visitor can choose, by id, with what a reader calls them; the one asked for among them."""
    names = {card.id: card.name for card in labelled_cards()}
    for id in dict.fromkeys([*own_collections(), asked]):
        if id not in names and (record := shared_collections().get(id)) is not None:
            names[id] = record.name
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
            f"{record.name if record else 'This collection'} has no column that sorts its texts: one with two to 40 "
            "different values, of which each stands at several texts. Bring it again with a column of labels."
        )
    if (record := shared_collections().get(id)) is not None:
        shared_collections().use(record)
    return collection_set(id, choose_column(columns))


def find_points(labelled: LabelledSet, models: Sequence[str]) -> tuple[Points, ...]:
    """What the chosen models have made of the texts, as far as it is there, and counted words; buttons for the rest."""
    found = [points_or_button(labelled, model, "first") for model in models]
    counted = points_or_button(labelled, COUNTS, "first")
    return tuple(each for each in (*found, counted) if each is not None)


def find_curves(labelled: LabelledSet, points: Sequence[Points], head: HeadName, seed: int) -> tuple[Curve, ...]:
    """A curve for each model: what ships, what is remembered, else what is computed now under a bar of progress."""
    curves: dict[str, Curve] = {}
    for each in points:
        shipped = load_curve(labelled, each.model, head, seed)
        if shipped is not None:
            curves[each.model] = shipped
    missing = [each for each in points if each.model not in curves]
    new = [each for each in missing if not curve_is_known(labelled, each.model, head, seed)]
    bar = st.progress(0.0, text="Training classifiers …") if new else None
    for number, each in enumerate(missing):
        if bar is not None:
            bar.progress(number / len(missing), text=f"Training classifiers on the vectors of {each.name} …")
        curves[each.model] = curve_of(labelled, each, head, seed)
    if bar is not None:
        bar.empty()
    return tuple(curves[each.model] for each in points)


def find_example() -> Chosen | None:
    """The set that ships with the models whose vectors are here, as the page begins."""
    labelled, offered = ready_set(GLOSSES), points_models()
    models = [model for model in FIRST if model in offered and not needs_reading(labelled, model)]
    points = find_points(labelled, models)
    sizes = sizes_of(labelled)
    return Chosen(labelled, points, sizes, find_curves(labelled, points, "logistic", SEED), "logistic", EIGHT, SEED)
