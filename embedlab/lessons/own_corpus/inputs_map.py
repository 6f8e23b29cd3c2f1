"""What a visitor chooses on the map: its colours, what is marked on it, and the part that is looked at."""

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.limits import QUERY_CHARS
from embedlab.numbers_text import signed
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

Look = Literal["groups", "search", "alike", "alone"]

LOOKS: Final[dict[Look, str]] = {
    "groups": "Groups", "search": "Search results", "alike": "Near-duplicates", "alone": "Outliers",
}  # fmt: skip
CLUSTERS: Final = "Clusters"
_LEAST: Final = 0.95
_VIEW, _CHOSEN = KEYS("map-view"), KEYS("map-chosen")

View = tuple[float, float, float]
"""The middle of the part of the map that is shown, and half its side."""


def choose_look() -> Look:
    """Draw what is looked at: the groups, or something that is marked on the map."""
    with control("map-look"):
        chosen = st.segmented_control(
            "On the map", list(LOOKS.values()), default=LOOKS["groups"], **KEYS.bound("map-look"),
        )  # fmt: skip
    return next((look for look, name in LOOKS.items() if name == chosen), "groups")


def choose_colours(columns: Sequence[str]) -> str:
    """Draw what gives a text its colour: ``CLUSTERS`` or a column of the collection."""
    if not columns:
        return CLUSTERS
    with control("map-colour"):
        chosen = st.selectbox("Colour by", [CLUSTERS, *columns], key=KEYS("map-colour"))
    return one_of(chosen, [CLUSTERS, *columns])


def choose_map_search(set_ups: Sequence[str], first: str) -> tuple[str, tuple[str, ...]]:
    """Draw the query and the two set-ups that answer it."""
    with control("map-query"):
        query = st.text_input("Query", first, max_chars=QUERY_CHARS, **KEYS.bound("map-query"))
    picked = []
    for place, column in enumerate(st.columns(2, gap="small")):
        with column, control(f"map-set-up{place + 1}"):
            picked.append(
                st.selectbox(
                    ("Circles", "Squares")[place], set_ups, min(place, len(set_ups) - 1),
                    format_func=lambda each: SetUp.parse(each).name, **KEYS.bound(f"map-set-up{place + 1}"),
                )
            )  # fmt: skip
    return (query or "").strip(), tuple(dict.fromkeys(one_of(each, set_ups) for each in picked))


def choose_least() -> float:
    """Draw from which cosine on two texts are nearly the same."""
    with control("map-least"):
        return st.select_slider(
            "Alike from a cosine of", [round(0.8 + 0.01 * step, 2) for step in range(20)], _LEAST,
            format_func=signed, help="Cosines differ from model to model: 0.95 is close for one and not for another.",
            **KEYS.bound("map-least"),
        )  # fmt: skip


def chosen_view(listed: str) -> View | None:
    """The part of the map named ``listed`` that is looked at; None for all of it."""
    of, view = st.session_state.get(_VIEW, ("", None))
    return view if of == listed else None


def look_at_part(listed: str, view: View | None) -> None:
    """Show another part from now on; what was chosen stays chosen."""
    st.session_state[_VIEW] = (listed, view)


def chosen_on_map(listed: str) -> list[int]:
    """The texts that were drawn around, of the map that ``listed`` names."""
    of, rows = st.session_state.get(_CHOSEN, ("", []))
    return list(rows) if of == listed else []


def choose_on_map(listed: str, rows: Sequence[int]) -> None:
    """Keep the texts that were drawn around."""
    st.session_state[_CHOSEN] = (listed, list(rows))
