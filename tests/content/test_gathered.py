"""The record of a collection's texts: what it holds its tables to."""

import pyarrow as pa
import pytest

from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of

DOCUMENTS = documents_of(["a", "b"], ["one", "two"], {"year": ["1999", ""]})


def test_the_other_columns_keep_their_names() -> None:
    assert Gathered("x", DOCUMENTS).columns == ("year",)
    assert Gathered("x", DOCUMENTS).texts() == ["one", "two"]


def test_judgements_have_ids_and_whole_grades() -> None:
    held = judgements_of([("q", "a", 2), ("q", "b", 0)])
    assert held.schema.types == [pa.string(), pa.string(), pa.int32()]
    assert held.to_pylist()[0] == {"query": "q", "document": "a", "grade": 2}
    assert judgements_of([]).schema == held.schema


@pytest.mark.parametrize(
    ("queries", "judgements", "said"),
    [(DOCUMENTS, None, "queries have"), (None, judgements_of([]), "judgements need queries"),
     (queries_of(["q"], ["?"]), DOCUMENTS, "judgements have")],
)  # fmt: skip
def test_tables_of_another_kind_are_refused(queries: pa.Table, judgements: pa.Table, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Gathered("x", DOCUMENTS, queries, judgements)
