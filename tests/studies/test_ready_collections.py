"""The list of collections that are ready: each can be asked for, and what cannot be had says so."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from embedlab.content.gathered import Gathered, documents_of
from embedlab.content.shipped_collections import collection_cards
from embedlab.errors import InputError, StoreError
from embedlab.models.store.progress import Progress
from embedlab.models.store.text_sets import TEXT_SETS
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.index_folder import read_json, write_json
from embedlab.studies.ready_collections import gathered, is_here, ready_card, ready_record


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


def test_a_class_that_comes_at_once_brings_a_collection_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collections, brought = Collections(tmp_path, 100_000_000), []

    def gather(id: str, _: Progress) -> Gathered:
        brought.append(id)
        return Gathered("few", documents_of(["a", "b"], ["one", "two"]))

    monkeypatch.setattr("embedlab.studies.ready_collections.gathered", gather)
    with ThreadPoolExecutor(8) as pool:
        records = list(pool.map(lambda _: ready_record(collections, "faq"), range(16)))
    assert brought == ["faq"]
    assert {record.id for record in records} == {"faq"}
    assert len({record.made for record in records}) == 1


def test_many_who_write_one_file_at_once_leave_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: write_json(path, {"number": number, "text": "x" * 10_000}), range(64)))
    assert len(read_json(path)["text"]) == 10_000
    assert [each.name for each in tmp_path.iterdir()] == ["record.json"]
