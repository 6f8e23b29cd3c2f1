"""What lesson 4 finds out before it draws: the rankings of one search, and the vectors of its texts.

Shipped where it can be, live otherwise, and left out while a model is still being fetched.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.hybrid import reciprocal_rank_fusion
from embedlab.compute.ranking import Ranking, rank
from embedlab.content.collections import Collection, load_collections
from embedlab.lessons.dense_or_sparse.examples import ALONE, CROSS, DENSE, RANKERS, RERANK, SPARSE, USUAL, Settings
from embedlab.lessons.dense_or_sparse.shipped import LESSON, load_vectors
from embedlab.lessons.dense_or_sparse.study import SparseView, counted_document, counted_query, learned_views
from embedlab.lessons.dense_or_sparse.study_attention import ClsAttention, cls_attention
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_hybrid import first_of, quality, reranked
from embedlab.models.cards import ModelCard, Role
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.by_terms import bm25_index, tf_idf_index
from embedlab.studies.remembered import remembered
from embedlab.studies.searches import Search, cards_behind, name_of
from embedlab.studies.shipped_ranks import load_scores
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.search_panel import find_results


def missing_models(settings: Settings) -> list[ModelCard]:
    """The models that the page needs for its settings and that are not here yet."""
    return [found for found in settings.cards if not is_here(found)]


def find_board(search: Search, settings: Settings, document: int = 0) -> Board:
    """Rank the documents by everything that can answer now; ``document`` is the one looked at."""
    missing = {found.id for found in missing_models(settings)}
    results = {}
    # What ships costs nothing: all of it is there for what is exported and asked, whatever is shown.
    for name in ALONE if search.shipped else settings.needed:
        model, own = settings.model(name), settings.own(name)
        here = not missing & {found.id for found in cards_behind(model, own)}
        ships = search.shipped and load_scores(LESSON, search.collection, model, own) is not None
        if (here or ships) and (found := find_results(LESSON, search, [model], own)):
            results[name] = found[0]
    board = Board(search, settings, results, None, None, document)
    if board.sides is None:
        return board
    dense, words = board.sides
    names = {name_of(dense.model): dense.ranking, name_of(words.model): words.ranking}
    fused = reciprocal_rank_fusion(names, settings.options.rrf_k)
    board = replace(board, fused=fused)
    if not search.shipped and (RERANK not in settings.rankers or CROSS in missing):
        return board
    return replace(board, rerank=_reranked(search, rank(fused.scores), settings.depth))


def _reranked(search: Search, first: Ranking, depth: int) -> Ranking | None:
    """The first few texts in the order of the cross-encoder, which reads no other."""
    chosen = first_of(first, depth)
    documents = search.documents if search.shipped else tuple(search.documents[i] for i in chosen)
    found = find_results(LESSON, replace(search, documents=documents), [CROSS], RankOptions())
    if not found:
        return None
    return reranked(first, found[0].scores[chosen] if search.shipped else found[0].scores)


def find_dense(text: str, role: Role, model: str) -> NDArray[np.float32] | None:
    """The (d,) dense vector of one text, shipped or live; None while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    if model == DENSE and (shown := load_vectors().get(text)) is not None:
        return shown.dense
    return _live_dense(text, role, model) if is_here(card(model)) else None


@remembered
def _live_dense(text: str, role: Role, model: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = text_vectors(runtime(), card(model), [text], role).vectors[0]
    return vector


def find_learned(texts: Sequence[str]) -> list[SparseView] | None:
    """The SPLADE vectors of texts, shipped or live; None while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    shown = load_vectors()
    missing = tuple(dict.fromkeys(text for text in texts if text not in shown))
    if missing and not is_here(card(SPARSE)):
        return None
    live = dict(zip(missing, _live_learned(missing), strict=True)) if missing else {}
    return [live[text] if text in live else shown[text].sparse for text in texts]


@remembered
def _live_learned(texts: tuple[str, ...]) -> list[SparseView]:
    return learned_views(runtime(), card(SPARSE), texts)


def find_sparse(board: Board, document: int | None) -> SparseView | None:
    """The sparse vector, of the chosen kind, of a document or (None) the query; None while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    search, settings = board.search, board.settings
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


@remembered
def find_attention(text: str) -> ClsAttention:
    """What [CLS] attends to in a text; the model must be here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    return cls_attention(runtime(), text)


@remembered
def find_example_marks() -> dict[str, dict[str, float]]:
    """Example -> ranker -> nDCG@10 at the usual settings, from shipped scores; examples without an answer left out."""
    rows = {}
    for c in load_collections(LESSON):
        board = find_board(Search(c.name, c.query, c.docs, shipped=True), USUAL)
        marks = {name: quality(ranking, board.search.grades) for name, ranking in board.columns.items()}
        if len(marks) == len(RANKERS) and None not in marks.values():
            rows[c.name] = {name: mark for name, mark in marks.items() if mark is not None}
    return rows


def collection_of(search: Search) -> Collection | None:
    """The shipped example that the search still is; None once it was changed."""
    named = {collection.name: collection for collection in load_collections(LESSON)}
    return named.get(search.collection) if search.shipped else None
