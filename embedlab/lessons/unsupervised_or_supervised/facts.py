"""What the page of lesson 3 computes and its text may name: numbers for the templates, choices for the quiz."""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = {
    "simcse_part": ("none", "under_half", "half_or_more"),
    "simcse_alignment": ("closer", "same", "farther"),
    "temperature_effect": ("falls", "same", "rises"),
    "false_negative": ("nothing", "some", "more"),
    "mask_sure": ("under_10", "from_10_to_50", "over_50"),
}
"""Each choice with its possible values; the wording of the options sets the bounds of the functions below."""

NUMBERS: Mapping[str, type] = {
    "held_out": int,
    "train_seconds": float,
    "train_steps": int,
    "recall_none": float,
    "recall_supervised": float,
    "recall_simcse": float,
    "recall_centred": float,
    "alignment_none": float,
    "alignment_supervised": float,
    "alignment_simcse": float,
    "uniformity_none": float,
    "uniformity_supervised": float,
    "uniformity_simcse": float,
    "batch_rows": int,
    "loss_warm": float,
    "loss_cold": float,
    "loss_blind": float,
    "false_share": float,
    "partner_share": float,
    "mask_guess": str,
    "mask_second": str,
    "mask_probability": float,
}
"""Kinds and units.

``recall_...``: recall@10, 0 to 1, from a definition to its term among ``held_out`` terms, before training and after
``train_steps`` steps of each objective, which took ``train_seconds`` together; ``recall_centred`` is before training,
with the mean of the terms' vectors taken from each of them, and likewise for the definitions. ``alignment_...``: mean
squared distance of partners among held-out pairs, 0 to 4; ``uniformity_...``: log of the mean of exp(-2 d^2), 0 or
below, both of unit vectors. ``loss_...``: mean loss in nats of the plain batch with ``batch_rows`` rows, at
temperature 1 (``warm``) and 0.05 (``cold``), and of a row that cannot tell its texts apart (``blind``).
``false_share`` and ``partner_share``: softmax probabilities, 0 to 1, at temperature 0.05, of the false negative and of
the partner in the same row. ``mask_guess`` with ``mask_probability``, 0 to 1, and ``mask_second`` fill the first mask
on the page.
"""


def simcse_part_choice(none: float, simcse: float, supervised: float) -> str:
    """Return the value of ``simcse_part`` from three recalls, 0 to 1.

    It is what share of the supervised gain over no training SimCSE reaches; "none" for no gain at all.
    """
    if simcse <= none:
        return "none"
    return "under_half" if simcse - none < 0.5 * (supervised - none) else "half_or_more"


def alignment_choice(before: float, after: float) -> str:
    """Return the value of ``simcse_alignment`` from two squared distances, 0 to 4; "same": less than 0.02 apart."""
    if abs(after - before) < 0.02:
        return "same"
    return "closer" if after < before else "farther"


def temperature_choice(warm: float, cold: float) -> str:
    """Return the value of ``temperature_effect`` from the losses at 1 and at 0.05; "same": less than 0.01 apart."""
    if abs(warm - cold) < 0.01:
        return "same"
    return "falls" if cold < warm else "rises"


def false_negative_choice(false_share: float, partner_share: float) -> str:
    """Return the value of ``false_negative`` from two probabilities, 0 to 1; "nothing": the first is below 0.01."""
    if false_share < 0.01:
        return "nothing"
    return "more" if false_share >= partner_share else "some"


def mask_choice(probability: float) -> str:
    """Return the value of ``mask_sure`` from the probability of the first guess, 0 to 1."""
    if probability < 0.1:
        return "under_10"
    return "from_10_to_50" if probability <= 0.5 else "over_50"
