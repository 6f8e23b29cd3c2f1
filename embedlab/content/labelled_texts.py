"""Texts that somebody sorted into classes, in the tab-separated files of the Orange workbench.

Three lines of heading (names, types, roles), then a text a line: its class, a tab, the text. Empty lines part the two.
"""

from collections.abc import Mapping

from embedlab.content.gathered import Gathered, documents_of
from embedlab.errors import InputError
from embedlab.numbers_text import counted

_HEADING = ("Category\tText", "d\tstring", "class\t")


def gather_labelled(name: str, label: str, files: Mapping[str, bytes]) -> Gathered:
    """Read files into one collection without queries.

    Documents have the column ``label`` (their class) and ``part`` (the file that they stand in).

    Args:
        name: what a reader calls it.
        label: what a class is called, as "topic".
        files: the bytes of each, by the name of the part.

    Raises:
        InputError: a file is no such file; the message names its part.
    """
    rows: list[tuple[str, str, str, str]] = []
    empty = 0
    for part, content in files.items():
        for number, (kind, text) in enumerate(_lines(name, part, content), start=1):
            if text.strip():
                rows.append((f"{part}-{number}", text.strip(), kind, part))
            else:
                empty += 1
    ids, texts, labels, parts = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [], [])
    said = (f"Left out: {counted(empty, 'text')} without a word.",) if empty else ()
    return Gathered(name, documents_of(ids, texts, {label: labels, "part": parts}), said=said)


def _lines(name: str, part: str, content: bytes) -> list[tuple[str, str]]:
    try:
        # Not splitlines: a text may hold a sign that Unicode counts as the end of a line.
        lines = content.decode("utf-8").rstrip("\n").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"The file {part} of {name} is no text in UTF-8; fetch it again.") from error
    found = [line.rstrip("\r").partition("\t") for line in lines if line.strip()]
    heading = tuple(f"{first}\t{rest}" for first, _, rest in found[:3])
    if heading != _HEADING or not all(tab for _, tab, _ in found):
        raise InputError(f"The file {part} of {name} is no table of classes and texts; fetch it again.")
    return [(kind, text) for kind, _, text in found[3:]]
