"""Where questions and answers lie before and after tuning, on one map."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.projection import joint_map, neighbours_kept
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.fine_tuning.examples import Probe

SHOWN = 12
"""Questions with arrows, those whose rank changed most."""
AROUND = 120
"""Other questions and texts that lie on the same map, so that it is one of the domain and not of twelve pairs."""
NEIGHBOURS = 5

Vectors = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Moved:
    """Questions and their answers on one map, fitted to both models at once.

    Attributes:
        queries: (k,) int32, the questions by their places.
        answers: (k,) int32, for each the first text that answers it, by its place.
        before: (2 k, 2) float32, questions and then answers, by the generalist.
        after: the same by the tuned model.
        cosines: (2 k,) float32, how alike the two models' vectors of a text are.
        close_before: (k,) float32, cosine of each question with its answer by the generalist.
        close_after: the same by the tuned model.
        kept_before: share of each point's five nearest that the map kept, 0 to 1, for the generalist.
        kept_after: the same for the tuned model.
        points: how many questions and texts the map was fitted to.
    """

    queries: NDArray[np.int32]
    answers: NDArray[np.int32]
    before: NDArray[np.float32]
    after: NDArray[np.float32]
    cosines: NDArray[np.float32]
    close_before: NDArray[np.float32]
    close_after: NDArray[np.float32]
    kept_before: float
    kept_after: float
    points: int


def moved(probe: Probe, before: Vectors, after: Vectors, chosen: NDArray[np.int64]) -> Moved | None:
    """Map the chosen questions, their answers and some others of the probe; None where fewer than three are chosen."""
    queries = [int(each) for each in chosen[:SHOWN]]
    if len(queries) < 2:
        return None
    asked, searched = probe.rows("query"), probe.rows("text")
    answers = [probe.relevant[query][0] for query in queries]
    every = np.random.default_rng(0).permutation(searched.stop - searched.start)[:AROUND]
    rows = [*(asked.start + each for each in queries), *(searched.start + each for each in answers)]
    others = [searched.start + int(each) for each in every if int(each) not in answers]
    frames = np.stack([each[[*rows, *others]].astype(np.float32) for each in (before, after)])
    found = joint_map(frames)
    first, second = (neighbours_kept(*each, NEIGHBOURS) for each in zip(frames, found.coordinates, strict=True))
    shown, count = len(rows), len(queries)
    one, other = (np.asarray(frame[:shown]) for frame in frames)
    return Moved(
        np.array(queries, np.int32),
        np.array(answers, np.int32),
        found.coordinates[0, :shown],
        found.coordinates[1, :shown],
        _rowwise(one, other),
        _rowwise(one[:count], one[count:]),
        _rowwise(other[:count], other[count:]),
        first,
        second,
        len(rows) + len(others),
    )


def _rowwise(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.diag(cosine_similarity(one, other)), dtype=np.float32)
