"""A collection as searches see it: its chunks, which document each is of, its questions, and its index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embedlab.content.gathered import DOCUMENT, GRADE, QUERY, TEXT
from embedlab.errors import StoreError
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections, ids_of
from embedlab.studies.corpus.index_folder import IndexFolder

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Question:
    """A query of a collection: its id, its text, and the grades of documents by their number (from 0)."""

    id: str
    text: str
    grades: Mapping[int, int]


class OpenCorpus:
    """A collection whose tables are mapped into memory.

    Args:
        collections: where it is.
        record: which it is.
    """

    def __init__(self, collections: Collections, record: CollectionRecord) -> None:
        self.record, self._collections = record, collections
        self.index: IndexFolder = collections.index(record)

    @property
    def id(self) -> str:
        """The id of the collection."""
        return self.record.id

    @property
    def count(self) -> int:
        """How many chunks there are, n: the rows of every array of scores."""
        return self.record.chunks

    def texts(self, rows: Sequence[int] | NDArray[np.int64]) -> list[str]:
        """The texts of some chunks."""
        return self.index.texts(rows)

    @cached_property
    def documents(self) -> "pa.Table":
        """The documents: ``_id``, ``_text`` and the columns of their file.

        Raises:
            StoreError: they are not there any more.
        """
        return self._table("documents")

    @cached_property
    def document_of(self) -> NDArray[np.int32]:
        """The number of the document that each chunk is of, (n,) int32."""
        return np.asarray(self._table("chunks").column("document").to_numpy(), dtype=np.int32)

    def span(self, row: int) -> tuple[int, int]:
        """Where a chunk begins and ends in its document, in characters."""
        chunk = self._table("chunks").slice(row, 1)
        return int(chunk.column("start")[0].as_py()), int(chunk.column("end")[0].as_py())

    def document(self, number: int) -> str:
        """The whole text of a document."""
        return str(self.documents.column(TEXT)[number].as_py())

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the documents."""
        return ids_of(self.documents)

    @cached_property
    def words(self) -> NDArray[np.int64]:
        """How many words each document has, (documents,) int64: what stands between white space."""
        import pyarrow.compute

        parts = pyarrow.compute.utf8_split_whitespace(pyarrow.compute.utf8_trim_whitespace(self.documents.column(TEXT)))
        return np.asarray(pyarrow.compute.list_value_length(parts).to_numpy(), dtype=np.int64)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that searches can be narrowed by."""
        return tuple(self.documents.column_names[2:])

    def column(self, name: str) -> list[str]:
        """A column of the documents, one value each."""
        return [str(value) for value in self.documents.column(name).to_pylist()]

    def allowed(self, name: str, values: Sequence[str]) -> NDArray[np.bool_]:
        """Which chunks are of a document that has one of the values in a column, (n,) bool."""
        wanted = set(values)
        fits = np.array([value in wanted for value in self.column(name)], dtype=np.bool_)
        return fits[self.document_of]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The queries with their judgements, in their order; a query without a judgement has no grades."""
        queries = self._collections.table(self.record, "queries")
        if queries is None:
            return ()
        numbers = {id: number for number, id in enumerate(self.ids)}
        grades: dict[str, dict[int, int]] = {}
        judged = self._collections.table(self.record, "judgements")
        if judged is not None:
            columns = (judged.column(name).to_pylist() for name in (QUERY, DOCUMENT, GRADE))
            for query, document, grade in zip(*columns, strict=True):
                if document in numbers:
                    grades.setdefault(query, {})[numbers[document]] = int(grade)
        texts = queries.column(TEXT).to_pylist()
        return tuple(
            Question(id, str(text), grades.get(id, {})) for id, text in zip(ids_of(queries), texts, strict=True)
        )

    @property
    def judged(self) -> tuple[Question, ...]:
        """The queries for which some document is relevant: those that can be measured."""
        return tuple(question for question in self.questions if any(grade > 0 for grade in question.grades.values()))

    def _table(self, name: str) -> "pa.Table":
        table = self._collections.table(self.record, name)
        if table is None:
            raise StoreError("This collection is not on this server any more; bring its texts again.")
        return table
