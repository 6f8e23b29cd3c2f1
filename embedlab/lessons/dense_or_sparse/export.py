"""What can be taken away from lesson 4."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.compute.lexical import DELTA
from embedlab.lessons.dense_or_sparse.examples import CROSS, RANKERS, SPARSE
from embedlab.lessons.dense_or_sparse.study import SparseView
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.models.catalog import card
from embedlab.studies.public_models import public_name
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.rows import Rows

FindSparse = Callable[[Board, int | None], SparseView | None]
"""The sparse vector of a document or (None) the query; None while its model is not here."""


def tables(board: Board, find_sparse: FindSparse) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {
        "Rankings": partial(ranking_rows, board),
        "Sparse vectors": partial(term_rows, board, find_sparse),
        "Hybrid weights": partial(weight_rows, board),
    }


def ranking_rows(board: Board) -> Rows:
    """A row for each ranker and document, at the weight that is shown."""
    return [
        {
            "ranker": RANKERS[name],
            "rank": int(ranking.ranks[number]),
            "score": float(ranking.scores[number]),
            "document": document.text,
            "grade": "" if document.grade is None else document.grade,
        }
        for name, ranking in board.columns.items()
        for number, document in enumerate(board.search.documents)
    ]


def term_rows(board: Board, find_sparse: FindSparse) -> Rows:
    """A row for each term of the query and of every document."""
    rows = []
    for number in (None, *range(len(board.search.documents))):
        view = find_sparse(board, number)
        whose = "query" if number is None else f"document {number + 1}"
        rows += [
            {"text": whose, "term": item.term, "weight": item.weight, "from": item.word, "token": item.position}
            for item in (view.terms if view else ())
        ]
    return rows


def weight_rows(board: Board) -> Rows:
    """A row for each weight of the hybrid sum: its nDCG@10, and the rank of every document."""
    sweep = board.sweep
    if sweep is None:
        return []
    return [
        {"weight": round(float(weight), 2), "ndcg_at_10": "" if sweep.ndcg is None else float(sweep.ndcg[step])}
        | {f"rank_of_document_{n + 1}": int(r) for n, r in enumerate(sweep.ranks[step])}
        for step, weight in enumerate(sweep.weights)
    ]


def notebook(board: Board) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: same texts, same settings, and the scores on the page."""
    options, dense = board.settings.options, card(board.settings.options.dense)
    return {
        "query": board.search.query,
        "texts": list(board.search.texts),
        "grades": board.search.grades or [],
        "dense": public_name(dense.id),
        "prompts": {"query": dense.prompts.query, "document": dense.prompts.document},
        "splade": public_name(SPARSE),
        "cross": public_name(CROSS),
        "attending": public_name(BM42_MODEL),
        "variant": options.variant,
        "constants": {"k1": options.k1, "b": options.b, "delta": DELTA.get(options.variant, 0.0)},
        "stop_words": options.stop_words,
        "word_side": RANKERS[options.lexical],
        "weight": options.weight,
        "scale": options.normalisation,
        "rrf_k": options.rrf_k,
        "depth": board.settings.depth,
        "page": {RANKERS[name]: ranking.scores.round(4).tolist() for name, ranking in board.columns.items()},
    }
