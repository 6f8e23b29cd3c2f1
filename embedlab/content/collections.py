"""The examples of lessons 4, 5 and 6: a query, a handful of texts, and what each text is worth to it.

The grades are the author's own judgement; rankings and measures are computed elsewhere.
"""

import re
from dataclasses import dataclass
from functools import cache, partial

from embedlab.content.toml_table import ASSETS, Table, load_asset
from embedlab.errors import InputError

KINDS = ("question", "answer", "other")
"""What a text is to the query; a text without a kind is "other"."""

GRADES = (0, 1, 2)
"""2 = answers the query, 1 = helps a little, 0 = does not."""


@dataclass(frozen=True)
class Doc:
    """A text to be ranked; ``grade`` is None where nobody has judged it, as with a visitor's own texts."""

    text: str
    kind: str = "other"
    grade: int | None = None


@dataclass(frozen=True)
class Collection:
    """A query and its texts; ``point`` says in one line what the query was written to show."""

    name: str
    lesson: str
    query: str
    point: str
    docs: tuple[Doc, ...]

    @property
    def best(self) -> tuple[int, ...]:
        """Indices of the texts that answer the query; empty where none does or nothing is judged."""
        return tuple(index for index, doc in enumerate(self.docs) if doc.grade == max(GRADES))


@cache
def load_collections(lesson_id: str) -> tuple[Collection, ...]:
    """Return the examples of a lesson, the one to begin with first.

    Raises ``InputError`` for a lesson without examples, ``EmbedLabError`` naming the file when it is wrong.
    """
    folder = ASSETS / "lessons"
    if not re.fullmatch(r"[a-z0-9_]+", lesson_id) or not (folder / lesson_id / "collections.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in folder.glob("*/collections.toml")))
        raise InputError(f"The lesson {lesson_id!r} has no collections; those that have some are: {known}.")
    build = partial(_collection, lesson_id)
    return load_asset(f"lessons/{lesson_id}/collections.toml", lambda table: table.each("collection", build))


def _collection(lesson_id: str, table: Table) -> Collection:
    return Collection(
        name=table.text("name"),
        lesson=lesson_id,
        query=table.text("query"),
        point=table.text("point"),
        docs=table.each("docs", _doc),
    )


def _doc(table: Table) -> Doc:
    doc = Doc(table.text("text"), table.optional_text("kind") or "other", table.whole("grade"))
    if doc.kind not in KINDS:
        raise table.wrong(f"the kind {doc.kind!r} is not one of {', '.join(KINDS)}")
    if doc.grade not in GRADES:
        raise table.wrong(f"the grade {doc.grade} is not 0, 1 or 2")
    return doc
