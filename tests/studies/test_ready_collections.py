"""The list of collections that are ready: each can be asked for, and what cannot be had says so."""

from pathlib import Path

import pytest

from embedlab.content.shipped_collections import collection_cards
from embedlab.errors import InputError, StoreError
from embedlab.models.store.text_sets import TEXT_SETS
from embedlab.studies.ready_collections import gathered, is_here, ready_card


def test_a_collection_ships_or_has_files_in_the_store() -> None:
    cards = collection_cards()
    assert {card.id for card in cards if not card.ships} == TEXT_SETS.keys()
    assert all(card.labels for card in cards if not card.ships)
    assert len({card.id for card in cards}) == len(cards)
    assert all(is_here(card.id) for card in cards if card.ships)


def test_reuters_says_that_it_is_for_research() -> None:
    assert "research" in ready_card("reuters-r8").licence


def test_one_that_is_not_there_and_one_that_does_not_exist_are_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDLAB_HOME", str(tmp_path))
    monkeypatch.setenv("EMBEDLAB_OFFLINE", "1")
    assert not is_here("20newsgroups")
    with pytest.raises(StoreError, match=r"^20newsgroups is not on this machine"):
        gathered("20newsgroups")
    with pytest.raises(InputError, match=r"^There is no collection 'else'; choose one of the list\.$"):
        gathered("else")
