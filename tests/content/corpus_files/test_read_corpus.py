"""Files read into a collection in one go: by what they are taken for, or by the columns that are named."""

import pytest

from embedlab.content.corpus_files.read_corpus import read_corpus
from embedlab.errors import InputError
from tests.content.corpus_files.made import BEIR, zipped

TABLE = ("x.csv", b"id,short,text\n1,one,A longer text.\n2,two,Another text.\n")


def test_a_folder_is_read_without_a_choice() -> None:
    found = read_corpus([("tiny.zip", zipped(BEIR))], "tiny")
    assert found.texts() == ["Lemons\nA lemon is sour.", "Honey is sweet."]
    assert found.judgements is not None


def test_corpus_queries_and_judgements_can_be_files_of_their_own() -> None:
    files = [TABLE, ("queries.txt", b"what is one\n"), ("qrels.txt", b"1 0 2 1\n")]
    found = read_corpus(files, "x")
    assert found.judgements is not None
    assert found.judgements.to_pylist() == [{"query": "1", "document": "2", "grade": 1}]


def test_a_column_that_is_named_is_the_text() -> None:
    assert read_corpus([TABLE], "x", text=["short"], id="text").documents.to_pylist()[0] == {
        "_id": "A_longer_text.", "_text": "one", "id": "1",
    }  # fmt: skip
    with pytest.raises(InputError, match=r"^x\.csv has no column 'body'; it has id, short, text\.$"):
        read_corpus([TABLE], "x", text=["body"])
