"""The families of models, one row each: what runs, which encoder answers, which ranker compares.

All that is the same for every model of a family stands here; what differs from model to model is on its card. A new
family is a row, its catalog entries, its encoder in ``models/encoders`` and its ranker in ``studies/rank``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Family = Literal["static", "contextual", "dense", "sparse", "late-interaction", "cross-encoder", "lexical", "hybrid"]


@dataclass(frozen=True)
class FamilyRow:
    """What the models of a family have in common.

    Attributes:
        runs: a table is only looked up, a transformer runs a forward pass, a formula has no weights at all.
        encoder: the function of ``models.encoders`` that gives what the family is for; "" for a formula.
        ranker: the name in ``studies.rank`` of what ranks by it; "" where each model is a ranker of its own, found by
            its id.
    """

    runs: Literal["table", "transformer", "formula"]
    encoder: Literal["text_vectors", "token_vectors", "sparse_vectors", "pair_scores", ""] = ""
    ranker: str = ""


FAMILIES: Mapping[Family, FamilyRow] = {
    "static": FamilyRow("table", "text_vectors", "words"),
    "contextual": FamilyRow("transformer", "text_vectors", "texts"),
    "dense": FamilyRow("transformer", "text_vectors", "texts"),
    "sparse": FamilyRow("transformer", "sparse_vectors", "terms"),
    "late-interaction": FamilyRow("transformer", "token_vectors", "tokens"),
    "cross-encoder": FamilyRow("transformer", "pair_scores", "pairs"),
    "lexical": FamilyRow("formula"),
    "hybrid": FamilyRow("formula"),
}
