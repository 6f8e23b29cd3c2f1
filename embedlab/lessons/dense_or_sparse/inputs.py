"""What the visitor chooses on lesson 4 beside the search: rankers, their constants, a document to look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import streamlit as st

from embedlab.compute.idf import Bm25Variant
from embedlab.content.collections import load_collections
from embedlab.lessons.dense_or_sparse.shipped import DENSE, SPARSE
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import Search
from embedlab.ui.model_access import runtime
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

LESSON = "dense_or_sparse"
SUM, RRF, RERANK = "hybrid-weighted", "hybrid-rrf", "rerank"
MIXES = frozenset((SUM, RRF, RERANK))
"""Rankers over the rankings of others."""
CROSS = "ms-marco-minilm-l12-v2"
RANKERS = {
    "tf-idf": "TF-IDF", "bm25": "BM25", "bm42": "BM42", SPARSE: "SPLADE", SUM: "Hybrid sum", RRF: "Hybrid RRF",
    "dense": "Dense", RERANK: "Rerank",
}  # fmt: skip
"""The columns of the bump chart, from words to vectors."""
SPARSE_KINDS = {SPARSE: "SPLADE", "tf-idf": "TF-IDF", "bm25": "BM25"}
LEXICAL = {"bm25": "BM25", "tf-idf": "TF-IDF", SPARSE: "SPLADE"}
SCALES = {"minmax": "min-max to 0 … 1", "zscore": "z-scores"}
"""How scores of two rankers are brought to one scale."""
DEPTH = 5


@dataclass(frozen=True)
class Settings:
    """What is set under More.

    Attributes:
        options: the constants of every ranker.
        rankers: columns to compare, in the order of ``RANKERS``.
        sparse: the sparse side of the vector pair and of the flow.
        depth: how many texts the reranker reads.
    """

    options: RankOptions
    rankers: tuple[str, ...]
    sparse: str
    depth: int


def choose_settings() -> Settings:
    """Draw the button to everything that is changed less often."""
    with control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        chosen = st.multiselect(
            "Rankers", list(RANKERS), list(RANKERS), format_func=RANKERS.__getitem__, **bound("rankers")
        )
        sparse = st.radio(
            "Sparse vector shown", list(SPARSE_KINDS), format_func=SPARSE_KINDS.__getitem__, horizontal=True,
            **bound("sparse"),
        )  # fmt: skip
        options = _lexical_options()
        options = _hybrid_options(options)
        depth = st.slider("Texts the reranker reads", 1, 20, DEPTH, help="From the top of RRF.", **bound("rerank"))
    return Settings(options, tuple(name for name in RANKERS if name in chosen), sparse, depth)


def _lexical_options() -> RankOptions:
    usual = RankOptions()
    variants: Sequence[Bm25Variant] = get_args(Bm25Variant)
    variant = st.selectbox("BM25 variant", variants, variants.index(usual.variant), **bound("bm25-variant"))
    k1 = st.slider("k1, how fast repetition stops to count", 0.0, 4.0, usual.k1, 0.1, **bound("bm25-k1"))
    b = st.slider("b, how much length counts", 0.0, 1.0, usual.b, 0.05, **bound("bm25-b"))
    stop_words = st.toggle("Leave out common English words (TF-IDF, BM25)", **bound("stop-words"))
    return replace(usual, variant=variant, k1=k1, b=b, stop_words=stop_words)


def _hybrid_options(options: RankOptions) -> RankOptions:
    dense = {card.id: card.name for card in dense_cards()}
    model = st.selectbox(
        "Dense model", list(dense), list(dense).index(DENSE), format_func=dense.__getitem__, **bound("dense-model")
    )
    lexical = st.selectbox(
        "Word side of the hybrids", list(LEXICAL), format_func=LEXICAL.__getitem__, **bound("word-side")
    )
    scale: Any = st.radio(
        "Scores of the weighted sum", list(SCALES), format_func=SCALES.__getitem__, horizontal=True, **bound("scale")
    )
    constant = st.slider("k of rank fusion", 0, 100, options.rrf_k, **bound("rrf"))
    return replace(options, dense=model, lexical=lexical, normalisation=scale, rrf_k=constant)


def dense_cards() -> list[ModelCard]:
    """Models with one vector a text: the bundled ones, and those of the hub that are in the store already."""
    cards = (card for card in catalog().values() if card.family == "dense" and card.is_encoder)
    return [card for card in cards if card.bundled or runtime().state(card) != "absent"]


def choose_weight() -> float:
    """Draw the weight of the dense side, 0 to 1."""
    with control("weight"):
        return float(st.slider("Hybrid sum: weight of dense", 0.0, 1.0, RankOptions().weight, 0.05, **bound("mix")))


def choose_side() -> bool:
    """Draw whose vectors are shown; True for the document."""
    with control("side"):
        sides = ("Query", "Document")
        chosen = st.segmented_control(
            "Vectors of the", sides, default=sides[0], required=True, label_visibility="collapsed", **bound("vectors")
        )
    return chosen == sides[1]


def choose_document(search: Search) -> int:
    """Draw the choice of one document; a line that is clicked in the bump chart chooses it too."""
    key = _document_key(search)
    st.session_state[key] = chosen_document(search)
    with control("document"):
        number = st.selectbox(
            "Document to look at (or click a mark in a chart)",
            range(len(search.documents)),
            format_func=lambda index: f"{index + 1}: {_short(search.documents[index].text)}",
            key=key,
            on_change=_tell_address,
            args=(key,),
        )
    return int(number or 0)


def chosen_document(search: Search) -> int:
    """The document that is looked at, from this session or else from the URL; at first the one that answers."""
    key = _document_key(search)
    text = st.query_params.get(key, "")
    asked = int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 5 else -1
    number = int(st.session_state.get(key, asked))
    return number if 0 <= number < len(search.documents) else best_document(search)


def best_document(search: Search) -> int:
    """The first document with the highest grade; the first one where nothing is graded."""
    grades = [document.grade or 0 for document in search.documents]
    return grades.index(max(grades))


def look_at(search: Search, number: object) -> None:
    """Look at this document from now on."""
    if isinstance(number, int):
        key = _document_key(search)
        st.session_state[key] = number
        _tell_address(key)


def _document_key(search: Search) -> str:
    """A key for each example: what is looked at in one says nothing about another."""
    names = [collection.name for collection in load_collections(LESSON)]
    return f"look{names.index(search.collection) if search.collection in names else 0}"


def _tell_address(key: str) -> None:
    for other in [name for name in st.query_params if name.startswith("look") and name != key]:
        del st.query_params[other]
    st.query_params[key] = str(st.session_state[key] + 1)


def _short(text: str) -> str:
    return text if len(text) < 100 else text[:97] + "…"
