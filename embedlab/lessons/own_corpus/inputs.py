"""What the visitor chooses on the first screen of lesson 8: the collection, and how its set-ups are measured."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from embedlab.lessons.own_corpus.examples import FIRST, SHIPPED
from embedlab.studies.corpus.findings import METRICS
from embedlab.ui.state import COLLECTIONS, Keys, own_collections
from embedlab.ui.teacher import control

KEYS: Final = Keys("own_corpus")
CORPUS: Final = KEYS("corpus")
"""The address names the collection by its id; who has the address sees it."""
MINE_MOST: Final = 20

HIDEABLE = {
    "corpus": "Collection", "metric": "Measure", "way": "Texts: how they are cut", "tokens": "Texts: tokens in a chunk",
    "overlap": "Texts: tokens that two share", "readings": "Models that read the texts",
    "search-query": "Search: query", "search-questions": "Search: queries of the collection",
    "search-set-ups": "Search: set-ups", "search-filter": "Search: filter", "shown": "Search: texts shown",
    "prompt-query": "Prompt: query", "prompt-questions": "Prompt: queries of the collection",
    "prompt-set-ups": "Prompt: set-ups", "prompt-filter": "Prompt: filter", "budget": "Prompt: tokens",
    "tokenizer": "Prompt: tokens of", "measure": "Prompt: what is alike", "skip": "Prompt: leave out",
    "prompt-of": "Prompt: of which set-up",
    "measured": "Set-ups measured", "against": "Compared with", "first": "First set-up", "second": "Second set-up",
    "apart": "Say why",
    "cost-axis": "Cost", "prices": "Prices",
    "engine": "Vectors in the graph", "ef": "ef",
    "most-ms": "Answer: time", "most-bytes": "Answer: room", "price": "Answer: price", "codes": "Answer: exact codes",
    "languages": "Answer: languages",
    "map-look": "Map: what is looked at", "map-colour": "Map: colours", "map-query": "Map: query",
    "map-set-up1": "Map: first set-up", "map-set-up2": "Map: second set-up", "map-least": "Map: near-duplicates",
    "judge-source": "Judging: queries", "judge-typed": "Judging: typed queries",
    "judge-set-ups": "Judging: set-ups", "judge-depth": "Judging: passages",
    "compressed": "Smaller vectors: model", "compressed-by": "Smaller vectors: measure",
}  # fmt: skip


def chosen_id() -> str:
    """The id that the address names, at first that of the shipped collection."""
    return st.query_params.get(CORPUS) or FIRST


def open_collection(id: str) -> None:
    """Let the page show another collection, from its next run on; a visitor's own is offered to them from now on."""
    if id not in SHIPPED and id not in own_collections():
        st.session_state[COLLECTIONS] = [id, *own_collections()][:MINE_MOST]
    if id == FIRST:
        st.query_params.pop(CORPUS, None)
    else:
        st.query_params[CORPUS] = id


def forget_collection(id: str) -> None:
    """Offer a collection no more, and show the first one instead of it."""
    st.session_state[COLLECTIONS] = [each for each in own_collections() if each != id]
    if chosen_id() == id:
        open_collection(FIRST)


def choose_collection(names: Mapping[str, str], current: str) -> None:
    """Draw the choice among collections, by their ids with what a reader calls them."""
    key = KEYS("collection")
    # The address decides, and the list follows it: an id in the list's own place in the address would be its name.
    st.session_state[key] = current
    with control("corpus"):
        st.selectbox(
            "Collection", list(names), format_func=names.__getitem__, key=key,
            on_change=lambda: open_collection(st.session_state[key]),
            help="Shipped ones, and those that you bring under *Bring your own texts*.",
        )  # fmt: skip


def choose_metric() -> None:
    """Draw which measure the first figure shows."""
    with control("metric"):
        st.selectbox(
            "Measure", METRICS, 0, label_visibility="collapsed", **KEYS.bound("metric"),
        )  # fmt: skip


def chosen_metric() -> str:
    """The measure that is shown; its list stands beside the figure, which is drawn later."""
    asked = st.session_state.get(KEYS("metric"), st.query_params.get(KEYS("metric")))
    return asked if asked in METRICS else METRICS[0]
