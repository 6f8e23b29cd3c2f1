"""The models that lesson 6 compares. Its queries and texts are in ``assets/lessons/symmetric_or_asymmetric``."""

from typing import Final

from embedlab.models.catalog import catalog
from embedlab.studies.rank.ranker import Prefixes

SYMMETRIC: Final = "paraphrase-minilm-l3-v2"
"""The model that was made for paraphrases."""
PREFIXED: Final = "e5-small-v2"
"""The model of the prefix laboratory."""
BARE: Final = f"{PREFIXED} (none)"
"""The same without its prefixes, as it is named in files and tables."""
SAME: Final = f"{PREFIXED} (same)"
"""The same with the query's prefix on both sides."""

TWO_TOWERS: Final = "two-tower-embedlab"
"""Two encoders, one for each side."""
ONE_TOWER: Final = "one-tower-embedlab"
"""One encoder for both sides, trained with the very same batches."""
LIGHT: Final = "light-e5-embedlab"
"""The documents of the model with prefixes, and a lighter encoder for the queries."""

SHORT: Final = {
    SYMMETRIC: "paraphrase",
    "all-minilm-l6-v2": "MiniLM",
    PREFIXED: "E5",
    LIGHT: "light E5",
    ONE_TOWER: "one tower",
    TWO_TOWERS: "two towers",
    "answerai-colbert-small-v1": "ColBERT",
    "ms-marco-minilm-l12-v2": "cross-encoder",
}
"""Names short enough for the head of a column; the cards in the catalog have the long ones."""

COMPARED: Final = tuple(model for model in SHORT if model in catalog())
"""The models that stand side by side on the page."""

SETTINGS: Final[dict[Prefixes, str]] = {
    "right": "right: query / passage",
    "none": "none",
    "swapped": "swapped",
    "same": "query on both sides",
    "passage": "passage on both sides",
}
