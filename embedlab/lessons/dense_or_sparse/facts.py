"""What the page of lesson 4 computes and its text may name: numbers for the templates, choices for the quiz."""

from collections.abc import Mapping, Sequence

CHOICES: Mapping[str, tuple[str, ...]] = {
    "best_ranker": ("dense", "bm25", "splade", "tie"),
    "lexical_reach": ("all", "some", "none"),
    "sparse_nonzero": ("under_1", "from_1_to_10", "over_10"),
    "fewer_bytes": ("dense", "sparse"),
    "hybrid_gain": ("mixture", "dense_end", "bm25_end", "no_difference"),
}
"""Each choice with its possible values; the wording of the options sets the bounds of the functions below."""

NUMBERS: Mapping[str, type] = {
    "documents": int,
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
}
"""Kinds and units.

For the query on the page and its ``documents`` texts. ``place_...``: the worst rank among its ties of the first text
that answers, by each ranker. ``ndcg_...``: nDCG@10, 0 to 1; ``ndcg_best`` is the highest along the hybrid range, first
reached at ``best_weight`` (0 = BM25 only, 1 = dense only). ``relevant`` texts have a grade above 0, and BM25 gives
``reached`` of them a score above 0. ``sparse_terms``, ``sparse_bytes`` and ``dense_bytes`` are means per text;
``sparse_share`` = ``sparse_terms`` / ``vocabulary``, 0 to 1. Sparse is SPLADE.
"""


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
