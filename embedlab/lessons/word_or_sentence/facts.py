"""What the page of lesson 2 computes and its text may name: numbers for the templates, choices for the quiz."""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = {
    "static_order": ("same", "high", "low"),
    "hardest_kind": ("negation", "role_swap", "number", "unrelated"),
    "pooled_number": ("dot", "cosine", "neither"),
    "lee_pooling": ("mean", "cls", "close"),
    "cut_part": ("nothing", "under_half", "half_or_more"),
}
"""Each choice with its possible values; the wording of the options sets the bounds of the functions below."""

NUMBERS: Mapping[str, type] = {
    "model": str,
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
}
"""Kinds and units.

``cosine_...``: mean cosine, -1 to 1, over the pairs of a kind by the encoder and ``pooling`` on the page;
``static_role_swap`` the same by averaged GloVe vectors. ``order_...``: how often a pair of the same meaning scores
above one of different meaning, 0 to 1, ties half: over all pairs on the page (``chosen``) and with averaged GloVe
(``static``), of paraphrases against unrelated pairs (``easy``), and of paraphrases against negation, swapped roles and
numbers (``hard``). ``cells_average`` is the mean of all cells of the token-pair matrix of the two texts on the page;
``pooled_dot`` and ``pooled_cosine`` compare their two mean vectors. ``lee_...``: Pearson correlation with people over
``lee_pairs`` pairs of news stories, by ``lee_model`` with mean pooling (95 % interval from ``lee_low`` to
``lee_high``) and with [CLS], and by averaged GloVe. ``cut_share``: share of the characters of the long text, 0 to 1,
behind the last token that the encoder reads; it reads ``token_limit`` of ``text_tokens``, special tokens included.
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
