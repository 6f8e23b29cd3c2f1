"""Numbers in the texts of lesson 5."""

import numpy as np

from embedlab.content.collections import load_collections
from embedlab.lessons.single_or_late.examples import COLBERT, late_by
from embedlab.models.catalog import card
from embedlab.models.text.late import QUERY_TOKENS
from embedlab.studies.rank.ranker import RankOptions
from embedlab.studies.search_facts import told_rank
from embedlab.studies.shipped_ranks import load_scores
from tests.texts.kinds import Claim, Computed, Imagined, Published
from tests.texts.write import word

LESSON = "single_or_late"


def layer_that_is_missing() -> tuple[str, ...]:
    here, whole = card(COLBERT).dimension, card(f"{COLBERT}-full").dimension
    return f"turns {here} numbers into {whole}", f"its vectors are {word(here / whole)} times as large"


def masks_of_a_query() -> tuple[str, ...]:
    return f"to {QUERY_TOKENS} tokens", f"most of the {QUERY_TOKENS} rows are masks"


def parts_of_a_mean() -> tuple[str, ...]:
    """A mean gives each of a hundred tokens the same part."""
    weights = np.full(100, 1 / 100)
    assert round(weights[:8].sum() * 100) == 8
    assert round(weights[8:].sum() * 100) == 92
    return (
        "In a text of a hundred tokens, a sentence of eight is worth eight parts in a hundred of the mean. "
        "The other ninety-two decide",
        "For MaxSim the eight tokens are still there",
    )


def several_conditions() -> str:
    """The third example: ColBERT has other texts first, MiniLM's own tokens have the one that meets all conditions."""
    found = load_collections(LESSON)[2]
    assert found.name == "Several conditions"

    def rank_by(ranker: str) -> float:
        shipped = load_scores(LESSON, found.name, ranker, RankOptions())
        assert shipped
        return told_rank(shipped[0], found.best)

    assert rank_by(COLBERT) > 1 == rank_by(late_by("all-minilm-l6-v2"))
    conditions = ("waterproof", "wool lining", "wide feet")
    assert all(condition in found.query for condition in conditions)
    return (
        "in the third example ColBERT puts texts that meet one condition in so many words above the one that meets all "
        f"{word(len(conditions))}"
    )


def conditions_are_counted() -> str:
    return f"Written with {word(3)} conditions"


def bytes_of_a_vector() -> str:
    size = np.dtype(np.float32).itemsize
    return f"costs {size} d bytes at {word(size)} bytes a number"


CLAIMS: tuple[Claim, ...] = (
    *map(Computed, (layer_that_is_missing, masks_of_a_query, parts_of_a_mean, several_conditions, bytes_of_a_vector)),
    Published("in 20 or 36 bytes", "arxiv.org/abs/2112.01488"),  # section 3.3: residuals of one or two bits
    Imagined("move it on and let the class add up the first three"),
)
EXAMPLES: tuple[Claim, ...] = (Computed(conditions_are_counted),)
