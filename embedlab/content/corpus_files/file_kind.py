"""What a file is: its bytes say it, and its name only where they leave a choice between kinds of text."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, Literal

from embedlab.content.corpus_files.sheet import KIND_NAMES, Kind
from embedlab.content.own_table import OTHER_FILES
from embedlab.errors import InputError

FileKind = Kind | Literal["zip"]

SUFFIXES: Final[dict[str, FileKind]] = {
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "txt": "txt", "text": "txt", "md": "markdown", "markdown": "markdown",
    "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl", "parquet": "parquet", "pdf": "pdf", "zip": "zip",
    "xml": "topics", "topics": "topics", "trec": "topics", "qrels": "qrels", "qrel": "qrels",
}  # fmt: skip
"""What a name with such an ending promises."""

TAKEN: Final = "CSV, TSV, JSONL, Parquet, TXT, Markdown, PDF, a BEIR folder as ZIP, TREC topics and qrels"

_PROMISES: Final[Mapping[FileKind | None, str]] = {
    "jsonl": "JSON object", "topics": "TREC topic", "qrels": "TREC judgement"
}  # fmt: skip

_MARKS: Final[dict[bytes, FileKind]] = {b"PAR1": "parquet", b"%PDF-": "pdf", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip"}
_PDF_WITHIN: Final = 1_024
"""Bytes within which a PDF may begin, as readers of PDF take it."""

_TOPICS: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:top|topics?|queries)\b", re.IGNORECASE | re.DOTALL
)
_QRELS: Final = re.compile(r"[^\S\n]*\S+[ \t]+(?:0|Q0|[A-Za-z\d]{1,3})[ \t]+\S+[ \t]+-?\d+[ \t]*\r?(?:\n|$)")
_SHEETS: Final = re.compile(rb"\[Content_Types\]\.xml|META-INF/|mimetypeapplication/")


def binary_kind(content: bytes, name: str) -> FileKind | None:
    """Return what a file is that is no text; None where its bytes may be text.

    Raises:
        InputError: it is of a kind that is not read here.
    """
    for mark, kind in _MARKS.items():
        if content.startswith(mark):
            if kind == "zip" and _SHEETS.search(content[:4_096]):
                raise InputError(f"{name} is a file of an office program; save its texts as CSV in UTF-8 first.")
            return kind
    if content.startswith(b"PARE"):
        raise InputError(f"{name} is an encrypted Parquet file; save it without encryption first.")
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    for first, what in OTHER_FILES.items():
        if content.startswith(first):
            raise InputError(f"{name} is {what}; what can be read is {TAKEN}.")
    return None


def text_kind(text: str, name: str) -> Kind:
    """Return which kind of text a file is: what its first line shows, else what its name promises, else lines."""
    if _TOPICS.match(text, 0, 5_000):
        return "topics"
    if _is_json(text):
        return "jsonl"
    promised = promised_kind(name)
    if promised == "markdown" or promised == "csv":
        return promised
    if _QRELS.match(text):
        return "qrels"
    if promised == "tsv":
        return promised
    if promised in (None, "parquet", "pdf", "zip", "txt"):
        return "txt"
    raise InputError(f"{name} holds no {_PROMISES[promised]}, whatever its name says; save it again, or rename it.")


def promised_kind(name: str) -> FileKind | None:
    """Return what the name of a file promises; None where it promises nothing that is read here."""
    return SUFFIXES.get(PurePath(name.lower()).suffix.lstrip("."))


def lying_sentence(name: str, kind: Kind) -> str:
    """Return what is said of a file that is another than its name promises; empty where it is not."""
    promised = promised_kind(name)
    # Lines of ids and numbers have no ending of their own: such files are called .txt and .tsv as well.
    if promised in (None, kind) or (kind in ("qrels", "topics") and promised in ("tsv", "txt")):
        return ""
    return f"{name} is a file of {KIND_NAMES[kind]}, whatever its name says, and is read as one."


def _is_json(text: str) -> bool:
    bare = text[:200_000].lstrip()
    if not bare.startswith(("{", "[")):
        return False
    if bare.startswith("["):
        return bare[1:].lstrip().startswith("{")
    try:
        json.JSONDecoder().raw_decode(bare)
    except (ValueError, RecursionError):
        return len(bare) == 200_000  # the first row may be longer than what was looked at
    return True
