"""JSON as columns of text: an object in each line, as BEIR has it, or one list of objects."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from embedlab.content.corpus_files.sheet import Sheet, made_sheet, named_columns, unlike
from embedlab.errors import InputError
from embedlab.limits import CORPUS_ROWS, TABLE_COLUMNS
from embedlab.numbers_text import counted, whole
from embedlab.text_lines import lines_of

_HALF: Final = re.compile(r"[\ud800-\udfff]")
"""Half a character of UTF-16, which JSON can spell and no text can hold."""


def read_json(text: str, name: str, path: str = "") -> Sheet:
    """Read objects; what is no text in them is written as JSON writes it, and what is missing is empty.

    Raises:
        InputError: it holds no object.
    """
    wrong: list[int] = []
    nested: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {}
    crowded = beyond = 0
    for number, value in _values(text, name):
        row = {"text": value} if isinstance(value, str) else value
        if not isinstance(row, dict) or not row:
            wrong.append(number)
            continue
        if len(rows) == CORPUS_ROWS:
            beyond += 1
            continue
        for key in row:
            if key not in columns and len(columns) == TABLE_COLUMNS:
                crowded += 1
            else:
                columns[key] = None
        nested.update(dict.fromkeys(key for key, cell in row.items() if isinstance(cell, dict | list) and cell))
        rows.append({key: as_text(cell) for key, cell in row.items() if key in columns})
    if not rows:
        raise InputError(f"{name} holds no JSON object; each line must be one, such as {{“text”: “…”}}.")
    said = (
        f"{counted(len(wrong), 'line')} of {name} left out: no JSON object; the first is line {whole(wrong[0])}."
        if wrong
        else "",
        f"Only the first {whole(CORPUS_ROWS)} of {whole(CORPUS_ROWS + beyond)} rows are read." if beyond else "",
        f"Only the first {TABLE_COLUMNS} columns of {name} are read." if crowded else "",
        nested_sentence([key for key in nested if key in columns]),
    )
    # Keys that differ in white space alone would be one name.
    names = dict(zip(columns, _names(list(columns)), strict=True))
    cells = named_columns({names[key]: [row.get(key, "") for row in rows] for key in columns})
    return made_sheet(name, "jsonl", cells, [each for each in said if each], path)


def nested_sentence(columns: list[str]) -> str:
    """Return what is said of columns that hold lists or objects; empty where there are none."""
    if not columns:
        return ""
    more = f" and {whole(len(columns) - 3)} more" if len(columns) > 3 else ""
    return f"Lists and objects are written as JSON: {', '.join(columns[:3])}{more}."


def as_text(value: Any) -> str:
    """Return a value of JSON as a text: a text as it is, nothing and an empty list as "", all else as JSON."""
    if value is None or (isinstance(value, dict | list | tuple) and not value):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return _HALF.sub("\ufffd", text)


def _names(keys: list[str]) -> list[str]:
    return unlike([as_text(key)[:100] for key in keys])


def _values(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """Each value with the number of its line, or of its place in a list; None for a line that is no JSON."""
    if text.lstrip().startswith("["):
        try:
            held = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{name} is a list of JSON that does not end as it should; save it again.") from error
        yield from enumerate(held, 1)
        return
    for number, line in enumerate(lines_of(text), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None
