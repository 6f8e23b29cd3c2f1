"""What lesson 4 computes before it draws: the rankings of one search, and the vectors of its texts.

Shipped where it can be, live otherwise, and left out while a model is still being fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.hybrid import Fusion, reciprocal_rank_fusion, weighted_sum
from embedlab.compute.ranking import Ranking, rank
from embedlab.content.collections import Collection, load_collections
from embedlab.lessons.dense_or_sparse.inputs import CROSS, LESSON, MIXES, RERANK, RRF, SUM, Settings
from embedlab.lessons.dense_or_sparse.shipped import DENSE, SPARSE, load_vectors
from embedlab.lessons.dense_or_sparse.study import SparseView, counted_document, counted_query, learned_views
from embedlab.lessons.dense_or_sparse.study_hybrid import Sweep, first_of, reranked, sweep_weights
from embedlab.models.cards import ModelCard, Role
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.by_terms import bm25_index, tf_idf_index
from embedlab.studies.searches import Result, Search, cards_behind, name_of
from embedlab.studies.shipped_ranks import load_scores
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.search_panel import find_results


@dataclass(frozen=True, eq=False)
class Board:
    """Every ranking of one search.

    Attributes:
        search: the query and its documents.
        settings: what was set under More.
        results: by ranker; ``dense`` is the chosen dense model. Only those that could answer.
        fused: reciprocal rank fusion; None unless both sides answered.
        rerank: the order after reranking, None unless the cross-encoder answered.
    """

    search: Search
    settings: Settings
    results: dict[str, Result]
    fused: Fusion | None
    rerank: Ranking | None

    @property
    def sides(self) -> tuple[Result, Result] | None:
        """The dense and the lexical side of the hybrids; None unless both answered."""
        dense, words = self.results.get("dense"), self.results.get(self.settings.options.lexical)
        return None if dense is None or words is None else (dense, words)

    def mixed(self, weight: float) -> Fusion | None:
        """The weighted sum at one weight of the dense side."""
        if self.sides is None:
            return None
        dense, words = self.sides
        return weighted_sum(dense.scores, words.scores, weight, self.settings.options.normalisation)

    def sweep(self) -> Sweep | None:
        """The weighted sum over the whole range."""
        if self.sides is None:
            return None
        dense, words = self.sides
        return sweep_weights(dense.scores, words.scores, self.search.grades, self.settings.options.normalisation)

    def columns(self, weight: float) -> dict[str, Ranking]:
        """The ranking of every chosen ranker that could answer, in the order of the chart."""
        found = {name: result.ranking for name, result in self.results.items()}
        if self.fused is not None:
            found[RRF] = rank(self.fused.scores)
        if (mixed := self.mixed(weight)) is not None:
            found[SUM] = rank(mixed.scores)
        if self.rerank is not None:
            found[RERANK] = self.rerank
        return {name: found[name] for name in self.settings.rankers if name in found}


def missing_models(settings: Settings) -> list[ModelCard]:
    """The models that this page needs for its settings and that are not here yet."""
    names = [_model(name, settings.options) for name in [*_needed(settings), settings.sparse]]
    cards = [c for name in names for c in cards_behind(name, settings.options)]
    cards += [card(CROSS)] if RERANK in settings.rankers else []
    return [c for c in {c.id: c for c in cards}.values() if not is_here(c)]


def find_board(search: Search, settings: Settings) -> Board:
    """Rank the documents by everything that was chosen and can answer now."""
    missing = {c.id for c in missing_models(settings)}
    results = {}
    for name in _needed(settings):
        model, own = _model(name, settings.options), _own(name, settings.options)
        here = not missing & {c.id for c in cards_behind(model, own)}
        ships = search.shipped and load_scores(LESSON, search.collection, model, own) is not None
        if (here or ships) and (found := find_results(LESSON, search, [model], own)):
            results[name] = found[0]
    board = Board(search, settings, results, None, None)
    if not MIXES & set(settings.rankers) or board.sides is None:
        return board
    dense, words = board.sides
    names = {name_of(dense.model): dense.ranking, name_of(words.model): words.ranking}
    board = replace(board, fused=reciprocal_rank_fusion(names, settings.options.rrf_k))
    first = rank(board.fused.scores) if board.fused and RERANK in settings.rankers else None
    if first is None or (CROSS in missing and not search.shipped):
        return board
    return replace(board, rerank=_reranked(search, first, settings.depth))


def _needed(settings: Settings) -> list[str]:
    both = ["dense", settings.options.lexical] if MIXES & set(settings.rankers) else []
    alone = [name for name in settings.rankers if name not in MIXES]
    return list(dict.fromkeys([*alone, *both]))


def _model(name: str, options: RankOptions) -> str:
    return options.dense if name == "dense" else name


def _own(name: str, options: RankOptions) -> RankOptions:
    """The settings that change this ranker's scores; all others as usual, so that shipped scores still hold."""
    usual = RankOptions()
    if name == "bm25":
        return replace(usual, variant=options.variant, k1=options.k1, b=options.b, stop_words=options.stop_words)
    return replace(usual, stop_words=options.stop_words) if name == "tf-idf" else usual


def _reranked(search: Search, first: Ranking, depth: int) -> Ranking | None:
    """The first few texts in the order of the cross-encoder, which reads no other."""
    chosen = first_of(first, depth)
    documents = search.documents if search.shipped else tuple(search.documents[i] for i in chosen)
    found = find_results(LESSON, replace(search, documents=documents), [CROSS], RankOptions())
    if not found:
        return None
    return reranked(first, found[0].scores[chosen] if search.shipped else found[0].scores)


def find_dense(text: str, role: Role, model: str) -> NDArray[np.float32] | None:
    """The (d,) dense vector of one text, shipped or live; None while the model is not here."""
    if model == DENSE and (shown := load_vectors().get(text)) is not None:
        return shown.dense
    return _live_dense(text, role, model) if is_here(card(model)) else None


@st.cache_data(max_entries=256, show_spinner=False)
def _live_dense(text: str, role: Role, model: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = text_vectors(runtime(), card(model), [text], role).vectors[0]
    return vector


def find_cuts(search: Search, settings: Settings) -> list[tuple[int, str, int]]:
    """Documents that a model does not read to their end: number, model, the character where it stops."""
    chosen = [name for name in ("dense", SPARSE) if name in settings.rankers]
    models = [_model(name, settings.options) for name in chosen]
    return (
        [] if search.shipped else [cut for name in models if is_here(card(name)) for cut in _cuts(search.texts, name)]
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _cuts(texts: tuple[str, ...], model: str) -> list[tuple[int, str, int]]:
    if model == SPARSE:
        ends = [view.cut_at for view in _live_learned(texts)]
    else:
        ends = list(text_vectors(runtime(), card(model), texts, "document").cut_at)
    return [(number, card(model).name, end) for number, end in enumerate(ends) if end is not None]


def find_learned(texts: Sequence[str]) -> list[SparseView] | None:
    """The SPLADE vectors of texts, shipped or live; None while the model is not here."""
    shown = load_vectors()
    missing = tuple(dict.fromkeys(text for text in texts if text not in shown))
    if missing and not is_here(card(SPARSE)):
        return None
    live = dict(zip(missing, _live_learned(missing), strict=True)) if missing else {}
    return [live[text] if text in live else shown[text].sparse for text in texts]


@st.cache_resource(max_entries=64, show_spinner=False)
def _live_learned(texts: tuple[str, ...]) -> list[SparseView]:
    return learned_views(runtime(), card(SPARSE), texts)


def find_sparse(search: Search, settings: Settings, document: int | None) -> SparseView | None:
    """The sparse vector, of the chosen kind, of a document or (None) the query."""
    text = search.query if document is None else search.documents[document].text
    if settings.sparse == SPARSE:
        views = find_learned([text])
        return None if views is None else views[0]
    options = settings.options
    index = (
        tf_idf_index(search.texts, options.stop_words)
        if settings.sparse == "tf-idf"
        else bm25_index(search.texts, options.variant, options.k1, options.b, options.stop_words)
    )
    return counted_query(index, text) if document is None else counted_document(index, document, text)


def collection_of(search: Search) -> Collection | None:
    """The shipped example that the search still is; None once it was changed."""
    named = {collection.name: collection for collection in load_collections(LESSON)}
    return named.get(search.collection) if search.shipped else None
