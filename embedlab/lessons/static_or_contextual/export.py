"""What can be taken away from lesson 1."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from embedlab.lessons.static_or_contextual.study import Senses, SenseStudy
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows


@dataclass
class Takeaway:
    """The layer that the page shows.

    Its slider moves without drawing the page again, and the notebook is made between two runs, when no session can be
    read. So what draws the layer writes it down here.
    """

    layer: int


def tables(found: Senses) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {
        "Layer scores": partial(score_rows, found.study),
        "Map coordinates": partial(map_rows, found.study),
        "Similarities": partial(similarity_rows, found.study),
    }


def score_rows(study: SenseStudy) -> Rows:
    """A row for each layer; none without scores."""
    if study.scores is None:
        return []
    scores = study.scores
    return [
        {
            "layer": layer,
            "chance": scores.chance,
            "accuracy": float(scores.accuracy[layer]),
            "silhouette": float(scores.silhouette[layer]),
            "mean_cosine_of_random_words": float(scores.mean_cosine[layer]),
        }
        for layer in range(study.layers + 1)
    ]


def map_rows(study: SenseStudy) -> Rows:
    """A row for each dot in each layer."""
    return [
        {"layer": layer, "sense": o.sense, "sentence": o.text, "x": float(xy[0]), "y": float(xy[1])}
        for layer, frame in enumerate(study.coordinates)
        for o, xy in zip(study.occurrences, frame, strict=True)
    ]


def similarity_rows(study: SenseStudy) -> Rows:
    """A row for each pair in each layer, every pair once."""
    texts = [o.text for o in study.occurrences]
    first, second = np.triu_indices(len(texts), 1)
    return [
        {"layer": layer, "sentence_a": texts[i], "sentence_b": texts[j], "cosine": round(float(cosines[i, j]), 4)}
        for layer, cosines in enumerate(study.similarity)
        for i, j in zip(first, second, strict=True)
    ]


def notebook(found: Senses, takeaway: Takeaway) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: sentences and model, and the scores on the page beside them."""
    study = found.study
    return {
        "model": public_name(found.model.id),
        "layer": lambda: takeaway.layer,
        "rows": [(o.sense, o.text, o.start, o.end) for o in study.occurrences],
        "page": [] if study.scores is None else study.scores.accuracy.round(4).tolist(),
    }
