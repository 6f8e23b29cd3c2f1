"""Every family has a row, and every card of the catalog the encoder and the ranker that its row names."""

from pathlib import Path
from typing import get_args

import pytest

from embedlab.models import families
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.models.families import FAMILIES, Family
from embedlab.studies.rank.open_ranker import RANKERS

ENCODERS = "".join(path.read_text("utf-8") for path in Path(families.__file__).parent.glob("encoders/*.py"))
CARDS = list(catalog().values())


def test_the_table_has_a_row_for_every_family_and_no_other() -> None:
    assert set(FAMILIES) == set(get_args(Family)) == {card.family for card in CARDS}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_every_card_has_the_encoder_and_the_ranker_of_its_family(card: ModelCard) -> None:
    row = card.row
    assert card.ranker in RANKERS
    assert card.has_weights <= (row.runs != "formula")
    assert not row.encoder or f"def {row.encoder}(" in ENCODERS
    assert bool(row.encoder) == (row.runs != "formula")


def test_every_ranker_belongs_to_a_card() -> None:
    assert set(RANKERS) == {card.ranker for card in CARDS}
