"""What a visitor asks of a collection: a query, the set-ups that answer it, and the texts that may be found.

Two parts of the page ask the same: what is chosen in one of them holds in the other.
"""

from collections import Counter
from collections.abc import Collection
from functools import partial
from typing import Final, Literal

import streamlit as st

from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_search import FIRST_SHOWN, offered_set_ups
from embedlab.limits import QUERY_CHARS
from embedlab.numbers_text import counted, whole
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.ui.panels.section import redraw
from embedlab.ui.teacher import control

Place = Literal["search", "prompt"]
"""The part in which a control stands."""

MOST: Final = 8
"""Set-ups beside each other."""
QUESTIONS: Final = 1_000
"""Queries of a collection that are offered."""
VALUES: Final = 200
"""Values of a column that are offered, the most frequent ones."""


def choose_query(chosen: Chosen, corpus: OpenCorpus, place: Place) -> str:
    """Draw the query, and beside it the collection's own queries; return it without white space at its ends."""
    asked = [question.text for question in corpus.questions if len(question.text) <= QUERY_CHARS]
    name = f"query-{chosen.id[:8]}"
    key, first = KEYS(f"{place}-{name}"), asked[0] if asked else ""
    _take_over(place, name)
    left, right = st.columns([3, 2], gap="small", vertical_alignment="bottom") if asked else (st.container(), None)
    if right is not None:
        with right, control(f"{place}-questions"):
            _choose_question(chosen, asked, place, name)
    with left, control(f"{place}-query"):
        query = st.text_input(
            "Query", first, max_chars=QUERY_CHARS, key=key,
            bind="query-params", persist_state="session", on_change=partial(_follow, place, name),
            placeholder="What do you look for?",
        )  # fmt: skip
    return (query or "").strip()


def _choose_question(chosen: Chosen, asked: list[str], place: Place, name: str) -> None:
    key = KEYS(f"{place}-question-{chosen.id[:8]}")
    offered = asked[:QUESTIONS]
    more = f", the first {whole(QUESTIONS)} of them" if len(asked) > QUESTIONS else ""
    query = st.session_state.get(KEYS(f"{place}-{name}"))
    if st.session_state.get(key) is not None and query is not None and offered[st.session_state[key]] != query:
        st.session_state[key] = None  # what stands in the query now is another one
    st.selectbox(
        f"Or one of its {whole(len(asked))} queries{more}", range(len(offered)), None, key=key,
        format_func=offered.__getitem__, placeholder="Choose a query", on_change=_take,
        args=(key, offered, place, name),
    )  # fmt: skip


def _take(key: str, offered: list[str], place: Place, name: str) -> None:
    number = st.session_state[key]
    if number is not None:
        st.session_state[KEYS(f"{place}-{name}")] = offered[number]
        _follow(place, name)


def choose_set_ups(chosen: Chosen, corpus: OpenCorpus, place: Place) -> list[str]:
    """Draw which set-ups answer."""
    measured = [found.set_up for found in chosen.findings.set_ups] if chosen.findings is not None else []
    offered = offered_set_ups(corpus, measured)
    _take_over(place, "set-ups", offered)
    with control(f"{place}-set-ups"):
        picked = st.multiselect(
            "Set-ups", offered, [each for each in FIRST_SHOWN if each in offered], max_selections=MOST,
            format_func=lambda each: SetUp.parse(each).name, key=KEYS(f"{place}-set-ups"), bind="query-params",
            persist_state="session", on_change=partial(_follow, place, "set-ups"),
            help="A first stage looks at all texts; “then” a second model ranks its first 50 again.",
        )  # fmt: skip
    return list(picked)


def choose_filter(chosen: Chosen, corpus: OpenCorpus, place: Place) -> tuple[str, tuple[str, ...]]:
    """Draw which column narrows the search, and by which values; "" and none where nothing does."""
    if not corpus.columns:
        return "", ()
    name = f"column-{chosen.id[:8]}"
    key = KEYS(f"{place}-{name}")
    _take_over(place, name)
    told = st.session_state.get(key)
    with control(f"{place}-filter"), st.popover(f"Filter: {told}" if told else "Filter", icon=":material/filter_alt:"):
        column = st.selectbox(
            "Column", corpus.columns, None, key=key, placeholder="No filter", persist_state="session",
            on_change=partial(_follow, place, name),
        )  # fmt: skip
        values = _choose_values(chosen, corpus, column, place) if column else ()
    return (column, values) if column and values else ("", ())


def _choose_values(chosen: Chosen, corpus: OpenCorpus, column: str, place: Place) -> tuple[str, ...]:
    counts = Counter(corpus.column(column))
    offered = [value for value, _ in counts.most_common(VALUES)]
    if len(counts) > VALUES:
        st.caption(f"The {whole(VALUES)} most frequent of {whole(len(counts))} values.")
    name = f"values-{chosen.id[:8]}-{corpus.columns.index(column)}"
    _take_over(place, name, offered)
    picked = st.multiselect(
        "Only texts with", offered, key=KEYS(f"{place}-{name}"), persist_state="session", placeholder="Any value",
        format_func=lambda value: f"{_short(value)} ({counted(counts[value], 'text')})",
        on_change=partial(_follow, place, name),
    )  # fmt: skip
    return tuple(sorted(picked))


def _short(value: str) -> str:
    shown = " ".join(value.split()) or "empty"
    return shown if len(shown) <= 60 else f"{shown[:60]} …"


def choose_count() -> int:
    """Draw how many passages each list shows."""
    with control("shown"):
        return st.select_slider("Passages shown", (1, 3, 5, 10, 20), 5, **KEYS.bound("search-shown"))


def _twin(place: Place, name: str) -> str:
    """The key of the same control in the other part."""
    return KEYS(f"{'prompt' if place == 'search' else 'search'}-{name}")


def _take_over(place: Place, name: str, offered: Collection[str] | None = None) -> None:
    """Begin with what was chosen in the other part before this one was opened."""
    key, twin = KEYS(f"{place}-{name}"), _twin(place, name)
    if key not in st.session_state and twin in st.session_state and key not in st.query_params:
        known = st.session_state[twin]
        st.session_state[key] = known if offered is None else [each for each in known if each in offered]


def _follow(place: Place, name: str) -> None:
    """Let the other part have what was chosen in this one."""
    st.session_state[_twin(place, name)] = st.session_state[KEYS(f"{place}-{name}")]
    redraw(KEYS.part(place), KEYS.part("prompt" if place == "search" else "search"))
