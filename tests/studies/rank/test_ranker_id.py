"""A ranker's id is read and written in one place, whatever model it names."""

import numpy as np
import pytest

from embedlab.errors import UnknownModelError
from embedlab.models.cards import Pooling
from embedlab.models.encoders import text_vectors
from embedlab.models.local import find_card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankerId, rank_documents
from embedlab.studies.rank.ranker_id import Reading


@pytest.mark.parametrize(
    ("text", "model", "reading", "late"),
    [
        ("bm25", "bm25", None, False),
        ("all-minilm-l6-v2", "all-minilm-l6-v2", None, False),
        ("all-minilm-l6-v2+maxsim", "all-minilm-l6-v2", "maxsim", True),
        ("all-minilm-l6-v2+cls", "all-minilm-l6-v2", "cls", False),
        ("mlm-embedlab+mean", "mlm-embedlab", "mean", False),
        ("answerai-colbert-small-v1", "answerai-colbert-small-v1", None, True),
        ("answerai-colbert-small-v1+masks", "answerai-colbert-small-v1", "masks", True),
    ],
)
def test_an_id_is_read_and_written_unchanged(text: str, model: str, reading: Reading | None, late: bool) -> None:
    ranker = RankerId.parse(text)
    assert (ranker.model, ranker.reading, ranker.lent, ranker.is_late) == (model, reading, reading == "maxsim", late)
    assert ranker.card.id == model
    assert ranker.card.attend_to_mask_tokens is (reading == "masks")
    assert str(ranker) == text
    assert RankerId.parse(str(ranker)) == ranker == RankerId(model, reading)


@pytest.mark.parametrize("pooling", ["cls", "mean"])
def test_an_encoder_can_be_pooled_another_way_than_its_own(pooling: Pooling) -> None:
    texts = ("A cat sat on the mat.", "Stock prices fell.", "The kitten sleeps.")
    found = rank_documents(shared_runtime(), f"all-minilm-l6-v2+{pooling}", "a small cat", texts)
    card = find_card("all-minilm-l6-v2")
    one, *many = text_vectors(shared_runtime(), card, ["a small cat", *texts], pooling=pooling).vectors
    np.testing.assert_allclose(found.scores, [one @ each for each in many], atol=1e-6)
    # A mean splits into the shares of its tokens, the vector of one token does not.
    assert bool(found.explain(0)) is (pooling == "mean")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+maxsim",
        "nothing+maxsim",
        "bm25+maxsim+maxsim",
        "bm25+masks",
        "all-minilm-l6-v2+masks",
        "bm25+cls",
        "glove-6b-50d+mean",
        "ms-marco-minilm-l12-v2+cls",
    ],
)
def test_an_id_without_a_model_says_so_when_its_card_is_asked_for(text: str) -> None:
    assert str(RankerId.parse(text)) == text
    with pytest.raises(UnknownModelError):
        _ = RankerId.parse(text).card
