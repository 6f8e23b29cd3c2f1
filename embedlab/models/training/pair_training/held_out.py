"""How good an encoder is on pairs it has not seen."""

import numpy as np

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.contrastive import alignment, match_ranks, uniformity
from embedlab.models.training.pair_training.bags import Bags, Floats, encode


def held_out(table: Floats, terms: Bags, definitions: Bags) -> dict[str, float]:
    """Return recall_1, recall_10, alignment and uniformity, as `ObjectiveStep` describes them.

    A definition whose own term ties with others has its mean rank over their orders.

    Raises:
        InputError: a text has no known word; ``load_data`` leaves such pairs out.
    """
    term, definition = (unit_or_zero(encode(table, bags)) for bags in (terms, definitions))
    ranks = match_ranks(definition, term)
    return {
        "recall_1": float((ranks <= 1).mean()),
        "recall_10": float((ranks <= 10).mean()),
        "alignment": alignment(term, definition),
        "uniformity": uniformity(np.concatenate([term, definition])),
    }
