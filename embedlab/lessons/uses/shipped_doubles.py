"""What ships of the duplicates: how well each tool finds the twins, for the texts of the page to speak of."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.duplicate_texts import TWINS, read_duplicates
from embedlab.lessons.uses.study_cosines import Alike, alike_by, alike_by_runs, alike_by_words
from embedlab.lessons.uses.study_doubles import quality_of
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.text_points import FIRST, Points, model_points
from embedlab.studies.shipped_store import load_shipped, save_shipped

RUN: Final = 1
"""Words in a run for MinHash."""
_LESSON: Final = "uses"
_FILE: Final = "doubles"


@dataclass(frozen=True, eq=False)
class ShippedDoubles:
    """Average precision of t tools, look-alikes among the other pairs.

    Attributes:
        digest: of the texts.
        tools: ids of the models, then ``tf-idf`` and ``minhash``.
        near: (t, 3) float64, of edited copies: mean, low and high end of the 95 % interval.
        reworded: (t, 3) float64, of reworded twins.
    """

    digest: str
    tools: tuple[str, ...]
    near: NDArray[np.float64]
    reworded: NDArray[np.float64]


def kinds_doubles() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {_FILE: ShippedDoubles}


def load_doubles() -> ShippedDoubles | None:
    """What ships; None where nothing does, or it is of other texts."""
    found = load_shipped(_LESSON, _FILE, ShippedDoubles)
    return found if found is not None and found.digest == read_duplicates().labelled.digest else None


def compute_doubles(runtime: Runtime) -> ShippedDoubles:
    """Let every tool find the twins."""
    known = read_duplicates()
    tools: list[Alike] = []
    for model in FIRST:
        entry, rows = card(model), model_points(runtime, known.labelled, model)
        tools.append(alike_by(known.labelled, Points(model, entry.name, entry.family, rows)))
    tools += [alike_by_words(known.labelled), alike_by_runs(known.labelled, RUN)]
    near, reworded = (
        np.array([quality_of(known, tool, kind, sisters=True, version=str(RUN)).average for tool in tools])
        for kind in TWINS
    )
    return ShippedDoubles(known.labelled.digest, tuple(tool.tool for tool in tools), near, reworded)


def ship_doubles(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_shipped(_LESSON, _FILE, compute_doubles(runtime))
