"""What can be taken away from lesson 6."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, TripleScores
from embedlab.studies.rows import Rows
from embedlab.studies.searches import rank_rows


def tables(found: Asymmetric) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {
        "Rankings": partial(rank_rows, found.search, tuple(found.results.values())),
        "Triples": partial(triple_rows, found.scores),
    }


def triple_rows(scores: Mapping[str, TripleScores]) -> Rows:
    """Every score of every triple."""
    return [
        {
            "model": key,
            "question": triple.question,
            "related": float(found.related[i]),
            "answer": float(found.answer[i]),
            "entry": float(found.entry[i]),
            "paraphrase": float(found.paraphrase[i]),
        }
        for key, found in scores.items()
        for i, triple in enumerate(load_triples())
    ]


def notebook(found: Asymmetric) -> Mapping[str, object]:
    """Return the values of the notebook's parameters."""
    return {"query": found.search.query, "texts": list(found.search.texts), "models": list(found.results)}
