"""From the tokens of one text to one vector, as the models were trained to do it.

``compute/pooling.py`` has the same operations as a subject to study; a test holds the two together.
"""

import numpy as np
from numpy.typing import NDArray

from embedlab.models.cards import Pooling

Floats = NDArray[np.float32]


def pool(hidden: Floats, pooling: Pooling) -> Floats:
    """One unit vector (d,) float32 from the hidden states (T, d) of one text without padding.

    ``mean`` averages all tokens, the special ones included, as Sentence-BERT does (Reimers and Gurevych, 2019);
    ``cls`` takes the first token; ``max`` the largest value of each dimension.

    Raises:
        ValueError: the model makes no single vector (pooling ``none``).
    """
    match pooling:
        case "mean":
            vector = hidden.mean(axis=0, dtype=np.float64)
        case "cls":
            vector = hidden[0].astype(np.float64)
        case "max":
            vector = hidden.max(axis=0).astype(np.float64)
        case "none":
            raise ValueError("a model without pooling makes no single vector")
    unit: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


def splade_weights(logits: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Term weights of one text from its masked-language logits (T, V), padding already removed.

    weight_j = max over positions i of log(1 + ReLU(logit_ij)) (Formal et al., SIGIR 2022, SPLADE v2, eq. 6).

    Returns:
        (V,) float32 weights, at least 0, and (V,) int64 the position that won each maximum.
    """
    winners = logits.argmax(axis=0)
    best = logits[winners, np.arange(logits.shape[1])]
    return np.log1p(np.maximum(best, 0)).astype(np.float32), winners.astype(np.int64)
