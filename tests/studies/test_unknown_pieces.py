"""What a model cannot read of a query is counted, and said."""

import pytest

from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.unknown_pieces import unknown_pieces, unknown_sentence


@pytest.mark.parametrize(
    ("model", "query", "counts"),
    [
        ("all-minilm-l6-v2", "a red bird", (0, 3)),
        ("all-minilm-l6-v2", "\U0001f40d", (1, 1)),
        ("all-minilm-l6-v2", "snake \U0001f40d", (1, 2)),
        ("two-tower-embedlab", "\U0001f40d", (1, 1)),
    ],
)
def test_pieces_that_the_vocabulary_lacks_are_counted(model: str, query: str, counts: tuple[int, int]) -> None:
    assert unknown_pieces(shared_runtime(), card(model), query) == counts


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 3), ""),
        ((1, 1), "The one piece of the query is unknown to the model: this order means nothing."),
        ((4, 4), "All 4 pieces of the query are unknown to the model: this order means nothing."),
        ((1, 5), "1 of the 5 pieces of the query is unknown to the model, which reads [UNK] instead."),
        ((2, 5), "2 of the 5 pieces of the query are unknown to the model, which reads [UNK] instead."),
    ],
)
def test_what_is_said_of_them(counts: tuple[int, int], said: str) -> None:
    assert unknown_sentence(*counts) == said
