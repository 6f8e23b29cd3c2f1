"""What the explanations and the teacher's notes of lesson 3 may speak of: numbers of the training that ships."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from embedlab.compute.contrastive import in_batch
from embedlab.errors import StoreError
from embedlab.lessons.unsupervised_or_supervised import facts_run
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.facts import LOW
from embedlab.lessons.unsupervised_or_supervised.shipped import (
    load_context,
    load_run,
    load_similarities,
    load_words,
)
from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import load_labelled_run
from embedlab.lessons.unsupervised_or_supervised.shipped_next import load_next
from embedlab.lessons.unsupervised_or_supervised.study import Run
from embedlab.lessons.unsupervised_or_supervised.study_masked import perplexity


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
        labelled_steps: steps of each objective on labelled pairs.
        labelled_softmax: recall@10, 0 to 1, after them by the in-batch softmax; ``labelled_classifier``,
            ``labelled_random`` and ``labelled_hard`` by the classifier and by triplets.
        classifier_accuracy: share of held-out labelled pairs, 0 to 1, in the right class.
        next_other: how often, 0 to 1, averaged word vectors choose the next sentence rather than another text's;
            ``next_same`` the same text's, ``next_previous`` the previous one.
        context_perplexity: of the masked language model on held-out definitions; ``frequency_perplexity`` without.
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
    labelled_steps: int | None = None
    labelled_softmax: float | None = None
    labelled_classifier: float | None = None
    labelled_random: float | None = None
    labelled_hard: float | None = None
    classifier_accuracy: float | None = None
    next_other: float | None = None
    next_same: float | None = None
    next_previous: float | None = None
    context_perplexity: float | None = None
    frequency_perplexity: float | None = None
    king_first: str | None = None
    king_last: str | None = None


def told() -> ToldFacts:
    """What is known of all that ships; nothing of what cannot be read."""
    try:
        run = load_run()
    except StoreError:
        return ToldFacts()
    known = _of_run(run) | _of_batches() | _of_words() | _of_labelled() | _of_raw_text()
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


def _of_labelled() -> dict[str, Any]:
    run = load_labelled_run()
    if run is None:
        return {}
    objectives = run.last.objectives
    return {
        "labelled_steps": run.last.step,
        "labelled_softmax": objectives["softmax"].recall_10,
        "labelled_classifier": objectives["classifier"].recall_10,
        "labelled_random": objectives["triplet-random"].recall_10,
        "labelled_hard": objectives["triplet-hard"].recall_10,
        "classifier_accuracy": objectives["classifier"].accuracy,
    }


def _of_raw_text() -> dict[str, float]:
    found: dict[str, float] = {}
    if (counted := load_next()) is not None:
        found |= {f"next_{task}": share.share for task, share in counted.shares["vectors"].items()}
    if (gain := load_context()) is not None:
        found |= {
            "context_perplexity": perplexity(gain.logs),
            "frequency_perplexity": perplexity(gain.frequency_logs),
        }
    return found


def _of_words() -> dict[str, str]:
    steps = load_words()
    if not steps:
        return {}
    first, last = ([word for word, _ in step.neighbours["king"]] for step in (steps[0], steps[-1]))
    return {"king_first": " and ".join(first[:2]), "king_last": ", ".join(last[:3])}
