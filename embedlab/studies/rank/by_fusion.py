"""Rankers over rankings: the weighted sum of a dense and a lexical score, and reciprocal rank fusion."""

from embedlab.compute.hybrid import reciprocal_rank_fusion, weighted_sum
from embedlab.compute.ranking import rank
from embedlab.models.local import find_card
from embedlab.studies.rank.ranker import Ranked, RankOptions


def fuse_scores(dense: Ranked, lexical: Ranked, options: RankOptions) -> Ranked:
    """Weight times the dense score plus the rest times the lexical one, both brought to one range first."""
    fused = weighted_sum(dense.scores, lexical.scores, options.weight, options.normalisation)
    return Ranked(fused.scores, lambda d: fused.parts[d], _note(lexical, options))


def fuse_ranks(dense: Ranked, lexical: Ranked, options: RankOptions) -> Ranked:
    """The sum of 1 / (k + rank) over both rankings; scores do not matter, only ranks."""
    names = {options.dense: dense, options.lexical: lexical}
    # Ranks and not positions in the order: texts with one score get the same vote.
    fused = reciprocal_rank_fusion({name: rank(r.scores) for name, r in names.items()}, options.rrf_k)
    return Ranked(fused.scores, lambda d: fused.parts[d], _note(lexical, options))


def _note(lexical: Ranked, options: RankOptions) -> str:
    # Said of one side: the sum of both need not be 0 where the words give nothing.
    return lexical.note and f"{find_card(options.lexical).name} alone: {lexical.note}"
