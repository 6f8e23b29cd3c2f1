"""Collections on disk: found by their id alone, sharing what models made of the same texts, within a budget."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from embedlab.content.gathered import Gathered, documents_of
from embedlab.errors import InputError, StoreError
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.index_folder import key_of
from embedlab.studies.corpus.open_corpus import OpenCorpus


def plain(*texts: str, name: str = "plain") -> Gathered:
    return Gathered(name, documents_of([str(number) for number in range(len(texts))], texts))


def older(collections: Collections, record: CollectionRecord, seconds: float) -> CollectionRecord:
    """The same collection, last used so long ago."""
    aged = replace(record, used=time.time() - seconds)
    collections._write(aged)
    return aged


def test_a_collection_comes_back_by_its_id(collections: Collections) -> None:
    record = collections.add(plain("one", "two"), source="words.txt")
    again = Collections(collections.folder("").parent, collections.budget)
    assert again.get(record.id) == record
    assert OpenCorpus(again, record).texts([1, 0]) == ["two", "one"]


def test_ids_cannot_be_guessed_and_do_not_lead_out_of_the_folder(collections: Collections) -> None:
    ids = {collections.add(plain("one"), source="").id for _ in range(5)}
    assert len(ids) == 5
    assert all(len(id) == 32 for id in ids)
    (collections.folder("").parent / "record.json").write_text("{}")
    assert collections.get("..") is None
    assert collections.get("../collections") is None
    assert collections.get("0" * 32) is None


def test_the_same_texts_share_one_index_until_the_last_is_deleted(collections: Collections) -> None:
    first, second = (collections.add(plain("one", "two", name=name), source="") for name in ("a", "b"))
    assert first.index == second.index
    collections.delete(first)
    assert collections.index(second).texts() == ["one", "two"]
    collections.delete(second)
    assert not collections.index(second).path.exists()


def test_a_key_tells_where_texts_end() -> None:
    assert key_of(["ab", "c"]) != key_of(["a", "bc"])
    assert key_of(["a", "b"]) != key_of(["b", "a"])


def test_chunks_know_their_document_and_where_they_stand_in_it(collections: Collections) -> None:
    record = collections.add(
        plain("abcdef", "gh"), lambda text: [(0, 2), (1, len(text))], source="", chunking="windows"
    )
    corpus = OpenCorpus(collections, record)
    assert (record.documents, record.chunks) == (2, 4)
    assert corpus.document_of.tolist() == [0, 0, 1, 1]
    assert corpus.texts(range(4)) == ["ab", "bcdef", "gh", "h"]
    assert [corpus.span(row) for row in range(4)] == [(0, 2), (1, 6), (0, 2), (1, 2)]


def test_the_least_used_goes_first_and_is_named_before(tmp_path: Path) -> None:
    text = "x" * 40_000
    collections = Collections(tmp_path, 200_000)
    first = older(collections, collections.add(plain(text + "1", name="first"), source=""), 300)
    older(collections, collections.add(plain(text + "2", name="second"), source=""), 200)
    assert [record.name for record in collections.would_go(80_000)] == ["first"]
    collections.add(plain(text + "3", name="third"), source="")
    assert collections.get(first.id) is None
    assert {record.name for record in collections.all()} == {"second", "third"}


def test_what_is_used_now_never_goes(tmp_path: Path) -> None:
    collections = Collections(tmp_path, 150_000)
    collections.add(plain("x" * 40_000), source="")
    with pytest.raises(InputError, match="no room for more on this server now"):
        collections.add(plain("y" * 40_000), source="")


def test_what_is_larger_than_the_budget_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than all collections"):
        Collections(tmp_path, 1_000).add(plain("x" * 1_000), source="")


def test_a_full_disk_is_one_sentence_and_leaves_no_collection(
    collections: Collections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("embedlab.studies.corpus.collection_store.write_table", full)
    with pytest.raises(StoreError, match="No space left on device"):
        collections.add(plain("one"), source="")
    assert collections.all() == []


def test_a_damaged_record_is_no_collection(collections: Collections) -> None:
    record = collections.add(plain("one"), source="")
    (collections.folder(record.id) / "record.json").write_text('{"id": 3}')
    assert collections.get(record.id) is None
    assert collections.all() == []


def test_questions_keep_their_grades_by_the_number_of_the_document(corpus: OpenCorpus) -> None:
    assert len(corpus.judged) == 24
    assert corpus.judged[3].grades == {3: 1}


def test_a_filter_allows_the_chunks_of_documents_with_the_value(corpus: OpenCorpus) -> None:
    allowed = corpus.allowed("file", ["perlfaq1.pod"])
    assert allowed.tolist() == [value == "perlfaq1.pod" for value in corpus.column("file")]
    assert 0 < allowed.sum() < len(allowed)
