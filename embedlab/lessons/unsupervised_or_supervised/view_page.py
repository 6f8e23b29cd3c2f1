"""The parts of lesson 3 after the play: facts for predict and quiz, explanations, exports."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from embedlab.compute.contrastive import alignment, in_batch, match_ranks, uniformity
from embedlab.content.lesson_text import Lesson
from embedlab.errors import EmbedLabError
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.facts import (
    alignment_choice,
    false_negative_choice,
    mask_choice,
    simcse_part_choice,
    temperature_choice,
)
from embedlab.lessons.unsupervised_or_supervised.inputs import Shown
from embedlab.lessons.unsupervised_or_supervised.shipped import START
from embedlab.lessons.unsupervised_or_supervised.study import Run, centred_recall
from embedlab.lessons.unsupervised_or_supervised.view_batch import Matrix, find_matrix
from embedlab.lessons.unsupervised_or_supervised.view_words import find_followed
from embedlab.models.encoders.fill import Guesses
from embedlab.studies.rows import Rows
from embedlab.ui.exports import assignment, notebook_bytes
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, show_source

WARM: Final = 1.0
COLD: Final = 0.05


def run_facts(run: Run) -> dict[str, Any]:
    """What a finished training says."""
    before, after = run.steps[0].objectives["supervised"], run.last.objectives
    supervised, simcse = after["supervised"], after["simcse"]
    return {
        "held_out": run.held_out,
        "train_seconds": run.last.seconds,
        "train_steps": run.last.step,
        "recall_none": before.recall_10,
        "recall_supervised": supervised.recall_10,
        "recall_simcse": simcse.recall_10,
        "recall_centred": run.centred,
        "alignment_none": before.alignment,
        "alignment_supervised": supervised.alignment,
        "alignment_simcse": simcse.alignment,
        "uniformity_none": before.uniformity,
        "uniformity_supervised": supervised.uniformity,
        "uniformity_simcse": simcse.uniformity,
        "simcse_part": simcse_part_choice(before.recall_10, simcse.recall_10, supervised.recall_10),
        "simcse_alignment": alignment_choice(before.alignment, simcse.alignment),
    }


def batch_facts(shown: Shown, encoder: str) -> dict[str, Any]:
    """What the plain batch and the one with a false negative say by an encoder; empty while it cannot answer."""
    batches = {batch.id: batch for batch in load_batches()}
    found = {}
    try:
        for name in ("plain", "false-negative"):
            found[name] = find_matrix(batches[name], encoder, batches[name].rows, shown)
    except EmbedLabError:
        return {}
    plain, false = found["plain"], found["false-negative"]
    if plain is None or false is None or false.batch.watch is None:
        return {}
    warm, cold = (in_batch(plain.similarities, heat).mean for heat in (WARM, COLD))
    row, column = false.batch.watch
    shares = in_batch(false.similarities, COLD).probabilities[row]
    return {
        "batch_rows": len(plain.pairs),
        "loss_warm": warm,
        "loss_cold": cold,
        "loss_blind": math.log(len(plain.pairs)),
        "false_share": float(shares[column]),
        "partner_share": float(shares[row]),
        "temperature_effect": temperature_choice(warm, cold),
        "false_negative": false_negative_choice(float(shares[column]), float(shares[row])),
    }


def mask_facts(guesses: tuple[Guesses, ...]) -> dict[str, Any]:
    """What a masked language model puts into the first gap; empty when there is none."""
    if not guesses:
        return {}
    (first, share), (second, _) = guesses[0][:2]
    return {
        "mask_guess": first,
        "mask_second": second,
        "mask_probability": share,
        "mask_sure": mask_choice(share),
    }


def why(lesson: Lesson) -> None:
    """Draw the explanations, the real functions and the limits."""
    draw_sections(lesson)
    for function in (in_batch, alignment, uniformity, match_ranks, centred_recall):
        show_source(function)
    limits_note(lesson.limits)


def tables_of(shown: Shown, matrix: Matrix | None) -> dict[str, Callable[[], Rows]]:
    """What can be taken away as CSV."""
    return {
        "Training": partial(step_rows, shown),
        "Batch": partial(matrix_rows, matrix),
        "Word neighbours": word_rows,
    }


def step_rows(shown: Shown) -> Rows:
    """Every record of the training on the screen, for export."""
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
    """Every cell of the in-batch matrix, for export; nothing while there is none."""
    if matrix is None:
        return []
    return [
        {"encoder": matrix.encoder, "anchor": anchor, "partner": partner, "own": i == j,
         "cosine": float(matrix.similarities[i, j])}
        for i, (anchor, _) in enumerate(matrix.pairs)
        for j, (_, partner) in enumerate(matrix.pairs)
    ]  # fmt: skip


def word_rows() -> Rows:
    """Every neighbour of the followed words, for export."""
    return [
        {"epoch": step.epoch, "word": probe, "place": place, "neighbour": word, "cosine": cosine}
        for step in find_followed().steps
        for probe, found in step.neighbours.items()
        for place, (word, cosine) in enumerate(found, start=1)
    ]


def notebook(shown: Shown) -> bytes:
    """The training as a notebook that runs where EmbedLab is installed."""
    chosen = shown.settings
    setup = [
        assignment(name, getattr(chosen, name))
        for name in ("seconds", "temperature", "batch", "learning_rate", "dropout", "seed")
    ]
    return notebook_bytes(
        [
            ("markdown", "# Unsupervised or supervised?\n\nRun this where EmbedLab is installed, from its folder."),
            ("code", "\n".join(setup)),
            (
                "code",
                "import time\n\n"
                "from embedlab.models.catalog import card\n"
                "from embedlab.models.runtime import shared_runtime\n"
                "from embedlab.models.training import ContrastiveSpec, shared_trainer\n"
                "from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS\n\n"
                "spec = ContrastiveSpec(\n"
                f"    table=shared_runtime().store.ensure(card({START!r})), pairs=PAIRS,\n"
                "    steps=5_000, seconds=seconds,\n"
                "    temperature=temperature, batch=batch, learning_rate=learning_rate, dropout=dropout, seed=seed,\n"
                ")\n"
                "job = shared_trainer().submit(spec, 'notebook')\n"
                "while job.live:\n"
                "    job.watch('notebook')\n"
                "    time.sleep(1)\n"
                "for step in job.steps:\n"
                "    recall = {name: f'{found.recall_10:.1%}' for name, found in step.objectives.items()}\n"
                "    print(f'{step.step:5d} steps, {step.seconds:5.1f} s', recall)",
            ),
        ]
    )
