"""Judgements from sheets: which column is what, and which rows speak of queries and documents that are here."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from embedlab.content.corpus_files.sheet import Sheet, judgement_columns, plain_id
from embedlab.content.gathered import Judgement
from embedlab.errors import InputError
from embedlab.limits import CORPUS_JUDGEMENTS
from embedlab.numbers_text import counted, whole

_LARGEST: Final = 1_000


def judged_rows(
    sheets: Sequence[Sheet], queries: Sequence[str], documents: Sequence[str]
) -> tuple[list[Judgement], list[str]]:
    """Return the judgements that can be used, in their order, and a sentence for each reason why others cannot.

    Args:
        sheets: with columns for query, document and perhaps grade, by their names or in this order.
        queries: ids of the queries that are here.
        documents: ids of the documents that are here.

    Raises:
        InputError: a sheet has one column only.
    """
    asked, held = set(queries), set(documents)
    found: dict[tuple[str, str], int] = {}
    counts: Counter[str] = Counter()
    for sheet in sheets:
        for query, document, cell in _rows(sheet):
            grade = _grade(cell)
            if grade is None:
                counts["grade"] += 1
            elif query not in asked:
                counts["query"] += 1
            elif document not in held:
                counts["document"] += 1
            elif (query, document) in found:
                counts["again"] += 1
            elif len(found) == CORPUS_JUDGEMENTS:
                counts["many"] += 1
            else:
                counts["negative"] += grade < 0
                found[query, document] = max(0, grade)
    told = {
        "grade": "left out: the grade is no whole number from −1,000 to 1,000.",
        "query": "left out: no query here has that id.",
        "document": "left out: no document here has that id.",
        "again": "left out: the pair is judged already, and the first counts.",
        "many": f"left out: only the first {whole(CORPUS_JUDGEMENTS)} are taken.",
        "negative": "below 0 count as 0, as not relevant.",
    }
    said = [f"{counted(counts[reason], 'judgement')} {sentence}" for reason, sentence in told.items() if counts[reason]]
    if not found:
        said.append("No judgement is left, so nothing can be measured: do their ids belong to other files?")
    return [(query, document, grade) for (query, document), grade in found.items()], said


def _rows(sheet: Sheet) -> list[tuple[str, str, str]]:
    names = sheet.columns
    if len(names) < 2:
        raise InputError(f"{sheet.name} has one column; judgements need a query, a document and a grade.")
    query, document, grade = judgement_columns(names) or (
        # The order of TREC, whose second column says nothing, or that of three columns.
        (names[0], names[2], names[3])
        if len(names) == 4
        else (names[0], names[1], names[2] if len(names) > 2 else None)
    )
    grades = sheet.column(grade) if grade else ["1"] * sheet.rows
    ids = ([plain_id(cell) for cell in sheet.column(name)] for name in (query, document))
    return list(zip(*ids, grades, strict=True))


def _grade(cell: str) -> int | None:
    try:
        number = float(cell)
        return int(number) if number == int(number) and abs(number) <= _LARGEST else None
    except (ValueError, OverflowError):
        return None
