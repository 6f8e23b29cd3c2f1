"""What can be taken away from lesson 9."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import numpy as np

from embedlab.compute.few_shot import HEADS, C, drawn, fit_head
from embedlab.errors import InputError
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_curves import HEAD_NAMES, curve_rows
from embedlab.models.catalog import all_cards, card
from embedlab.studies.labelled.text_points import FIRST, count_points
from embedlab.studies.public_models import public_name
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import Rows

NOTEBOOK_LEARN: Final = 8
NOTEBOOK_TEST: Final = 8
"""Texts of each class that a notebook carries to learn from and to test on: it is a file to read."""
NOTEBOOK_CLASSES: Final = 8
NOTEBOOK_CHARS: Final = 600


def tables(chosen: Chosen) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {"Learning curves": partial(curve_rows, chosen)}


def notebook(chosen: Chosen) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: a part of the set, and a model that is on the hub."""
    texts, labels, learn = _part(chosen)
    model = notebook_model(chosen)
    return {
        "texts": texts,
        "labels": labels,
        "learn": learn,
        "model": public_name(model),
        "prefix": card(model).prompts.query,
        "c": C,
        "page": counted_on(tuple(texts), tuple(labels), learn),
    }


def notebook_model(chosen: Chosen) -> str:
    """The first of the chosen models that sentence-transformers can read."""
    dense = [curve.model for curve in chosen.curves if curve.family == "dense"]
    return next((model for model in dense if model in all_cards()), FIRST[0])


@remembered
def counted_on(texts: tuple[str, ...], labels: tuple[str, ...], learn: int) -> dict[str, float]:
    """The accuracy of each head on counted words, 0 to 1, learnt from the first ``learn`` texts."""
    classes = sorted(set(labels))
    numbers = np.array([classes.index(label) for label in labels], np.int64)
    try:
        rows = count_points(texts).matrix
    except InputError:  # of the few texts of a notebook no two may share a word, though those of the set do
        return {}
    told = {name: fit_head(rows[:learn], numbers[:learn], len(classes), name) for name in HEADS}
    return {
        HEAD_NAMES[name]: float((head.classes(rows[learn:]) == numbers[learn:]).mean()) for name, head in told.items()
    }


def _part(chosen: Chosen) -> tuple[list[str], list[str], int]:
    """Texts of the first classes with their labels: first those to learn from, then those to test on."""
    labelled = chosen.labelled
    kinds = range(min(len(labelled.classes), NOTEBOOK_CLASSES))
    few = labelled.labels < len(kinds)
    size = min(chosen.size, NOTEBOOK_LEARN)
    learnt = [row for row in drawn(labelled.labels, labelled.test, size, chosen.seed).tolist() if few[row]]
    tested = [
        row for kind in kinds for row in np.flatnonzero(labelled.test & (labelled.labels == kind))[:NOTEBOOK_TEST]
    ]
    rows = [*learnt, *map(int, tested)]
    texts = [labelled.texts[row][:NOTEBOOK_CHARS] for row in rows]
    return texts, [labelled.classes[labelled.labels[row]] for row in rows], len(learnt)
