"""What the page of lesson 5 computes and its text may name: numbers for the templates, choices for the quiz."""

from collections.abc import Mapping

from embedlab.studies.search_facts import RANK_CHANGES

CHOICES: Mapping[str, tuple[str, ...]] = {
    "cells_mean": ("dot_of_means", "maxsim", "neither"),
    "late_gain": RANK_CHANGES,
    "mask_part": ("none", "under_half", "half_or_more"),
    "late_bytes": ("under_10", "from_10_to_100", "over_100"),
    "coarse_place": ("first", "second_to_fifth", "later"),
}
"""Each choice with its possible values; the wording of the options sets the bounds of the functions below."""

NUMBERS: Mapping[str, type] = {
    "model": str,
    "documents": int,
    "place_single": int,
    "place_late": int,
    "place_cross": int,
    "mean_of_cells": float,
    "dot_of_means": float,
    "maxsim_score": float,
    "query_tokens": int,
    "mask_tokens": int,
    "mask_share": float,
    "doc_vectors": float,
    "bytes_ratio": float,
    "coarse_rank": int,
}
"""Kinds and units.

``place_...``: the worst rank among its ties of the text that answers, by one vector, by MaxSim of the same ``model``,
by the cross-encoder, over ``documents`` texts. ``mean_of_cells``, ``dot_of_means`` and ``maxsim_score``: query against
the text that answers, unit token vectors. ``query_tokens``, of which ``mask_tokens`` are [MASK], and ``mask_share`` of
the MaxSim score, 0 to 1, are ColBERT's. ``doc_vectors``: mean per text. ``bytes_ratio``: bytes of a text's token
vectors over bytes of its one vector. ``coarse_rank``: the rank that one vector gives to the text that MaxSim puts
first.
"""


def cells_choice(mean_of_cells: float, dot_of_means: float, maxsim: float) -> str:
    """Return the value of ``cells_mean``: what the mean of all cells equals to 1e-4."""
    if abs(mean_of_cells - dot_of_means) <= 1e-4:
        return "dot_of_means"
    return "maxsim" if abs(mean_of_cells - maxsim) <= 1e-4 else "neither"


def mask_choice(share: float) -> str:
    """Return the value of ``mask_part``: the share of the MaxSim score, 0 to 1, that [MASK] tokens bring."""
    if share == 0:
        return "none"
    return "under_half" if share < 0.5 else "half_or_more"


def ratio_choice(ratio: float) -> str:
    """Return the value of ``late_bytes``: how many times the bytes of one vector a text's token vectors take."""
    if ratio < 10:
        return "under_10"
    return "from_10_to_100" if ratio <= 100 else "over_100"


def coarse_choice(rank: int) -> str:
    """Return the value of ``coarse_place``: where one vector puts the text that MaxSim puts first; 1 is first."""
    if rank == 1:
        return "first"
    return "second_to_fifth" if rank <= 5 else "later"
