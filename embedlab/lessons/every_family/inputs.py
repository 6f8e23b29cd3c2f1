"""What the visitor chooses on lesson 7: the rankers, the one that all are compared with, and the text to follow."""

from collections.abc import Sequence

import streamlit as st

from embedlab.lessons.every_family.examples import DEFAULT, short_name, with_others
from embedlab.models.cards import ModelCard
from embedlab.studies.searches import Search, name_of
from embedlab.ui.model_select import offered_models
from embedlab.ui.pick import Pick
from embedlab.ui.state import Keys, one_of
from embedlab.ui.teacher import control

KEYS = Keys("every_family")
DOCUMENT = Pick(KEYS("document"))

HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "families": "Families", "baseline": "Compare with",
    "document": "Text to follow", "score1": "First score", "score2": "Second score", "marked": "Words marked by",
    "way": "How words are weighed", "side": "Query or text", "measure": "Measure here and now",
    "differ-rankers": "Where two differ: rankers", "differ-where": "Where two differ: queries",
    "differ-queries": "Where two differ: my own queries",
    "differ-side": "Where two differ: direction", "differ-pair": "Where two differ: pair",
    "agree-by": "Measure of agreement", "agree-on": "Queries compared", "agree-pair": "Two rankers compared",
    "vote-source": "Vote on", "vote-a": "One ranking by", "vote-b": "The other by", "vote-more": "Vote: more",
}  # fmt: skip


def choose_rankers() -> tuple[str, ...]:
    """Draw, behind a button, the choice of rankers; they are returned in the order of the axes."""
    with control("families"), st.popover("Families", icon=":material/tune:", width="stretch"):
        offered = with_others(offered_models(_ranks))
        chosen = st.multiselect(
            "Rankers", offered, list(DEFAULT), format_func=name_of, **KEYS.bound("rankers"),
            help="One of each family to begin with. Whatever else this server has joins them here.",
        )  # fmt: skip
    return tuple(ranker for ranker in offered if ranker in chosen)


def _ranks(card: ModelCard) -> bool:
    return bool(card.ranker)


def choose_baseline(rankers: Sequence[str]) -> None:
    """Draw which ranker all others are compared with; it stands beside their figure, which is drawn later."""
    with control("baseline"):
        st.selectbox(
            "Compare with", rankers, 0,
            format_func=_compared,
            label_visibility="collapsed", **KEYS.bound("baseline"),
        )  # fmt: skip


def chosen_baseline(rankers: Sequence[str]) -> str:
    """The ranker that all others are compared with: the first, unless the visitor chose another."""
    key = KEYS("baseline")
    asked: str | None = st.session_state.get(key, st.query_params.get(key))
    # Until its list is drawn, what is asked for is the line of the list, which is what the address keeps.
    return one_of(next((ranker for ranker in rankers if _compared(ranker) == asked), asked), rankers)


def _compared(ranker: str) -> str:
    return f"Compared with {short_name(ranker)}"


def chosen_document(search: Search) -> int:
    """The text that is followed; at first the one that answers."""
    return DOCUMENT.chosen(len(search.documents), search.answering or 0, f"{search.collection}\n{len(search.texts)}")
