"""What lesson 4 computes and its texts may speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from embedlab.compute.sparse import bytes_dense, bytes_sparse
from embedlab.content.facts import Facts
from embedlab.lessons.dense_or_sparse.examples import SPARSE
from embedlab.lessons.dense_or_sparse.study import SparseView
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_hybrid import quality, sweep_weights
from embedlab.models.catalog import card
from embedlab.studies.search_facts import told_rank

BestRanker = Literal["dense", "bm25", "splade", "tie"]
Reach = Literal["all", "some", "none"]
Nonzero = Literal["under_1", "from_1_to_10", "over_10"]
Fewer = Literal["dense", "sparse"]
Gain = Literal["mixture", "dense_end", "bm25_end", "no_difference"]

_ALONE = ("dense", "bm25", SPARSE)
"""The three rankers that the texts speak of, whatever the word side of the hybrids on the page is."""


@dataclass(frozen=True)
class SparseFacts(Facts):
    """The facts of one search. Sparse is SPLADE.

    Attributes:
        documents: number of texts.
        rank_dense: rank of the text that answers by the dense vectors; like the other ranks 1 to ``documents``, the
            mean over tied orders.
        rank_bm25: the same by BM25.
        rank_splade: the same by SPLADE.
        ndcg_dense: nDCG@10 of the order by the dense vectors, 0 to 1, the mean over tied orders.
        ndcg_bm25: the same by BM25.
        ndcg_splade: the same by SPLADE.
        best_ranker: which of the three is highest.
        relevant: texts with a grade above 0.
        reached: those of them with a BM25 score above 0.
        lexical_reach: the same in three steps.
        vocabulary: terms that a sparse vector has a number for.
        sparse_terms: numbers of a text's sparse vector that are not 0, on average.
        sparse_share: ``sparse_terms`` / ``vocabulary``, 0 to 1.
        sparse_nonzero: the same in three steps.
        dense_bytes: bytes of a text's dense vector.
        sparse_bytes: bytes of a text's sparse vector, on average.
        fewer_bytes: which of the two takes fewer.
        ndcg_best: highest nDCG@10 along the range of the hybrid weight, 0 to 1.
        best_weight: the first weight that reaches it, 0 (BM25 only) to 1 (dense only).
        hybrid_gain: where along the range it is reached.
    """

    documents: int | None = None
    rank_dense: float | None = None
    rank_bm25: float | None = None
    rank_splade: float | None = None
    ndcg_dense: float | None = None
    ndcg_bm25: float | None = None
    ndcg_splade: float | None = None
    best_ranker: BestRanker | None = None
    relevant: int | None = None
    reached: int | None = None
    lexical_reach: Reach | None = None
    vocabulary: int | None = None
    sparse_terms: float | None = None
    sparse_share: float | None = None
    sparse_nonzero: Nonzero | None = None
    dense_bytes: float | None = None
    sparse_bytes: float | None = None
    fewer_bytes: Fewer | None = None
    ndcg_best: float | None = None
    best_weight: float | None = None
    hybrid_gain: Gain | None = None


def facts(board: Board) -> SparseFacts:
    """Return what the guess asks; nothing when no text is known to answer, or one of the three has not ranked."""
    wanted = board.search.answering
    if wanted is None or board.search.grades is None or not set(_ALONE) <= set(board.results):
        return SparseFacts()
    dense, bm25, splade = (told_rank(board.results[name].scores, [wanted]) for name in _ALONE)
    return SparseFacts(documents=len(board.search.texts), rank_dense=dense, rank_bm25=bm25, rank_splade=splade)


def quiz_facts(board: Board, views: Sequence[SparseView] | None) -> SparseFacts:
    """Return what the quiz asks beyond that; ``views`` are the SPLADE vectors of the texts."""
    grades = board.search.grades
    if not grades or max(grades) <= 0 or views is None or not set(_ALONE) <= set(board.results):
        return SparseFacts()
    results = [board.results[name] for name in _ALONE]
    dense, bm25, splade = (quality(result.ranking, grades) or 0.0 for result in results)
    words = results[1].scores
    sweep = sweep_weights(results[0].scores, words, grades, board.settings.options.normalisation)
    assert sweep.ndcg is not None, "a text is relevant, so every order has its mark"
    reached = sum(grade > 0 and score > 0 for grade, score in zip(grades, words, strict=True))
    relevant = sum(grade > 0 for grade in grades)
    terms = float(np.mean([len(view.terms) for view in views]))
    size = float(bytes_dense(1, card(board.settings.options.dense).dimension))
    sparse_size = float(np.mean([bytes_sparse(len(view.terms)) for view in views]))
    return SparseFacts(
        ndcg_dense=dense,
        ndcg_bm25=bm25,
        ndcg_splade=splade,
        best_ranker=best_ranker_choice(dense, bm25, splade),
        relevant=relevant,
        reached=reached,
        lexical_reach=reach_choice(reached, relevant),
        vocabulary=views[0].vocabulary,
        sparse_terms=terms,
        sparse_share=terms / views[0].vocabulary,
        sparse_nonzero=nonzero_choice(terms / views[0].vocabulary),
        dense_bytes=size,
        sparse_bytes=sparse_size,
        fewer_bytes=bytes_choice(size, sparse_size),
        ndcg_best=float(sweep.ndcg.max()),
        best_weight=float(sweep.weights[sweep.ndcg.argmax()]),
        hybrid_gain=hybrid_choice(sweep.ndcg.tolist()),
    )


def best_ranker_choice(dense: float, bm25: float, splade: float) -> BestRanker:
    """Return which nDCG, each 0 to 1, is highest; "tie": the best two differ by 0.005 or less."""
    ndcg: dict[BestRanker, float] = {"dense": dense, "bm25": bm25, "splade": splade}
    first, second, _ = sorted(ndcg, key=lambda name: -ndcg[name])
    return first if ndcg[first] - ndcg[second] > 0.005 else "tie"


def reach_choice(reached: int, relevant: int) -> Reach:
    """Return how many of the relevant texts have a BM25 score above 0."""
    if reached == 0:
        return "none"
    return "all" if reached == relevant else "some"


def nonzero_choice(share: float) -> Nonzero:
    """Return the step of a share of 0 to 1: below 1 %, 1 to 10 %, above 10 %."""
    if share < 0.01:
        return "under_1"
    return "from_1_to_10" if share <= 0.1 else "over_10"


def bytes_choice(dense: float, sparse: float) -> Fewer:
    """Return "sparse" when it takes fewer bytes than dense, else "dense"."""
    return "sparse" if sparse < dense else "dense"


def hybrid_choice(ndcg: Sequence[float]) -> Gain:
    """Return where nDCG along the range is highest, BM25 only first, dense only last.

    "mixture": some weight in between beats both ends; otherwise the better end, or "no_difference".
    """
    bm25, *between, dense = ndcg
    # Sums of a few terms: a difference below 1e-9 is rounding.
    if max(between, default=0.0) > max(bm25, dense) + 1e-9:
        return "mixture"
    if abs(dense - bm25) <= 1e-9:
        return "no_difference"
    return "dense_end" if dense > bm25 else "bm25_end"
