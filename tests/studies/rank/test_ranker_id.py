"""A ranker's id is read and written in one place, whatever model it names."""

import pytest

from embedlab.errors import UnknownModelError
from embedlab.studies.rank import RankerId


@pytest.mark.parametrize(
    ("text", "model", "lent", "masks", "late"),
    [
        ("bm25", "bm25", False, False, False),
        ("all-minilm-l6-v2", "all-minilm-l6-v2", False, False, False),
        ("all-minilm-l6-v2+maxsim", "all-minilm-l6-v2", True, False, True),
        ("answerai-colbert-small-v1", "answerai-colbert-small-v1", False, False, True),
        ("answerai-colbert-small-v1+masks", "answerai-colbert-small-v1", False, True, True),
    ],
)
def test_an_id_is_read_and_written_unchanged(text: str, model: str, lent: bool, masks: bool, late: bool) -> None:
    ranker = RankerId.parse(text)
    assert (ranker.model, ranker.lent, ranker.masks, ranker.is_late) == (model, lent, masks, late)
    assert ranker.card.id == model
    assert ranker.card.attend_to_mask_tokens is masks
    assert str(ranker) == text
    assert RankerId.parse(str(ranker)) == ranker == RankerId(model, lent, masks)


@pytest.mark.parametrize(
    "text", ["", "+maxsim", "nothing+maxsim", "bm25+maxsim+maxsim", "bm25+masks", "all-minilm-l6-v2+masks"]
)
def test_an_id_without_a_model_says_so_when_its_card_is_asked_for(text: str) -> None:
    assert str(RankerId.parse(text)) == text
    with pytest.raises(UnknownModelError):
        _ = RankerId.parse(text).card
