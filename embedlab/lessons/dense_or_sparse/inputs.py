"""What the visitor chooses on lesson 4 beside the search: rankers, their constants, a weight, a document to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

import streamlit as st

from embedlab.compute.idf import Bm25Variant
from embedlab.lessons.dense_or_sparse.examples import (
    DENSE,
    DEPTH,
    FIRST,
    LEXICAL,
    RANKERS,
    SCALES,
    SPARSE_KINDS,
    Settings,
)
from embedlab.models.cards import ModelCard
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import Search
from embedlab.ui.model_select import choose_model, offered_models
from embedlab.ui.pick import Pick
from embedlab.ui.state import Keys
from embedlab.ui.teacher import control

KEYS = Keys("dense_or_sparse")
DOCUMENT = Pick(KEYS("document"))
WEIGHT: Final = KEYS("mix")
_ALL: Final = KEYS.bound("all")
_STEP: Final = 0.05

HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "more": "More", "all": "All rankers",
    "side": "Query or document", "weight": "Hybrid weight", "document": "Document", "score1": "First score",
    "score2": "Second score", "case": "Questions shown",
}  # fmt: skip


def choose_settings() -> Settings:
    """Draw the button to everything that is changed less often."""
    with control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        chosen = st.multiselect(
            "Rankers", list(RANKERS), list(FIRST), format_func=RANKERS.__getitem__, disabled=_all_are_shown(),
            help="Shown while *All rankers* is off.", **KEYS.bound("rankers"),
        )  # fmt: skip
        sparse = st.radio(
            "Sparse vector shown", list(SPARSE_KINDS), format_func=SPARSE_KINDS.__getitem__, horizontal=True,
            **KEYS.bound("sparse"),
        )  # fmt: skip
        options = _hybrid_options(_lexical_options())
        depth = st.slider("Texts the reranker reads", 1, 20, DEPTH, help="From the top of RRF.", **KEYS.bound("rerank"))
    shown = tuple(name for name in RANKERS if name in chosen or _all_are_shown())
    return Settings(options, shown, sparse, depth)


def choose_all() -> None:
    """Draw whether all rankers are shown; it stands beside their figure, which is drawn later than the settings."""
    with control("all"):
        st.toggle("All rankers", **_ALL)


def _all_are_shown() -> bool:
    return bool(st.session_state.get(_ALL["key"], st.query_params.get(_ALL["key"]) == "true"))


def _lexical_options() -> RankOptions:
    usual = RankOptions()
    variants: Sequence[Bm25Variant] = get_args(Bm25Variant)
    variant = st.selectbox("BM25 variant", variants, variants.index(usual.variant), **KEYS.bound("bm25-variant"))
    k1 = st.slider("k1, how fast repetition stops to count", 0.0, 4.0, usual.k1, 0.1, **KEYS.bound("bm25-k1"))
    b = st.slider("b, how much length counts", 0.0, 1.0, usual.b, 0.05, **KEYS.bound("bm25-b"))
    stop_words = st.toggle("Leave out common English words (TF-IDF, BM25)", **KEYS.bound("stop-words"))
    return replace(usual, variant=variant, k1=k1, b=b, stop_words=stop_words)


def _hybrid_options(options: RankOptions) -> RankOptions:
    dense = choose_model("Dense model", offered_models(_is_dense), KEYS.bound("dense-model"), default=DENSE)
    lexical = st.selectbox(
        "Word side of the hybrids", list(LEXICAL), format_func=LEXICAL.__getitem__, **KEYS.bound("word-side")
    )
    scale: Any = st.radio(
        "Scores of the weighted sum", list(SCALES), format_func=SCALES.__getitem__, horizontal=True,
        **KEYS.bound("scale"),
    )  # fmt: skip
    constant = st.slider("k of rank fusion", 0, 100, options.rrf_k, **KEYS.bound("rrf"))
    return replace(
        options, dense=dense.id, lexical=lexical, normalisation=scale, rrf_k=constant, weight=chosen_weight()
    )  # fmt: skip


def _is_dense(card: ModelCard) -> bool:
    return card.family == "dense" and card.is_encoder


def chosen_weight() -> float:
    """The weight of the dense side, 0 to 1 in steps of 0.05; the usual one where the address holds no such number.

    The address holds it, not the slider: the first screen shows what it gives, and the slider stands in a part that may
    be closed, where Streamlit would forget it.
    """
    usual = RankOptions().weight
    try:
        asked = float(st.query_params.get(WEIGHT, usual))
    except ValueError:
        return usual
    return round(round(asked / _STEP) * _STEP, 2) if 0 <= asked <= 1 else usual


def choose_weight() -> None:
    """Draw the slider of the weight; the address is told before the page is drawn again."""
    widget = f"el-{WEIGHT}"
    st.session_state[widget] = chosen_weight()
    with control("weight"):
        st.slider(
            "Hybrid sum: weight of dense", 0.0, 1.0, step=_STEP, key=widget,
            on_change=lambda: st.query_params.update({WEIGHT: f"{st.session_state[widget]:.2f}"}),
        )  # fmt: skip


def choose_side() -> bool:
    """Draw whose vectors are shown; True for the document."""
    with control("side"):
        sides = ("Query", "Document")
        chosen = st.segmented_control(
            "Vectors of the", sides, default=sides[0], required=True, label_visibility="collapsed",
            **KEYS.bound("vectors"),
        )  # fmt: skip
    return chosen == sides[1]


def chosen_document(search: Search) -> int:
    """The document that is looked at; at first the one that answers."""
    return DOCUMENT.chosen(len(search.documents), search.answering or 0, search.collection)


def choose_score(number: int, names: Sequence[str], first: str) -> str:
    """Draw which score is taken apart at the left (1) or the right (2)."""
    with control(f"score{number}"):
        return str(
            st.selectbox(
                f"Score {number}", names, names.index(first), format_func=RANKERS.__getitem__,
                **KEYS.bound(f"score{number}"),
            )
        )  # fmt: skip


def choose_case(named: Mapping[str, str]) -> str:
    """Draw which questions of the FAQs are shown: by who puts the answer first, key -> what it is called."""
    with control("case"):
        return str(
            st.selectbox(
                "Answer at rank 1 by", list(named), format_func=named.__getitem__, label_visibility="collapsed",
                **KEYS.bound("case"),
            )
        )  # fmt: skip
