"""What can be taken away from lesson 3."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial

from embedlab.lessons.unsupervised_or_supervised.shipped import FIRST
from embedlab.lessons.unsupervised_or_supervised.study import Settings, Shown
from embedlab.lessons.unsupervised_or_supervised.study_batch import Matrix
from embedlab.models.training import WordsStep
from embedlab.studies.rows import Rows


@dataclass(eq=False)
class Takeaway:
    """What the parts below the first screen have shown last.

    They are drawn apart from the page, and a table is asked for between two runs, when no session can be read. So the
    parts write down here what they draw, and the tables read it then.

    Attributes:
        matrix: the in-batch matrix; None while there is none.
        words: the records of the training of word vectors.
    """

    matrix: Matrix | None
    words: tuple[WordsStep, ...]


def tables(shown: Shown, takeaway: Takeaway) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {
        "Training": partial(step_rows, shown),
        "Batch": lambda: matrix_rows(takeaway.matrix),
        "Word neighbours": lambda: word_rows(takeaway.words),
    }


def step_rows(shown: Shown) -> Rows:
    """A row for each record and objective of the training on the screen."""
    return [
        {
            "objective": name, "step": step.step, "seconds": round(step.seconds, 2), "loss": found.loss,
            "recall@1": found.recall_1, "recall@10": found.recall_10,
            "alignment": found.alignment, "uniformity": found.uniformity,
        }
        for step in shown.steps
        for name, found in step.objectives.items()
    ]  # fmt: skip


def matrix_rows(matrix: Matrix | None) -> Rows:
    """A row for each cell of the in-batch matrix; none while there is no matrix."""
    if matrix is None:
        return []
    return [
        {"encoder": matrix.encoder, "anchor": anchor, "partner": partner, "own": i == j,
         "cosine": float(matrix.similarities[i, j])}
        for i, (anchor, _) in enumerate(matrix.pairs)
        for j, (_, partner) in enumerate(matrix.pairs)
    ]  # fmt: skip


def word_rows(steps: tuple[WordsStep, ...]) -> Rows:
    """A row for each neighbour of the followed words."""
    return [
        {"epoch": step.epoch, "word": probe, "rank": rank, "neighbour": word, "cosine": cosine}
        for step in steps
        for probe, found in step.neighbours.items()
        for rank, (word, cosine) in enumerate(found, start=1)
    ]


def notebook(shown: Shown) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: how the training on the screen was set."""
    return asdict(shown.settings or Settings.of(FIRST))
