"""One column of a visitor's table as texts: which column, whether its first row names it, what is left out and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from embedlab.content.own_table import OwnTable
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, DOCUMENTS
from embedlab.numbers_text import counted, whole

NAME_CHARS: Final = 40
"""Characters of a column's name that are shown; a longer first cell is no name either."""

_NUMBER: Final = re.compile(r"[-+(]?[\d.,:/%€$£ -]*\d[\d.,:/%€$£ -]*\)?")
# What no line may hold: its ends, what else a reader could take for one, and characters that do not print.
_BREAKS: Final = re.compile(r"\r\n|[\x00-\x1f\x7f\x85\u2028\u2029]")
_NAMED: Final = 3
_JUDGED: Final = 200
"""Rows that the guess of a header looks at."""


@dataclass(frozen=True)
class OwnTexts:
    """The texts of a column.

    Attributes:
        texts: those that can be used, in their order, each on one line.
        rows: how many rows the column has, its header not among them.
        said: a sentence for each reason why a text was left out or is worth a word.
    """

    texts: tuple[str, ...]
    rows: int
    said: tuple[str, ...]


def has_header(table: OwnTable) -> bool:
    """Guess whether the first row names the columns.

    It does when its cells are short, all different and no numbers, and when below one of them stand numbers, or texts
    that are at least twice as long; with nothing below, when there are several and each is one word.
    """
    first = [column[0].strip() for column in (table.column(number, 0, 1) for number in range(table.columns))]
    if len(set(first)) < len(first) or not all(0 < len(cell) <= NAME_CHARS for cell in first):
        return False
    if any(_NUMBER.fullmatch(cell) for cell in first):
        return False
    if table.rows == 1:
        return len(first) > 1 and not any(" " in cell for cell in first)
    return any(_differs(name, table.column(number, 1, _JUDGED)) for number, name in enumerate(first))


def _differs(name: str, below: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in below if cell.strip()]
    if not cells:
        return False
    numbers = sum(_NUMBER.fullmatch(cell[:NAME_CHARS]) is not None for cell in cells)
    return numbers * 2 > len(cells) or sum(map(len, cells)) >= 2 * len(cells) * len(name)


def column_names(table: OwnTable, *, header: bool) -> list[str]:
    """Return a name for each column, no two alike: its number, and its header if it has one."""
    names = [table.column(number, 0, 1)[0].strip() if header else "" for number in range(table.columns)]
    return [f"{number}: {shortened(name)}" if name else f"Column {number}" for number, name in enumerate(names, 1)]


def shortened(text: str, characters: int = NAME_CHARS) -> str:
    """Return a text on one line, cut where it is longer than can be shown."""
    line = _BREAKS.sub(" ", text[: characters + 1])
    return line if len(line) <= characters else f"{line[: characters - 1]}…"


def longest_column(table: OwnTable, *, header: bool) -> int:
    """Return the column whose cells are the longest on average, the first of several: most likely the texts."""
    from pyarrow import compute

    below = table.cells.slice(int(header))
    lengths = [compute.sum(compute.utf8_length(column)).as_py() or 0 for column in below.columns]
    return lengths.index(max(lengths))


def column_texts(
    table: OwnTable, column: int, *, header: bool, most: int = DOCUMENTS, characters: int = COLLECTION_CHARS,
    each: int = DOCUMENT_CHARS,
) -> OwnTexts:  # fmt: skip
    """Return the texts of a column, one a line, as many as can be used.

    Args:
        table: what was read.
        column: its column, from 0.
        header: whether the first row names the columns.
        most: how many texts are taken.
        characters: of all together, with an end for each line.
        each: of one text.

    Returns:
        Those texts, and what was left out. Equal texts are kept, and said.
    """
    cells = table.column(column, int(header))
    texts: list[str] = []
    seen: dict[str, int] = {}
    repeated: list[str] = []
    empty = too_long = 0
    room = characters
    full = ""
    for row, cell in enumerate(cells, 1):
        text = _BREAKS.sub(" ", cell).strip()
        if not text:
            empty += 1
        elif len(text) > each:
            too_long += 1
        elif len(texts) == most or len(text) + 1 > room:
            full = counted(most, "text") if len(texts) == most else counted(characters, "character")
            full = f"{counted(len(cells) - row + 1, 'row')} left out: only the first {full} are used."
            break
        else:
            repeated += [f"row {whole(row)} repeats row {whole(seen[text])}"] if text in seen else []
            seen.setdefault(text, row)
            texts.append(text)
            room -= len(text) + 1
    said = (
        f"{counted(empty, 'row')} left out: no text in this column." if empty else "",
        f"{counted(too_long, 'text')} left out: more than {whole(each)} characters." if too_long else "",
        full,
        _repeats(repeated),
    )
    return OwnTexts(tuple(texts), len(cells), tuple(filter(None, said)))


def _repeats(repeated: Sequence[str]) -> str:
    if not repeated:
        return ""
    more = f" and {whole(len(repeated) - _NAMED)} more" if len(repeated) > _NAMED else ""
    return f"Equal texts are kept and will tie: {', '.join(repeated[:_NAMED])}{more}."
