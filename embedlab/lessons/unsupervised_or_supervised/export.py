"""What can be taken away from lesson 3."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Final

from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.shipped import CARDS, FIRST
from embedlab.lessons.unsupervised_or_supervised.study import Settings, Shown
from embedlab.lessons.unsupervised_or_supervised.study_batch import Matrix
from embedlab.lessons.unsupervised_or_supervised.study_labelled import CLASSES
from embedlab.lessons.unsupervised_or_supervised.study_next import CUES, TASKS, NextFound
from embedlab.models.training import LabelledStep, WordsStep
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows

_TABLE: Final = "glove-6b-50d"


@dataclass(eq=False)
class Takeaway:
    """What the parts below the first screen have shown last.

    They are drawn apart from the page, and a table is asked for between two runs, when no session can be read. So the
    parts write down here what they draw, and the tables read it then.

    Attributes:
        matrix: the in-batch matrix; None while there is none.
        words: the records of the training of word vectors.
        labelled: the records of the training on labelled pairs.
        following: the counts on consecutive sentences; None while there are none.
    """

    matrix: Matrix | None
    words: tuple[WordsStep, ...]
    labelled: tuple[LabelledStep, ...] = ()
    following: NextFound | None = None


def tables(shown: Shown, takeaway: Takeaway) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    earlier = {"Earlier trainings": partial(earlier_rows, shown)} if shown.earlier else {}
    return {
        "Training": partial(step_rows, shown),
        **earlier,
        "Neighbours of definitions": partial(neighbour_rows, shown),
        "Labelled pairs": lambda: labelled_rows(takeaway.labelled),
        "Next sentences": lambda: next_rows(takeaway.following),
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


def earlier_rows(shown: Shown) -> Rows:
    """A row for each record and objective of the earlier trainings on the chart, with what they were set to."""
    return [
        {
            "training": number,
            **asdict(each.settings),
            "objective": name,
            "step": step.step,
            "recall@10": found.recall_10,
        }
        for number, each in enumerate(shown.earlier, start=1)
        for step in each.steps
        for name, found in step.objectives.items()
    ]


def neighbour_rows(shown: Shown) -> Rows:
    """A row for each of the nearest terms of the shown definitions, before and after."""
    run = shown.run
    if run is None:
        return []
    return [
        {"encoder": encoder, "definition": definition, "own term": own, "own rank": int(run.ranks[encoder][row]),
         "rank": rank, "term": term, "cosine": float(found.cosines[row, rank - 1])}
        for encoder, found in run.nearest.items()
        for row, (definition, own) in enumerate(zip(run.definitions, run.terms, strict=True))
        for rank, term in enumerate(found.terms[row], start=1)
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


def labelled_rows(steps: tuple[LabelledStep, ...]) -> Rows:
    """A row for each record and objective of the training on labelled pairs."""
    return [
        {
            "objective": name, "step": step.step, "loss": found.loss, "recall@1": found.recall_1,
            "recall@10": found.recall_10, "alignment": found.alignment, "uniformity": found.uniformity,
            **{f"cosine, {kind}": cosine for kind, cosine in zip(CLASSES, found.cosines, strict=True)},
            "accuracy": found.accuracy, "triplets without loss": found.idle if "triplet" in name else None,
        }
        for step in steps
        for name, found in step.objectives.items()
    ]  # fmt: skip


def next_rows(found: NextFound | None) -> Rows:
    """A row for each cue and task of the count on consecutive sentences."""
    if found is None:
        return []
    return [
        {"cue": CUES[cue], "next or": TASKS[task], "right": share.share, "choices": share.count,
         "low": share.interval[0], "high": share.interval[1]}
        for cue, shares in found.shares.items()
        for task, share in shares.items()
    ]  # fmt: skip


def word_rows(steps: tuple[WordsStep, ...]) -> Rows:
    """A row for each neighbour of the followed words."""
    return [
        {"epoch": step.epoch, "word": probe, "rank": rank, "neighbour": word, "cosine": cosine}
        for step in steps
        for probe, found in step.neighbours.items()
        for rank, (word, cosine) in enumerate(found, start=1)
    ]


def notebook(shown: Shown, takeaway: Takeaway) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: curves and settings of the training, and the batch of pairs."""
    settings = shown.settings or Settings.of(FIRST)
    return {
        **asdict(settings),
        "curves": lambda: _curves(shown),
        "pairs": lambda: _pairs(takeaway.matrix),
        "model": lambda: public_name(_encoder(takeaway.matrix)),
        "table": public_name(_TABLE),
        "page": lambda: _cosines(takeaway.matrix),
    }


def _curves(shown: Shown) -> dict[str, list[float]]:
    steps, names = shown.steps, ("supervised", "simcse")
    found = {name: [round(step.objectives[name].recall_10, 4) for step in steps] for name in names}
    return {"step": [step.step for step in steps], **found}


def _pairs(matrix: Matrix | None) -> list[tuple[str, str]]:
    pairs = load_batches()[0].rows if matrix is None else matrix.pairs
    return [(anchor, partner) for anchor, partner in pairs]


def _encoder(matrix: Matrix | None) -> str:
    """The encoder of a matrix; the table of words in the place of one that was trained on the page."""
    return _TABLE if matrix is None or matrix.encoder not in CARDS else matrix.encoder


def _cosines(matrix: Matrix | None) -> list[list[float]]:
    """The cosines of a matrix; none where its encoder was trained on the page and is published nowhere."""
    if matrix is None or matrix.encoder not in CARDS:
        return []
    rows: list[list[float]] = matrix.similarities.round(4).tolist()
    return rows
