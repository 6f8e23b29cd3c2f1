"""TREC topics: queries in markup, in its old spelling without closing tags and in XML, and TREC judgements."""

import io
from html.parser import HTMLParser
from typing import Final

from embedlab.content.corpus_files.sheet import Sheet, made_sheet, named_columns
from embedlab.errors import InputError
from embedlab.numbers_text import counted, whole
from embedlab.text_lines import lines_of

_TOPICS: Final = frozenset({"top", "topic"})
_FIELDS: Final = ("title", "query", "question", "desc", "description", "narr", "narrative", "note", "background")
_NUMBERS: Final = ("num", "number", "id")
_LABELS: Final = ("number:", "topic:", "description:", "narrative:")
"""Words with which the old spelling begins a field."""


def read_topics(text: str, name: str, path: str = "") -> Sheet:
    """Read the topics: a row each, a column for each field of theirs.

    Raises:
        InputError: there is no topic.
    """
    reader = _Topics()
    reader.feed(text)
    reader.close()
    rows = [{field: _plain(value) for field, value in topic.items()} for topic in reader.topics]
    rows = [row for row in rows if any(row.get(field) for field in _FIELDS)]
    if not rows:
        raise InputError(f"{name} holds no TREC topic with a title or a description.")
    fields = [field for field in ("num", *_FIELDS) if any(row.get(field) for row in rows)]
    return made_sheet(name, "topics", named_columns({f: [row.get(f, "") for row in rows] for f in fields}), (), path)


def read_qrels(text: str, name: str, path: str = "") -> Sheet:
    """Read judgements as TREC has them: query, iteration, document, grade in each line.

    Raises:
        InputError: no line is one.
    """
    from ir_measures import read_trec_qrels

    rows: list[tuple[str, str, str]] = []
    wrong: list[int] = []
    for number, line in enumerate(lines_of(text), 1):
        if line.strip():
            try:
                rows += [(q.query_id, q.doc_id, str(q.relevance)) for q in read_trec_qrels(io.StringIO(line))]
            except ValueError:
                wrong.append(number)
    if not rows:
        raise InputError(f"{name} holds no TREC judgement; each line must be query, 0, document and grade.")
    said = (
        [f"{counted(len(wrong), 'line')} of {name} left out: no judgement; the first is line {whole(wrong[0])}."]
        if wrong
        else []
    )
    query, document, grade = (list(column) for column in zip(*rows, strict=True))
    cells = named_columns({"query": query, "document": document, "grade": grade})
    return made_sheet(name, "qrels", cells, said, path)


def _plain(value: str) -> str:
    bare = " ".join(value.split())
    label = next((label for label in _LABELS if bare.lower().startswith(label)), "")
    return bare[len(label) :].strip()


class _Topics(HTMLParser):
    """Gathers the fields of each topic; a tag ends the field before it, as the old spelling closes none.

    Attributes:
        topics: the fields of each topic, with the words that name them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.topics: list[dict[str, str]] = []
        self._field = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a topic or a field."""
        if tag in _TOPICS:
            given = dict(attrs)
            self.topics.append({"num": next((given[key] or "" for key in _NUMBERS if key in given), "")})
        self._field = "num" if tag in _NUMBERS else tag if tag in _FIELDS else ""

    def handle_endtag(self, tag: str) -> None:
        """End a field."""
        if tag in (*_NUMBERS, *_FIELDS):
            self._field = ""

    def handle_data(self, data: str) -> None:
        """Add to a field."""
        if self.topics and self._field:
            topic = self.topics[-1]
            topic[self._field] = topic.get(self._field, "") + data

    def set_cdata_mode(self, elem: str, **options: bool) -> None:
        """Let tags end a title: in HTML it holds none, in the old spelling nothing else ends it."""
