"""Rankers over rankings: the weighted sum of a dense and a lexical score, and reciprocal rank fusion."""

from embedlab.compute.hybrid import reciprocal_rank_fusion, weighted_sum
from embedlab.compute.ranking import rank
from embedlab.studies.rank.ranker import Ranked, RankOptions


def fuse_scores(dense: Ranked, lexical: Ranked, options: RankOptions) -> Ranked:
    """Weight times the dense score plus the rest times the lexical one, both brought to one range first."""
    fused = weighted_sum(dense.scores, lexical.scores, options.weight, options.normalisation)
    return Ranked(fused.scores, lambda d: fused.parts[d], lexical.note)


def fuse_ranks(dense: Ranked, lexical: Ranked, options: RankOptions) -> Ranked:
    """The sum of 1 / (k + rank) over both rankings; scores do not matter, only ranks."""
    names = {options.dense: dense, options.lexical: lexical}
    # Ranks and not positions in the order: texts with one score get the same vote.
    fused = reciprocal_rank_fusion({name: rank(r.scores) for name, r in names.items()}, options.rrf_k)
    return Ranked(fused.scores, lambda d: fused.parts[d], lexical.note)
