"""The searches that are compared: by words, by the model before and after, and by both mixed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64
from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.hybrid import reciprocal_rank_fusion, weighted_sum
from embedlab.compute.lexical import Bm25Index
from embedlab.compute.ranking import Ranking, rank
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.fine_tuning.examples import Probe
from embedlab.lessons.fine_tuning.study import Found, Way
from embedlab.studies.remembered import remembered

WEIGHT = 0.5
"""Of the cosine in the weighted sum; the rest is that of BM25."""

Vectors = NDArray[np.floating]


def searches(probe: Probe, before: Vectors, after: Vectors) -> dict[Way, Found]:
    """Return what every way of searching finds for the queries of a probe.

    Args:
        probe: what was read.
        before: (n, d) unit rows, the probe's texts by the generalist.
        after: the same by the tuned model.
    """
    words = word_scores(probe.of("query"), probe.of("text"))
    cosines = [cosine_similarity(each[probe.rows("query")], each[probe.rows("text")]) for each in (before, after)]
    rankings: dict[Way, list[Ranking]] = {
        "bm25": ranked(words), "before": ranked(cosines[0]), "after": ranked(cosines[1]),
    }  # fmt: skip
    rankings["hybrid-before"] = _fused(rankings["before"], rankings["bm25"])
    rankings["hybrid-after"] = _fused(rankings["after"], rankings["bm25"])
    rankings["weighted-before"] = _weighed(cosines[0], words)
    rankings["weighted-after"] = _weighed(cosines[1], words)
    return {way: found_by(each, probe.relevant) for way, each in rankings.items()}


def ranked(scores: Vectors) -> list[Ranking]:
    """Rank all texts for each query by its row of scores, (q, n)."""
    return [rank(row) for row in scores]


def _fused(dense: Sequence[Ranking], lexical: Sequence[Ranking]) -> list[Ranking]:
    pairs = zip(dense, lexical, strict=True)
    return [rank(reciprocal_rank_fusion({"dense": one, "lexical": other}).scores) for one, other in pairs]


def _weighed(dense: Vectors, lexical: Vectors) -> list[Ranking]:
    return [rank(weighted_sum(one, other, WEIGHT).scores) for one, other in zip(dense, lexical, strict=True)]


def found_by(rankings: Sequence[Ranking], relevant: Sequence[Sequence[int]]) -> Found:
    """What rankings find: for each query the places of the texts that answer it are ``relevant``."""
    pairs = list(zip(rankings, relevant, strict=True))
    return Found(
        np.array([ndcg_at(each, dict.fromkeys(right, 1.0)) or 0.0 for each, right in pairs], dtype=np.float32),
        np.array([each.ranks[list(right)].min() for each, right in pairs], dtype=np.int32),
        np.array([each.order[0] for each, _ in pairs], dtype=np.int32),
    )


@remembered
def word_scores(queries: tuple[str, ...], texts: tuple[str, ...]) -> Float64:
    """BM25 of each text for each query, (q, n) float64, 0 or more."""
    index = Bm25Index(texts)
    return np.stack([index.scores(query) for query in queries])
