"""What the pages of lessons 2 and 3 compute: their part of the names in ``embedlab.content.fact_names``.

The functions decide which option of a quiz is right; the wording of the options sets their bounds.
"""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = {
    # lesson 2
    "static_order": ("same", "high", "low"),
    "hardest_kind": ("negation", "role_swap", "number", "unrelated"),
    "pooled_number": ("dot", "cosine", "neither"),
    "lee_pooling": ("mean", "cls", "close"),
    "cut_part": ("nothing", "under_half", "half_or_more"),
    # lesson 3
    "simcse_part": ("none", "under_half", "half_or_more"),
    "simcse_alignment": ("closer", "same", "farther"),
    "temperature_effect": ("falls", "same", "rises"),
    "false_negative": ("nothing", "some", "more"),
    "mask_sure": ("under_10", "from_10_to_50", "over_50"),
}
"""Each choice with its possible values."""

NUMBERS: Mapping[str, type] = {
    # lesson 2
    "pooling": str,
    "bench_pairs": int,
    "cosine_paraphrase": float,
    "cosine_word_order": float,
    "cosine_negation": float,
    "cosine_role_swap": float,
    "cosine_number": float,
    "cosine_unrelated": float,
    "order_chosen": float,
    "order_easy": float,
    "order_hard": float,
    "order_static": float,
    "static_role_swap": float,
    "cells_average": float,
    "pooled_dot": float,
    "pooled_cosine": float,
    "lee_model": str,
    "lee_mean": float,
    "lee_cls": float,
    "lee_static": float,
    "lee_low": float,
    "lee_high": float,
    "lee_pairs": int,
    "cut_share": float,
    "token_limit": int,
    "text_tokens": int,
    # lesson 3
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

Lesson 2. ``cosine_...``: mean cosine, -1 to 1, over the pairs of a kind by the encoder
and ``pooling`` on the page; ``static_role_swap`` the same by averaged GloVe vectors. ``order_...``: how often a pair of the
same meaning scores above one of different meaning, 0 to 1, ties half: over all pairs on the page (``chosen``) and with
averaged GloVe (``static``), of paraphrases against unrelated pairs (``easy``), and of paraphrases against negation,
swapped roles and numbers (``hard``). ``cells_average`` is the mean of all cells of the token-pair matrix of the two
texts on the page; ``pooled_dot`` and ``pooled_cosine`` compare their two mean vectors. ``lee_...``: Pearson correlation
with people over ``lee_pairs`` pairs of news stories, by ``lee_model`` with mean pooling (95 % interval from ``lee_low``
to ``lee_high``) and with [CLS], and by averaged GloVe. ``cut_share``: share of the characters of the long text, 0 to 1,
behind the last token that the encoder reads; it reads ``token_limit`` of ``text_tokens``, special tokens included.

Lesson 3. ``recall_...``: recall@10, 0 to 1, from a definition to its term among ``held_out`` terms, before training and
after ``train_steps`` steps of each objective, which took ``train_seconds`` together; ``recall_centred`` is before
training, with the mean of the terms' vectors taken from each of them, and likewise for the definitions.
``alignment_...``: mean squared distance of partners among held-out pairs, 0 to 4; ``uniformity_...``: log of the mean
of exp(-2 d^2), 0 or below, both of unit vectors. ``loss_...``: mean loss in nats of the plain batch with ``batch_rows``
rows, at temperature 1 (``warm``) and 0.05 (``cold``), and of a row that cannot tell its texts apart (``blind``).
``false_share`` and ``partner_share``: softmax probabilities, 0 to 1, at temperature 0.05, of the false negative and of
the partner in the same row. ``mask_guess`` with ``mask_probability``, 0 to 1, and ``mask_second`` fill the first mask
on the page.
"""

DIFFERENT_KINDS = ("negation", "role_swap", "number", "unrelated")
"""The kinds of pairs that differ in meaning, in the order in which a tie is settled."""


def static_order_choice(cosine: float) -> str:
    """Return the value of ``static_order`` from a cosine of -1 to 1; "same": 1 to three digits, "low": below 0.5."""
    if cosine >= 0.9995:
        return "same"
    return "high" if cosine >= 0.5 else "low"


def hardest_kind_choice(means: Mapping[str, float]) -> str:
    """Return the value of ``hardest_kind``: which kind of different meaning has the highest mean cosine.

    ``means`` maps the keys of kinds to cosines; other kinds are not looked at. Raises KeyError for a kind left out.
    """
    return max(DIFFERENT_KINDS, key=lambda kind: means[kind])


def pooled_number_choice(cells_average: float, dot: float, cosine: float) -> str:
    """Return the value of ``pooled_number``: what the mean of all cells equals to 1e-4; the dot product first."""
    if abs(cells_average - dot) <= 1e-4:
        return "dot"
    return "cosine" if abs(cells_average - cosine) <= 1e-4 else "neither"


def lee_choice(mean: float, cls: float) -> str:
    """Return the value of ``lee_pooling`` from two correlations, -1 to 1; "close": they differ by less than 0.02."""
    if abs(mean - cls) < 0.02:
        return "close"
    return "mean" if mean > cls else "cls"


def cut_choice(share: float) -> str:
    """Return the value of ``cut_part`` from the share of characters that is not read, 0 to 1."""
    if share <= 0:
        return "nothing"
    return "under_half" if share < 0.5 else "half_or_more"


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
