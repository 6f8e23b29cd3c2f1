"""What lesson 3 computes and its texts may speak of."""

from dataclasses import dataclass
from typing import Literal

from embedlab.compute.contrastive import in_batch
from embedlab.lessons.unsupervised_or_supervised import facts_run
from embedlab.lessons.unsupervised_or_supervised.examples import Batch
from embedlab.lessons.unsupervised_or_supervised.study import Run, Shown
from embedlab.lessons.unsupervised_or_supervised.study_batch import Floats, uniform_loss
from embedlab.models.encoders.fill import Guesses

HIGH, LOW = 1.0, 0.05
"""The temperatures that the questions about a batch compare."""

Part = Literal["none", "under_half", "half_or_more"]
Drift = Literal["closer", "same", "farther"]
Effect = Literal["falls", "same", "rises"]
Taken = Literal["nothing", "some", "more"]
Sure = Literal["under_10", "from_10_to_50", "over_50"]


@dataclass(frozen=True)
class TrainingFacts(facts_run.RunFacts):
    """The facts of the training that has ended last, of two batches, and of the hidden word.

    Attributes:
        simcse_part: which part of the supervised gain in recall SimCSE reaches.
        simcse_alignment: what SimCSE does to the distance of partners.
        batch_rows: pairs in the plain batch.
        loss_high: its mean loss at temperature 1, in nats.
        loss_low: the same at temperature 0.05.
        loss_uniform: loss of a row that cannot tell its texts apart.
        temperature_effect: what the lower temperature does to the mean loss.
        false_share: softmax probability of the false negative at temperature 0.05, 0 to 1.
        partner_share: the same of the partner in its row.
        false_negative: how much the false negative gets.
        mask_guess: what a masked language model puts into the first gap on the page.
        mask_second: its second guess.
        mask_probability: probability of the first, 0 to 1.
        mask_sure: the same in three steps.
    """

    simcse_part: Part | None = None
    simcse_alignment: Drift | None = None
    batch_rows: int | None = None
    loss_high: float | None = None
    loss_low: float | None = None
    loss_uniform: float | None = None
    temperature_effect: Effect | None = None
    false_share: float | None = None
    partner_share: float | None = None
    false_negative: Taken | None = None
    mask_guess: str | None = None
    mask_second: str | None = None
    mask_probability: float | None = None
    mask_sure: Sure | None = None


def facts(shown: Shown) -> TrainingFacts:
    """What the training that has ended last says; nothing while there is none."""
    return TrainingFacts() if shown.run is None else run_facts(shown.run)


def run_facts(run: Run) -> TrainingFacts:
    """What a finished training says."""
    before, after = run.steps[0].objectives["supervised"], run.last.objectives
    supervised, simcse = after["supervised"], after["simcse"]
    return TrainingFacts(
        **facts_run.run_numbers(run),
        simcse_part=simcse_part_choice(before.recall_10, simcse.recall_10, supervised.recall_10),
        simcse_alignment=alignment_choice(before.alignment, simcse.alignment),
    )


def batch_facts(plain: Floats, false: Floats, false_batch: Batch) -> TrainingFacts:
    """What the plain batch and the one with a false negative say, from their cosines (n, n) by one encoder."""
    if false_batch.watch is None:
        return TrainingFacts()
    row, column = false_batch.watch
    high, low = (in_batch(plain, temperature).mean for temperature in (HIGH, LOW))
    shares = in_batch(false, LOW).probabilities[row]
    return TrainingFacts(
        batch_rows=len(plain),
        loss_high=high,
        loss_low=low,
        loss_uniform=uniform_loss(len(plain)),
        temperature_effect=temperature_choice(high, low),
        false_share=float(shares[column]),
        partner_share=float(shares[row]),
        false_negative=false_negative_choice(float(shares[column]), float(shares[row])),
    )


def mask_facts(guesses: Guesses) -> TrainingFacts:
    """What a masked language model puts into a gap."""
    (first, share), (second, _) = guesses[:2]
    return TrainingFacts(mask_guess=first, mask_second=second, mask_probability=share, mask_sure=mask_choice(share))


def simcse_part_choice(none: float, simcse: float, supervised: float) -> Part:
    """Return what part of the supervised gain SimCSE reaches, from three recalls, 0 to 1; "none" for no gain at all."""
    if simcse <= none:
        return "none"
    return "under_half" if simcse - none < 0.5 * (supervised - none) else "half_or_more"


def alignment_choice(before: float, after: float) -> Drift:
    """Return what became of two squared distances, 0 to 4; "same" is less than 0.02 apart, as two digits are shown."""
    if abs(after - before) < 0.02:
        return "same"
    return "closer" if after < before else "farther"


def temperature_choice(high: float, low: float) -> Effect:
    """Return what became of the loss from temperature 1 to 0.05; "same" is less than 0.01 apart, its last digit."""
    if abs(high - low) < 0.01:
        return "same"
    return "falls" if low < high else "rises"


def false_negative_choice(false_share: float, partner_share: float) -> Taken:
    """Return how much the false negative gets, from two probabilities; "nothing" is less than 0.01."""
    if false_share < 0.01:
        return "nothing"
    return "more" if false_share >= partner_share else "some"


def mask_choice(probability: float) -> Sure:
    """Return how sure the first guess is, from its probability, 0 to 1."""
    if probability < 0.1:
        return "under_10"
    return "from_10_to_50" if probability <= 0.5 else "over_50"
