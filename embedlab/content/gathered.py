"""The texts of a collection as they are brought to it: documents, and perhaps queries and judgements.

Every reader of files makes this record, and everything that keeps, indexes or measures a collection begins with it.
How files are read is in ``embedlab.content.corpus_files``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyarrow as pa

ID: Final = "_id"
"""The column with the id of a document or a query, a text, no two alike."""

TEXT: Final = "_text"
"""The column with what is searched or asked."""

QUERY, DOCUMENT, GRADE = "query", "document", "grade"
"""The columns of judgements: two ids, and a whole number that is higher for what helps more; 0 helps nothing."""

Judgement = tuple[str, str, int]
"""The id of a query, the id of a document, and its grade."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """What was read.

    Attributes:
        name: what a reader calls the collection.
        documents: string columns ``_id`` and ``_text``, and the file's other columns under their own names, as strings.
        queries: string columns ``_id`` and ``_text``; None where none were given.
        judgements: string columns ``query`` and ``document``, both ids that exist here, and ``grade``, int32; None
            where none were given.
        said: a sentence for each thing that was left out or changed, and why.

    Raises:
        ValueError: a table lacks one of its columns, or there are judgements without queries.
    """

    name: str
    documents: "pa.Table"
    queries: "pa.Table | None" = None
    judgements: "pa.Table | None" = None
    said: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.documents.column_names[:2] != [ID, TEXT]:
            raise ValueError("documents begin with _id and _text")
        if self.queries is not None and self.queries.column_names != [ID, TEXT]:
            raise ValueError("queries have _id and _text")
        if self.judgements is not None and self.judgements.column_names != [QUERY, DOCUMENT, GRADE]:
            raise ValueError("judgements have query, document and grade")
        if self.judgements is not None and self.queries is None:
            raise ValueError("judgements need queries")

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the documents' other columns, in their order."""
        return tuple(self.documents.column_names[2:])

    def texts(self) -> list[str]:
        """The texts of the documents, in their order."""
        return [str(text) for text in self.documents.column(TEXT).to_pylist()]


def documents_of(
    ids: Sequence[str], texts: Sequence[str], columns: Mapping[str, Sequence[str]] | None = None
) -> "pa.Table":
    """Return documents as ``Gathered`` has them, all columns of one length."""
    import pyarrow as pa

    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in {ID: ids, TEXT: texts, **(columns or {})}.items()}
    )


def queries_of(ids: Sequence[str], texts: Sequence[str]) -> "pa.Table":
    """Return queries as ``Gathered`` has them."""
    return documents_of(ids, texts)


def judgements_of(judgements: Iterable[Judgement]) -> "pa.Table":
    """Return judgements as ``Gathered`` has them, in their order."""
    import pyarrow as pa

    rows = list(judgements)
    asked, judged, grades = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            QUERY: pa.array(asked, pa.string()),
            DOCUMENT: pa.array(judged, pa.string()),
            GRADE: pa.array(grades, pa.int32()),
        }
    )
