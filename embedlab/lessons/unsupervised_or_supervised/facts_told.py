"""What the explanations and the teacher's notes of lesson 3 may speak of: numbers of the training that ships."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from embedlab.compute.contrastive import in_batch
from embedlab.errors import StoreError
from embedlab.lessons.unsupervised_or_supervised import facts_run
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.facts import LOW
from embedlab.lessons.unsupervised_or_supervised.shipped import load_run, load_similarities, load_words
from embedlab.lessons.unsupervised_or_supervised.study import Run


@dataclass(frozen=True)
class ToldFacts(facts_run.RunFacts):
    """Facts of the shipped training.

    Attributes:
        temperature: what it was set to, and so is ``batch``.
        half_steps: half of its steps.
        recall_half_supervised: recall@10, 0 to 1, after half of the steps; ``recall_early_supervised`` after fifty.
        length_supervised: mean length of the vectors of the twenty most frequent words of the definitions.
        length_rare_supervised: the same of all other words.
        car_none: what the row of the car gives to the automobile's definition at temperature 0.05, 0 to 1.
        questions_none: anchors of the batch of questions that choose their own partner, of ``questions``.
        king_first: the two nearest words to *king* before word vectors are trained; ``king_last`` three in the end.
    """

    temperature: float | None = None
    batch: int | None = None
    half_steps: int | None = None
    recall_half_supervised: float | None = None
    recall_half_simcse: float | None = None
    recall_early_supervised: float | None = None
    recall_early_simcse: float | None = None
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
    return ToldFacts(**known)


def _of_run(run: Run) -> dict[str, Any]:
    half = run.last.step // 2
    found = facts_run.run_numbers(run)
    found |= {"temperature": run.settings.temperature, "batch": run.settings.batch, "half_steps": half}
    at = {step.step: step.objectives for step in run.steps}
    for name in run.last.objectives:
        for when, step in (("half", half), ("early", 50)):
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
