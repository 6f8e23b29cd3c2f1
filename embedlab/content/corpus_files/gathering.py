"""Texts, queries and judgements gathered from sheets: what is left out or changed is counted and said."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from embedlab.content.corpus_files.judgement_rows import judged_rows
from embedlab.content.corpus_files.sheet import ID_CHARS, Holds, Sheet, longest_of, plain_id
from embedlab.content.gathered import ID, TEXT, Gathered, Judgement, documents_of, judgements_of, queries_of
from embedlab.errors import InputError
from embedlab.limits import CORPUS_QUERIES, CORPUS_QUERY_CHARS, CORPUS_ROWS, CORPUS_TEXT_CHARS
from embedlab.numbers_text import counted, whole

if TYPE_CHECKING:
    import pyarrow as pa

_ENDS: Final = re.compile(r"\r\n?")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\x85]")


@dataclass
class _Kept:
    """Rows that are kept, and how many were not, by the reason."""

    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def gather(
    name: str, documents: Sequence[Sheet], queries: Sequence[Sheet] = (), judgements: Sequence[Sheet] = ()
) -> Gathered:
    """Return what some sheets hold, each read by the columns that it names as its text and its id.

    Documents and queries without a text go, and so do judgements of what is not here. Equal documents stay. An id that
    is there already gets a number, and judgements mean the first.

    Args:
        name: what a reader calls the collection.
        documents: at least one.
        queries: may be none.
        judgements: may be none; they need queries.

    Raises:
        InputError: no document or no query is left, or there are judgements without queries.
    """
    if judgements and not queries:
        raise InputError("There are judgements but no queries; add the file with the queries.")
    held = _kept(documents, CORPUS_ROWS, CORPUS_TEXT_CHARS)
    if not held.texts:
        said = _said(held, "document", CORPUS_ROWS, CORPUS_TEXT_CHARS)
        raise InputError(" ".join(["No document is left; choose another column.", *said]))
    said = [sentence for sheet in documents for sentence in sheet.said]
    said += _said(held, "document", CORPUS_ROWS, CORPUS_TEXT_CHARS)
    if repeated := len(held.texts) - len(set(held.texts)):
        said.append(
            f"{counted(repeated, 'document')} the same as an earlier one, word for word: kept, and they will tie."
        )
    table = documents_of(held.ids, held.texts, _others(documents, held.rows))
    if not queries:
        return Gathered(name, table, None, None, tuple(said))
    asked = gather_questions(queries, judgements, held.ids)
    return Gathered(name, table, asked.queries, asked.judgements, (*said, *asked.said))


def gather_by_use(name: str, sheets: Sequence[Sheet]) -> Gathered:
    """Return what sheets hold, each taken for what it is said to hold.

    Raises:
        InputError: as ``gather`` does, none holds documents, or one of texts names no column.
    """
    by: dict[Holds, list[Sheet]] = {"documents": [], "queries": [], "judgements": []}
    for sheet in sheets:
        by[sheet.holds].append(sheet)
    if not by["documents"]:
        raise InputError("None of these files holds documents; choose one that does, or add it.")
    if any(not sheet.text for sheet in (*by["documents"], *by["queries"])):
        raise InputError("Choose the column of the texts.")
    return gather(name, by["documents"], by["queries"], by["judgements"])


@dataclass(frozen=True, eq=False)
class Questions:
    """Queries and judgements as ``Gathered`` has them, and a sentence for each thing that was left out."""

    queries: "pa.Table"
    judgements: "pa.Table | None"
    said: tuple[str, ...]


def gather_questions(queries: Sequence[Sheet], judgements: Sequence[Sheet], documents: Sequence[str]) -> Questions:
    """Return the queries of some sheets, and the judgements that speak of them and of documents with these ids.

    Raises:
        InputError: no query is left.
    """
    asked = _kept(queries, CORPUS_ROWS, CORPUS_QUERY_CHARS)
    if not asked.texts:
        raise InputError("No query is left; choose another column for the queries.")
    judged, told = judged_rows(judgements, asked.ids, documents) if judgements else ([], [])
    pairs, left = _measured(asked, judged)
    kept = set(pairs[0])
    judged = [judgement for judgement in judged if judgement[0] in kept]
    said = [sentence for sheet in (*queries, *judgements) for sentence in sheet.said]
    said += [*_said(asked, "query", CORPUS_ROWS, CORPUS_QUERY_CHARS), *told, *left]
    return Questions(queries_of(*pairs), judgements_of(judged) if judged else None, tuple(said))


def plain_text(cell: str) -> str:
    """Return a text as it is kept: lines end in LF, control characters are spaces, no white space around it."""
    return _CONTROLS.sub(" ", _ENDS.sub("\n", cell)).strip()


def _kept(sheets: Sequence[Sheet], most: int, characters: int) -> _Kept:
    kept, seen = _Kept(), set[str]()
    row = 0
    for sheet in sheets:
        columns = [sheet.column(name) for name in sheet.text]
        ids = sheet.column(sheet.id) if sheet.id else [""] * sheet.rows
        kept.rows.append([])
        for number in range(sheet.rows):
            row += 1
            text = "\n".join(filter(None, (plain_text(column[number]) for column in columns)))
            if not text or len(text) > characters or len(kept.texts) == most:
                kept.counts["empty" if not text else "long" if len(text) > characters else "many"] += 1
                continue
            own = plain_id(ids[number])
            kept.counts["unnamed"] += bool(sheet.id and not own)
            kept.counts["spaced"] += own != ids[number].strip()
            own, again = _unused(own or str(row), seen)
            kept.counts["again"] += again
            seen.add(own)
            kept.ids.append(own)
            kept.texts.append(text)
            kept.rows[-1].append(number)
    return kept


def _unused(own: str, seen: set[str]) -> tuple[str, bool]:
    if own not in seen:
        return own, False
    count = 2
    while f"{own}#{count}" in seen:
        count += 1
    return f"{own}#{count}", True


def _said(kept: _Kept, noun: str, most: int, characters: int) -> list[str]:
    """A sentence for each reason."""

    def rows(reason: str) -> str:
        number = kept.counts[reason]
        return (
            f"{whole(number)} {noun}"
            if number == 1
            else f"{whole(number)} {'queries' if noun == 'query' else noun + 's'}"
        )

    told = {
        "empty": f"{rows('empty')} left out: no text.",
        "long": f"{rows('long')} left out: more than {whole(characters)} characters.",
        "many": f"{rows('many')} left out: only the first {whole(most)} are taken.",
        "again": f"{rows('again')} with the id of an earlier one: #2, #3 and so on added; judgements mean the first.",
        "unnamed": f"{rows('unnamed')} without an id: the number of the row stands for it.",
        "spaced": f"{rows('spaced')} with white space in the id, now _, or with more than {ID_CHARS} characters in it.",
    }
    return [sentence for reason, sentence in told.items() if kept.counts[reason]]


def _others(sheets: Sequence[Sheet], rows: Sequence[Sequence[int]]) -> dict[str, list[str]]:
    """The other columns, empty where a sheet lacks one; of the columns of a text all but the longest stay."""
    count = sum(map(len, rows))
    found: dict[str, list[str]] = {}
    place = 0
    for sheet, kept in zip(sheets, rows, strict=True):
        used = {sheet.id, longest_of(sheet.cells, sheet.text)}
        for name in (name for name in sheet.columns if name not in used):
            cells = sheet.column(name)
            column = found.setdefault(f"{name} (file)" if name in (ID, TEXT) else name, [""] * count)
            column[place : place + len(kept)] = [cells[number] for number in kept]
        place += len(kept)
    return {name: column for name, column in found.items() if any(column)}


def _measured(asked: _Kept, judged: Iterable[Judgement]) -> tuple[tuple[list[str], list[str]], list[str]]:
    """Ids and texts of the queries that are kept, and what is said of the others; too many leave the judged ones."""
    wanted = {query for query, _, _ in judged}
    pairs = list(zip(asked.ids, asked.texts, strict=True))
    said = []
    if len(pairs) > CORPUS_QUERIES:
        first = [pair for pair in pairs if pair[0] in wanted] or pairs
        of = "those with a judgement" if wanted else "the first"
        said = [f"{whole(len(pairs))} queries, of which {of} are taken, at most {whole(CORPUS_QUERIES)}."]
        pairs = first[:CORPUS_QUERIES]
    return ([own for own, _ in pairs], [text for _, text in pairs]), said
