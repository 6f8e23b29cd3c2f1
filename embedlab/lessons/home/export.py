"""What can be taken away from Home."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.lessons.home.study import NAMES, Triple
from embedlab.studies.rows import Rows


def tables(triple: Triple) -> Mapping[str, Callable[[], Rows]]:
    """Return the table that can be exported."""
    return {"Scores": partial(score_rows, triple)}


def score_rows(triple: Triple) -> Rows:
    """A row for each pair that is compared."""
    return [
        {
            "model": triple.model,
            "text_a": triple.texts[0],
            "text_b": triple.texts[number],
            "pair": f"A and {NAMES[number]}",
            "word_overlap": result.overlap.jaccard,
            "cosine": result.cosine,
            "dot_product": result.dot,
            "euclidean_distance": result.distance,
            "share_of_random_pairs_below": result.above,
        }
        for number, result in enumerate((triple.with_b, triple.with_c), start=1)
    ]


def notebook(triple: Triple) -> Mapping[str, object]:
    """Return the values of the notebook's parameters."""
    return {"model": triple.model, "texts": list(triple.texts)}
