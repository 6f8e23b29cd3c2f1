"""A file as columns of text, and what its columns most likely are: what every reader here makes, whatever the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from embedlab.limits import CORPUS_ROWS
from embedlab.numbers_text import whole

if TYPE_CHECKING:
    import pyarrow as pa

Holds = Literal["documents", "queries", "judgements"]
Kind = Literal["csv", "tsv", "txt", "markdown", "jsonl", "parquet", "pdf", "topics", "qrels"]

KIND_NAMES: Final[dict[Kind, str]] = {
    "csv": "CSV", "tsv": "TSV", "txt": "text", "markdown": "Markdown", "jsonl": "JSON", "parquet": "Parquet",
    "pdf": "PDF", "topics": "TREC topics", "qrels": "TREC judgements",
}  # fmt: skip

QUERY_NAMES: Final = ("query-id", "query_id", "qid", "query", "topic", "topic_id", "question_id")
DOCUMENT_NAMES: Final = (
    "corpus-id",
    "corpus_id",
    "doc_id",
    "docid",
    "doc-id",
    "document_id",
    "document",
    "docno",
    "pid",
)
GRADE_NAMES: Final = ("score", "grade", "relevance", "rel", "label", "judgement", "judgment")
"""What the columns of judgements are called, in lower case."""

UNNAMED: Final = "Column {}"
"""What a column without a name is called."""

_MAY_BE_IDS: Final = ("passage", "document", "query", "question")
_WORDS: Final = 8
"""Characters on average from which a column with such a name holds texts, and not their ids."""

ID_CHARS: Final = 200
"""Characters of an id that are kept."""

_ID_NAMES: Final = (
    "_id", "id", "corpus-id", "corpus_id", "doc_id", "docid", "doc-id", "document_id", "docno", "pid", "query-id",
    "query_id", "qid", "topic_id", "question_id", "number", "num", "uid", "key",
)  # fmt: skip
_TITLES: Final = ("title", "heading", "headline")
_TEXTS: Final = (
    "text", "_text", "body", "content", "contents", "passage", "document", "abstract", "answer", "query", "question",
    "title", "description", "desc",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Sheet:
    """A file as it was read.

    Attributes:
        name: of the file, as a message says it.
        kind: what it is, told by its bytes.
        holds: what it is taken for; a guess until somebody chooses.
        cells: string columns with names, no two alike.
        text: the columns that are joined to a text, in their order; a guess until somebody chooses.
        id: the column with the id of each row; None numbers the rows from 1.
        said: a sentence for each thing that was left out or read otherwise than one might expect.
    """

    name: str
    kind: Kind
    holds: Holds
    cells: "pa.Table"
    text: tuple[str, ...] = ()
    id: str | None = None
    said: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.cells.column_names)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.cells.num_rows)

    def column(self, name: str) -> list[str]:
        """Return the cells of a column."""
        return [str(cell) for cell in self.cells.column(name).to_pylist()]


def made_sheet(name: str, kind: Kind, cells: "pa.Table", said: Sequence[str] = (), path: str = "") -> Sheet:
    """Return a sheet with what its columns and its path, a file name at least, say of it; rows beyond the limit go."""
    if cells.num_rows > CORPUS_ROWS:
        said = (*said, f"Only the first {whole(CORPUS_ROWS)} of {whole(cells.num_rows)} rows are read.")
        cells = cells.slice(0, CORPUS_ROWS)
    return Sheet(
        name, kind, _holds(kind, cells, path or name), cells, guessed_text(cells), _guessed_id(cells), tuple(said)
    )


def named_columns(columns: Mapping[str, Sequence[str]]) -> "pa.Table":
    """Return string columns of one length as a table."""
    import pyarrow as pa

    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})


def unlike(names: Sequence[str]) -> list[str]:
    """Return names for columns, those that are empty or there already told apart by a number."""
    given: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        bare = " ".join(name.split()) or UNNAMED.format(number)
        unused = (bare, *(f"{bare} {count}" for count in range(2, len(names) + 2)))
        given[next(each for each in unused if each not in given)] = None
    return list(given)


def plain_id(cell: str) -> str:
    """Return an id as it is kept: without white space, which would end it in the files of TREC."""
    return "_".join(cell.split())[:ID_CHARS]


def guessed_text(cells: "pa.Table") -> tuple[str, ...]:
    """Return the columns that most likely hold the text: by their names, a title first, or the longest."""
    lower = {name.lower(): name for name in reversed(cells.column_names)}
    text = next((lower[name] for name in _TEXTS if name in lower), None)
    if text is None or (text.lower() in _MAY_BE_IDS and _mean_length(cells, text) < _WORDS):
        text = longest_of(cells, cells.column_names)
    title = next((lower[name] for name in _TITLES if name in lower), None)
    return (text,) if title in (None, text) else (str(title), text)


def longest_of(cells: "pa.Table", names: Sequence[str]) -> str:
    """Return the column with the most characters, the first of several."""
    return max(names, key=lambda name: _mean_length(cells, name))


def _mean_length(cells: "pa.Table", name: str) -> float:
    from pyarrow import compute

    return float(compute.mean(compute.utf8_length(cells.column(name))).as_py() or 0.0)


def _guessed_id(cells: "pa.Table") -> str | None:
    lower = {name.lower(): name for name in reversed(cells.column_names)}
    text, first = guessed_text(cells), str(cells.column_names[0])
    if first == UNNAMED.format(1) and first not in text:
        from pyarrow import compute

        # Without names the ids stand first, as in the collections of MS MARCO.
        return first if compute.count_distinct(cells.column(first)).as_py() == cells.num_rows else None
    return next((lower[name] for name in _ID_NAMES if name in lower and lower[name] not in text), None)


def judgement_columns(names: Sequence[str]) -> tuple[str, str, str | None] | None:
    """Return which columns hold query, document and grade by their names, the grade None where all are worth 1."""
    lower = {name.lower(): name for name in reversed(names)}
    found = [
        next((lower[name] for name in known if name in lower), None)
        for known in (QUERY_NAMES, DOCUMENT_NAMES, GRADE_NAMES)
    ]
    query, document, grade = found
    return None if query is None or document is None else (query, document, grade)


def _holds(kind: Kind, cells: "pa.Table", path: str) -> Holds:
    lower = path.lower()
    names = {name.lower() for name in cells.column_names}
    judged = judgement_columns(cells.column_names)
    if kind == "qrels" or (judged and (judged[2] or len(names) <= 3) and not names & set(_TEXTS[:6])):
        return "judgements"
    if "qrel" in lower and len(names) >= 2:
        return "judgements"
    return (
        "queries" if kind == "topics" or any(word in lower for word in ("quer", "topic", "question")) else "documents"
    )
