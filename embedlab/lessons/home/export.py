"""What can be taken away from Home."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import numpy as np

from embedlab.lessons.home.study import NAMES, Triple
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows

_SHARES: Final = (0, 5, 10, 25, 50, 75, 90, 95, 100)
"""In percent: so much of the curve of random pairs a notebook needs."""


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
    ] + [
        # The third side of the triangle; the page compares these two in no other way.
        {
            "model": triple.model,
            "text_a": triple.texts[1],
            "text_b": triple.texts[2],
            "pair": "B and C",
            "word_overlap": "",
            "cosine": "",
            "dot_product": "",
            "euclidean_distance": triple.apart,
            "share_of_random_pairs_below": "",
        }
    ]


def notebook(triple: Triple) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: texts and model, and the numbers on the page beside them."""
    cosines = np.percentile(triple.sample, _SHARES)
    return {
        "model": public_name(triple.model),
        "texts": list(triple.texts),
        "page": {"A and B": round(triple.with_b.cosine, 4), "A and C": round(triple.with_c.cosine, 4)},
        "random_pairs": {step: round(float(cosine), 4) for step, cosine in zip(_SHARES, cosines, strict=True)},
    }
