"""How far each two rankers agree on each question of the board: what ships, and how it comes from the scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.rank_agreement import kendall_tau_b, rank_biased_overlap
from embedlab.compute.ranking import rank
from embedlab.studies.record_arrays import halved
from embedlab.studies.shipped_store import load_shipped

Measure = Literal["tau", "rbo"]
MEASURES: Final[dict[Measure, Callable[[NDArray[np.int64]], NDArray[np.float64]]]] = {
    "tau": kendall_tau_b,
    "rbo": rank_biased_overlap,
}


@dataclass(frozen=True, eq=False)
class ShippedAgreement:
    """Agreement of R rankers on Q questions.

    Attributes:
        rankers: their ids, (R,).
        texts: number of texts that each question is put to.
        pairs: by measure (Q, R (R - 1) / 2) float32, each two rankers once, in the order of ``np.triu_indices``; nan
            where one of them gives all texts the same score.
    """

    rankers: tuple[str, ...]
    texts: int
    pairs: Mapping[Measure, NDArray[np.float32]]


def compute_agreement(scores: Mapping[str, NDArray[np.float64]]) -> ShippedAgreement:
    """Compare rankers, each with scores (Q, n) of the same texts for the same questions."""
    ranks = [np.array([rank(row).ranks for row in rows]) for rows in zip(*scores.values(), strict=True)]
    upper = np.triu_indices(len(scores), 1)
    pairs = {
        name: halved(np.array([measure(table)[upper] for table in ranks], dtype=np.float32))
        for name, measure in MEASURES.items()
    }
    return ShippedAgreement(tuple(scores), ranks[0].shape[1], pairs)


def load_agreement() -> ShippedAgreement | None:
    """What ships; None where there is none that can be used."""
    return load_shipped("every_family", "agreement", ShippedAgreement)
