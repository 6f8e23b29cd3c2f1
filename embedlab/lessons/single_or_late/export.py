"""What can be taken away from lesson 5."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.lessons.single_or_late.examples import COLBERT, CROSS
from embedlab.lessons.single_or_late.study import Late, TokenMatrix
from embedlab.models.catalog import card
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows
from embedlab.studies.searches import rank_rows


def tables(late: Late) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    found: dict[str, Callable[[], Rows]] = {
        "Rankings": partial(rank_rows, late.search, tuple(late.results.values())),
    }
    if late.matrix is not None:
        found["Matrix"] = partial(matrix_rows, late.models.shown, late.document, late.matrix)
    return found


def matrix_rows(ranker: str, document: int, matrix: TokenMatrix) -> Rows:
    """A row for each pair of a query token and a document token."""
    return [
        {
            "model": ranker,
            "document": document + 1,
            "query_token": matrix.query.tokens[row],
            "document_token": matrix.document.tokens[column],
            "cosine": float(matrix.scored.matrix[row, column]),
            "compared": bool(matrix.query.compared[row] and matrix.document.compared[column]),
            "winner": int(matrix.scored.winners[row]) == column,
        }
        for row in range(len(matrix.query.tokens))
        for column in range(len(matrix.document.tokens))
    ]


def notebook(late: Late) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: texts, models and document, and the scores on the page."""
    names, dense = late.models.names, card(late.models.dense)
    return {
        "query": late.search.query,
        "texts": list(late.search.texts),
        "dense": public_name(dense.id),
        "max_tokens": dense.max_tokens,
        "prompts": {"query": dense.prompts.query, "document": dense.prompts.document},
        "colbert": public_name(COLBERT),
        "cross": public_name(CROSS),
        "shown": names[late.models.shown],
        "both_ways": late.models.seen,
        "document": late.document,
        "page": {names[model]: result.scores.round(4).tolist() for model, result in late.results.items()},
    }
