"""What a hybrid is worth over many queries: every ranker, and mixtures of two, on the questions of three FAQs.

Each question has one text that answers it, chosen by whoever wrote the FAQ. The collection is read by
``embedlab.content.faq``; nothing is drawn here, and ``study_faq_vectors`` asks the models.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.evaluation import ndcg_at, reciprocal_rank
from embedlab.compute.hybrid import reciprocal_rank_fusion, weighted_sum
from embedlab.compute.paired import McNemar, holm, mcnemar, mean_difference
from embedlab.compute.ranking import Ranking, rank
from embedlab.lessons.dense_or_sparse.examples import DENSE, RERANK, RRF, SPARSE, SUM
from embedlab.lessons.dense_or_sparse.study_hybrid import DEPTH, STEPS, first_of, reranked

Scores = NDArray[np.float64]
"""(Q, N): each text's score for each question; text i answers question i."""

E5: Final = "e5-small-v2"
LATE: Final = "answerai-colbert-small-v1"
WORDS: Final = "bm25"
ALONE: Final = ("tf-idf", WORDS, "bm42", SPARSE, DENSE, E5)
TUNED: Final = "tuned"
"""The weighted sum, its weight chosen on other questions than it is marked on."""
MIXED: Final = (SUM, TUNED, RRF)
"""Mixtures of BM25 and the dense model, each compared with the better of the two."""
NAMES: Final = {
    "tf-idf": "TF-IDF", WORDS: "BM25", "bm42": "BM42", SPARSE: "SPLADE", DENSE: "dense (MiniLM)", E5: "dense (E5)",
    SUM: "hybrid sum", TUNED: "hybrid sum, tuned", RRF: "hybrid RRF", RERANK: "RRF, reranked",
}  # fmt: skip
"""What a reader calls each, in the order in which they are shown."""

CONSTANTS: Final = (0, 1, 5, 10, 20, 40, 60, 100)
"""Values of k of rank fusion that are compared."""
FOLDS: Final = 5
EVEN: Final = 0.5
READ_AGAIN: Final = 20
"""Texts from the top of RRF that late interaction puts into a new order."""


@dataclass(frozen=True, eq=False)
class Marks:
    """One way to rank, on Q questions.

    Attributes:
        ndcg: (Q,) float32, nDCG@10, 0 to 1.
        reciprocal: (Q,) float32, 1 / rank of the answer, above 0 to 1; its mean is MRR.
        rank: (Q,) int16, rank of the answer, from 1; texts of equal score share the best of theirs.
        first: (Q,) int16, number of the text at rank 1.
    """

    ndcg: NDArray[np.float32]
    reciprocal: NDArray[np.float32]
    rank: NDArray[np.int16]
    first: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class FaqMarks:
    """Everything that was marked.

    Attributes:
        ways: by name, those of ``NAMES`` but the tuned sum.
        by_weight: (STEPS, Q) float32, nDCG@10 of the weighted sum at each weight of the dense side, 0 to 1.
        by_constant: (len(CONSTANTS), Q) float32, nDCG@10 of rank fusion at each k.
        read_whole: by model, how many of the texts it reads to their end.
    """

    ways: Mapping[str, Marks]
    by_weight: NDArray[np.float32]
    by_constant: NDArray[np.float32]
    read_whole: Mapping[str, int]


def mark_all(alone: Mapping[str, Scores], late: Scores, read_whole: Mapping[str, int]) -> FaqMarks:
    """Mark every ranker alone and every mixture; ``late`` (Q, N) is read only where RRF brings a text up."""
    dense, words = alone[DENSE], alone[WORDS]
    ranked = {name: [rank(row) for row in scores] for name, scores in alone.items()}
    sides = list(zip(ranked[DENSE], ranked[WORDS], strict=True))
    fused = {k: [_fused(*pair, k) for pair in sides] for k in {60, *CONSTANTS}}
    sums = [
        [rank(weighted_sum(d, w, weight).scores) for d, w in zip(dense, words, strict=True)] for weight in _weights()
    ]
    again = [reranked(first, row[first_of(first, READ_AGAIN)]) for first, row in zip(fused[60], late, strict=True)]
    mixed = {SUM: sums[STEPS // 2], RRF: fused[60], RERANK: again}
    return FaqMarks(
        {name: marks_of(rankings) for name, rankings in (ranked | mixed).items()},
        np.array([_ndcg(rankings) for rankings in sums], np.float32),
        np.array([_ndcg(fused[k]) for k in CONSTANTS], np.float32),
        read_whole,
    )


def marks_of(rankings: Sequence[Ranking]) -> Marks:
    """The marks of Q rankings of the same texts, of which text i answers question i."""
    return Marks(
        np.array(_ndcg(rankings), np.float32),
        np.array([reciprocal_rank(ranking, {i: 1}) for i, ranking in enumerate(rankings)], np.float32),
        np.array([ranking.ranks[i] for i, ranking in enumerate(rankings)], np.int16),
        np.array([ranking.order[0] for ranking in rankings], np.int16),
    )


def _ndcg(rankings: Iterable[Ranking]) -> list[float]:
    return [ndcg_at(ranking, {i: 1}, DEPTH) or 0.0 for i, ranking in enumerate(rankings)]


def _fused(dense: Ranking, words: Ranking, k: int) -> Ranking:
    return rank(reciprocal_rank_fusion({DENSE: dense, WORDS: words}, k).scores)


def _weights() -> list[float]:
    return [round(step / (STEPS - 1), 2) for step in range(STEPS)]


def tuned(by_weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """(W, Q) marks at each weight -> (Q,): each question at the weight that was best on the other folds' questions.

    The best weight of all questions, marked on the same questions, would promise more than it holds.
    """
    fold = np.arange(by_weight.shape[1]) % FOLDS
    chosen = [int(by_weight[:, fold != one].mean(axis=1).argmax()) for one in range(FOLDS)]
    return np.asarray(by_weight[np.array(chosen)[fold], np.arange(by_weight.shape[1])])


def ndcg_of(found: FaqMarks, name: str) -> NDArray[np.float32]:
    """NDCG@10 (Q,) of one of ``NAMES``."""
    return tuned(found.by_weight) if name == TUNED else found.ways[name].ndcg


def better_end(found: FaqMarks) -> str:
    """Which end of the mixtures, BM25 or dense, has the higher mean."""
    return max((WORDS, DENSE), key=lambda name: float(found.ways[name].ndcg.mean()))


@dataclass(frozen=True)
class Gain:
    """A mixture beside the better of its ends, on the same questions.

    Attributes:
        name: the mixture.
        test: the questions that it (``first``) or that end (``second``) marks higher, with the p-value.
        p: the same p-value corrected for the number of mixtures, 0 to 1 (Holm).
        difference: how much higher its mean nDCG@10 is, with the ends of the paired bootstrap's interval.
    """

    name: str
    test: McNemar
    p: float
    difference: tuple[float, float, float]


def gains(found: FaqMarks) -> tuple[Gain, ...]:
    """Compare every mixture with the better of its ends."""
    end = found.ways[better_end(found)].ndcg
    tests = [mcnemar(ndcg_of(found, name), end) for name in MIXED]
    corrected = holm([test.p for test in tests])
    return tuple(
        Gain(name, test, p, mean_difference(ndcg_of(found, name), end))
        for name, test, p in zip(MIXED, tests, corrected, strict=True)
    )


def told_apart(found: FaqMarks) -> dict[str, NDArray[np.int64]]:
    """The numbers of the questions whose answer stands first by one of BM25, dense and RRF alone, by all, by none.

    Within each the clearest case comes first: where those that are wrong put the answer lowest.
    """
    named = (WORDS, DENSE, RRF)
    right = {name: found.ways[name].rank == 1 for name in named}
    count = np.sum(list(right.values()), axis=0)
    cases = {name: right[name] & (count == 1) for name in named} | {"all": count == 3, "none": count == 0}
    least = np.max([found.ways[name].rank for name in named], axis=0)
    return {name: np.flatnonzero(case)[np.argsort(-least[case], kind="stable")] for name, case in cases.items()}
