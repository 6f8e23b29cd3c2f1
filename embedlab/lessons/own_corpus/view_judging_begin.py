"""What is judged: which queries, of which set-ups the results, and how many of each."""

from collections.abc import Callable
from typing import Final, Literal

import streamlit as st

from embedlab import limits
from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study_judging import (
    DEPTH,
    QUERIES,
    begin,
    models_behind,
    plan_sentence,
    ready_set_ups,
    typed_queries,
)
from embedlab.models.local import find_card
from embedlab.numbers_text import whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.state import controls, one_of, shareable_text
from embedlab.ui.teacher import control

Source = Literal["own", "typed"]
_SOURCES: Final[dict[Source, str]] = {"own": "Its own queries", "typed": "Typed queries"}


def draw_begin(corpus: OpenCorpus, begun: Callable[[], None]) -> None:
    """Draw the choices and the button that searches; ``begun`` is called when the pool is there."""
    offered = ready_set_ups(corpus)
    st.text("You read passages and say whether they answer. Who found them is not shown until the end.")
    try:
        queries = _choose_queries(corpus)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    with control("judge-set-ups"):
        set_ups = st.multiselect(
            "Whose results are judged", offered, offered, format_func=lambda text: SetUp.parse(text).name,
            help="Only set-ups whose vectors are here. What none of them finds counts as not relevant.",
            **KEYS.bound("judge-set-ups"),
        )  # fmt: skip
    with control("judge-depth"):
        depth = st.slider(
            "Passages of each set-up and query", 1, limits.POOL_DEPTH, DEPTH, **KEYS.bound_number("judge-depth")
        )
    if offered == ["bm25"]:
        note("Only BM25 is ready. Let models read the texts first, above, so that their results are judged as well.")
    st.caption(plan_sentence(len(queries), len(set_ups), depth))
    pressed = st.button(
        "Begin", key=KEYS("judge-begin"), type="primary", icon=":material/play_arrow:",
        disabled=not queries or not set_ups,
    )  # fmt: skip
    if pressed:
        _begin(corpus, set_ups, queries, depth, begun)


def _choose_queries(corpus: OpenCorpus) -> tuple[str, ...]:
    own = tuple(dict.fromkeys(text for question in corpus.questions if (text := question.text.strip())))
    source: Source = "typed"
    if own:
        with control("judge-source"):
            asked: Source | None = st.segmented_control(
                "Queries", list(_SOURCES), default="own", format_func=_SOURCES.__getitem__, required=True,
                label_visibility="collapsed", **KEYS.bound("judge-source"),
            )  # fmt: skip
            source = one_of(asked, list(_SOURCES))
    if source == "own":
        most = min(len(own), limits.JUDGED_QUERIES)
        if most == 1:
            return own
        count = controls(3)[0].slider(
            f"How many of {whole(len(own))}", 1, most, min(QUERIES, most), help="Evenly drawn from all.",
            **KEYS.bound_number("judge-queries"),
        )  # fmt: skip
        return tuple(own[place * len(own) // count] for place in range(count))
    with control("judge-typed"):
        bounds = f"At most {whole(limits.JUDGED_QUERIES)}, of up to {whole(limits.QUERY_CHARS)} characters each."
        text = shareable_text("Queries, one a line", KEYS("judge-typed"), "", height=140, help=bounds)
    return typed_queries(text)


def _begin(
    corpus: OpenCorpus, set_ups: list[str], queries: tuple[str, ...], depth: int, begun: Callable[[], None]
) -> None:
    here = [ready(find_card(model)) for model in models_behind(set_ups)]  # each is asked, so that all fetches begin
    if not all(here):
        note("A model is being fetched; press Begin again when it is here.")
        return
    place = st.empty()

    def follow(done: int, of: int) -> None:
        place.progress(done / of, text=f"Searching: {whole(done)} of {whole(of)}.")

    try:
        begin(runtime(), shared_collections(), corpus, set_ups, queries, depth, follow)
    except EmbedLabError as error:
        place.empty()
        problem_box(str(error))
        return
    begun()
    st.rerun()
