"""What the pages of lessons 4, 5 and 6 compute: their part of the names in ``embedlab.content.fact_names``.

The functions decide which option of a quiz is right; the wording of the options sets their bounds.
"""

from collections.abc import Mapping, Sequence

CHOICES: Mapping[str, tuple[str, ...]] = {
    # lesson 4
    "best_ranker": ("dense", "bm25", "splade", "tie"),
    "lexical_reach": ("all", "some", "none"),
    "sparse_nonzero": ("under_1", "from_1_to_10", "over_10"),
    "fewer_bytes": ("dense", "sparse"),
    "hybrid_gain": ("mixture", "dense_end", "bm25_end", "no_difference"),
    # lesson 5
    "cells_mean": ("dot_of_means", "maxsim", "neither"),
    "late_gain": ("higher", "same", "lower"),
    "mask_part": ("none", "under_half", "half_or_more"),
    "late_bytes": ("under_10", "from_10_to_100", "over_100"),
    "coarse_place": ("first", "second_to_fifth", "later"),
    # lesson 6
    "symmetric_first": ("question", "answer", "other"),
    "prefix_effect": ("up", "same", "down"),
    "answer_beats_related": ("under_third", "between", "over_two_thirds"),
    "answer_beats_paraphrase": ("hardly_ever", "sometimes", "mostly"),
    "intervals": ("overlap", "apart"),
}
"""Each choice with its possible values."""

NUMBERS: Mapping[str, type] = {
    # lessons 4, 5 and 6
    "documents": int,
    # lesson 4
    "relevant": int,
    "reached": int,
    "place_dense": int,
    "place_bm25": int,
    "place_splade": int,
    "ndcg_dense": float,
    "ndcg_bm25": float,
    "ndcg_splade": float,
    "ndcg_best": float,
    "best_weight": float,
    "vocabulary": int,
    "sparse_terms": float,
    "sparse_share": float,
    "dense_bytes": float,
    "sparse_bytes": float,
    # lesson 5
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
    # lesson 6
    "place_symmetric": int,
    "place_bare": int,
    "place_prefixed": int,
    "triples": int,
    "related_paraphrase": float,
    "related_minilm": float,
    "related_minilm_low": float,
    "related_minilm_high": float,
    "related_bare": float,
    "related_bare_low": float,
    "related_bare_high": float,
    "related_prefixed": float,
    "control_named": float,
    "control_entry": float,
}
"""Kinds and units.

Lesson 4, for the query on the page and its ``documents`` texts. ``place_...``: the ``place`` (below) of the first text
that answers, by each ranker. ``ndcg_...``: nDCG@10, 0 to 1; ``ndcg_best`` is the highest along the hybrid range, first
reached at ``best_weight`` (0 = BM25 only, 1 = dense only). ``relevant`` texts have a grade above 0, and BM25 gives
``reached`` of them a score above 0. ``sparse_terms``, ``sparse_bytes`` and ``dense_bytes`` are means per text;
``sparse_share`` = ``sparse_terms`` / ``vocabulary``, 0 to 1. Sparse is SPLADE.

Lesson 5. ``place_...`` as above: by one vector, by MaxSim of the same ``model``, by the cross-encoder.
``mean_of_cells``, ``dot_of_means`` and ``maxsim_score``: query against the text that answers, unit token vectors.
``query_tokens``, of which ``mask_tokens`` are [MASK], and ``mask_share`` of the MaxSim score, 0 to 1, are ColBERT's.
``doc_vectors``: mean per text. ``bytes_ratio``: bytes of a text's token vectors over bytes of its one vector.
``coarse_rank``: the place that one vector gives to the text that MaxSim puts first.

Lesson 6. ``place_...``: of the best placed answer, by ``paraphrase-minilm-l3-v2``, by E5 without and with its prefixes.
``related_...``: share of the ``triples``, 0 to 1, whose answer stands above the related question, by
``paraphrase-minilm-l3-v2``, ``all-minilm-l6-v2``, and E5 without and with its prefixes; ``_low`` and ``_high`` bound
its 95 % bootstrap interval. ``control_...``: the same for E5 with its prefixes against the full paraphrase, with the
answer that names the topic (``Triple.answer``) and with the one that does not (``Triple.entry``).
"""


def place(scores: Sequence[float], index: int) -> int:
    """Return the worst place, 1 to n, of text ``index`` among texts of equal score: a tie is no merit."""
    return sum(score >= scores[index] - 1e-9 for score in scores)


def best_ranker_choice(dense: float, bm25: float, splade: float) -> str:
    """Return the value of ``best_ranker`` from nDCG values, 0 to 1; "tie": the best two differ by 0.005 or less."""
    ndcg = {"dense": dense, "bm25": bm25, "splade": splade}
    first, second, _ = sorted(ndcg, key=lambda name: -ndcg[name])
    return first if ndcg[first] - ndcg[second] > 0.005 else "tie"


def reach_choice(reached: int, relevant: int) -> str:
    """Return the value of ``lexical_reach``: how many of the relevant texts have a BM25 score above 0."""
    if reached == 0:
        return "none"
    return "all" if reached == relevant else "some"


def nonzero_choice(share: float) -> str:
    """Return the value of ``sparse_nonzero`` from a share of 0 to 1: below 1 %, 1 to 10 %, above 10 %."""
    if share < 0.01:
        return "under_1"
    return "from_1_to_10" if share <= 0.1 else "over_10"


def bytes_choice(dense: float, sparse: float) -> str:
    """Return the value of ``fewer_bytes``: "sparse" when it takes fewer bytes than dense, else "dense"."""
    return "sparse" if sparse < dense else "dense"


def hybrid_choice(ndcg: Sequence[float]) -> str:
    """Return the value of ``hybrid_gain`` from nDCG values along the range, BM25 only first, dense only last.

    "mixture": some weight in between beats both ends; otherwise the better end, or "no_difference".
    """
    bm25, *between, dense = ndcg
    if max(between, default=0.0) > max(bm25, dense) + 1e-9:
        return "mixture"
    if abs(dense - bm25) <= 1e-9:
        return "no_difference"
    return "dense_end" if dense > bm25 else "bm25_end"


def cells_choice(mean_of_cells: float, dot_of_means: float, maxsim: float) -> str:
    """Return the value of ``cells_mean``: what the mean of all cells equals to 1e-4."""
    if abs(mean_of_cells - dot_of_means) <= 1e-4:
        return "dot_of_means"
    return "maxsim" if abs(mean_of_cells - maxsim) <= 1e-4 else "neither"


def late_choice(single: int, late: int) -> str:
    """Return the value of ``late_gain`` from the places of the best text by one vector and by MaxSim."""
    if late == single:
        return "same"
    return "higher" if late < single else "lower"


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


def prefix_choice(bare: int, prefixed: int) -> str:
    """Return the value of ``prefix_effect`` from the places of the best answer without and with the prefixes."""
    if prefixed == bare:
        return "same"
    return "up" if prefixed < bare else "down"


def related_choice(share: float) -> str:
    """Return the value of ``answer_beats_related`` from a share of 0 to 1: below 1/3, above 2/3, or between."""
    if share < 1 / 3:
        return "under_third"
    return "over_two_thirds" if share > 2 / 3 else "between"


def control_choice(share: float) -> str:
    """Return the value of ``answer_beats_paraphrase`` from a share of 0 to 1: below 10 %, below half, or more."""
    if share < 0.1:
        return "hardly_ever"
    return "sometimes" if share < 0.5 else "mostly"


def intervals_choice(one: tuple[float, float], other: tuple[float, float]) -> str:
    """Return the value of ``intervals``: whether two (low, high) intervals have a point in common."""
    return "overlap" if max(one[0], other[0]) <= min(one[1], other[1]) else "apart"
