"""What the explanations and the teacher's notes of lesson 3 may speak of: numbers of the training that ships."""

from dataclasses import dataclass

import numpy as np

from embedlab.compute.contrastive import in_batch
from embedlab.content.facts import Facts
from embedlab.errors import StoreError
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.facts import LOW
from embedlab.lessons.unsupervised_or_supervised.shipped import load_run, load_similarities, load_words
from embedlab.lessons.unsupervised_or_supervised.study import Run


@dataclass(frozen=True)
class ToldFacts(Facts):
    """Facts of the shipped training; names end in ``none`` (before it), ``supervised`` or ``simcse`` (after it).

    Attributes:
        temperature: what it was set to, and so is ``batch``.
        train_steps: steps of each objective.
        half_steps: half of them.
        recall_none: recall@10, 0 to 1; like the next two in the end.
        recall_half_supervised: the same after half of the steps; ``recall_early_supervised`` after fifty.
        recall_centred: recall@10 of the control, which is not trained.
        alignment_none: as in the facts of the page, and so are the uniformities.
        length_supervised: mean length of the vectors of the twenty most frequent words of the definitions.
        length_rare_supervised: the same of all other words.
        car_none: what the row of the car gives to the automobile's definition at temperature 0.05, 0 to 1.
        questions_none: anchors of the batch of questions that choose their own partner, of ``questions``.
        king_first: the two nearest words to *king* before word vectors are trained; ``king_last`` three in the end.
    """

    temperature: float | None = None
    batch: int | None = None
    train_steps: int | None = None
    half_steps: int | None = None
    recall_none: float | None = None
    recall_supervised: float | None = None
    recall_simcse: float | None = None
    recall_half_supervised: float | None = None
    recall_half_simcse: float | None = None
    recall_early_supervised: float | None = None
    recall_early_simcse: float | None = None
    recall_centred: float | None = None
    alignment_none: float | None = None
    alignment_supervised: float | None = None
    alignment_simcse: float | None = None
    uniformity_none: float | None = None
    uniformity_supervised: float | None = None
    uniformity_simcse: float | None = None
    length_supervised: float | None = None
    length_simcse: float | None = None
    length_rare_supervised: float | None = None
    length_rare_simcse: float | None = None
    car_none: float | None = None
    car_supervised: float | None = None
    car_simcse: float | None = None
    questions: int | None = None
    questions_none: int | None = None
    questions_supervised: int | None = None
    questions_simcse: int | None = None
    king_first: str | None = None
    king_last: str | None = None


def told() -> ToldFacts:
    """What is known of all that ships; nothing of what cannot be read."""
    try:
        run = load_run()
    except StoreError:
        return ToldFacts()
    known = _of_run(run) | _of_batches() | _of_words()
    return ToldFacts(**known)  # type: ignore[arg-type]


def _of_run(run: Run) -> dict[str, float]:
    found: dict[str, float] = {
        "temperature": run.settings.temperature, "batch": run.settings.batch, "train_steps": run.last.step,
        "half_steps": run.last.step // 2, "recall_centred": run.centred,
    }  # fmt: skip
    at = {step.step: step.objectives for step in run.steps}
    ends = {"none": at[0]["supervised"], **run.last.objectives}
    for name, end in ends.items():
        found |= {f"recall_{name}": end.recall_10, f"alignment_{name}": end.alignment}
        found[f"uniformity_{name}"] = end.uniformity
    for name in run.last.objectives:
        for when, step in (("half", run.last.step // 2), ("early", 50)):
            if step in at:
                found[f"recall_{when}_{name}"] = at[step][name].recall_10
        found[f"length_{name}"], found[f"length_rare_{name}"] = run.lengths[name]
    return found


def _of_batches() -> dict[str, float]:
    batches = {batch.id: batch for batch in load_batches()}
    found: dict[str, float] = {"questions": len(batches["questions"].rows)}
    cell = batches["false-negative"].watch
    for name, encoder in {"none": "before", "supervised": "supervised", "simcse": "simcse"}.items():
        false, questions = (load_similarities(batch, encoder) for batch in ("false-negative", "questions"))
        if false is not None and cell is not None:
            found[f"car_{name}"] = float(in_batch(false, LOW).probabilities[cell])
        if questions is not None:
            found[f"questions_{name}"] = int((questions.argmax(axis=1) == np.arange(len(questions))).sum())
    return found


def _of_words() -> dict[str, str]:
    steps = load_words()
    if not steps:
        return {}
    first, last = ([word for word, _ in step.neighbours["king"]] for step in (steps[0], steps[-1]))
    return {"king_first": " and ".join(first[:2]), "king_last": ", ".join(last[:3])}
