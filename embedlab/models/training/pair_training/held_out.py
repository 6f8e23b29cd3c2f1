"""How good an encoder is on pairs it has not seen."""

import numpy as np

from embedlab.models.training.pair_training.bags import Bags, Floats, encode, unit


def held_out(table: Floats, terms: Bags, definitions: Bags) -> dict[str, float]:
    """Return recall_1, recall_10, alignment and uniformity, as `ObjectiveStep` describes them.

    A definition whose own term ties with others is counted as if it stood behind them.
    """
    term, definition = (unit(encode(table, bags))[0] for bags in (terms, definitions))
    ranks = own_ranks(definition @ term.T)
    distances = ((term - definition) ** 2).sum(axis=1)
    return {
        "recall_1": float((ranks < 1).mean()),
        "recall_10": float((ranks < 10).mean()),
        "alignment": float(distances.mean()),
        "uniformity": uniformity(np.concatenate([term, definition])),
    }


def own_ranks(scores: Floats) -> np.ndarray:
    """Return how many columns other than i score at least as much as column i in row i, (n,)."""
    own = scores.diagonal()[:, None]
    return np.asarray((scores >= own).sum(axis=1) - 1)


def uniformity(vectors: Floats) -> float:
    """Return log mean exp(-2 |x - y|^2) over all pairs of different rows of (n, d) unit vectors."""
    count, total = len(vectors), 0.0
    for start in range(0, count, 1_000):
        cosines = vectors[start : start + 1_000] @ vectors.T
        total += float(np.exp(4 * cosines - 4).sum(dtype=np.float64))
    # |x - y|^2 = 2 - 2 cos; each row with itself adds exactly 1.
    return float(np.log((total - count) / (count * (count - 1))))
