"""The examples of the search lessons: a query, a handful of texts, and what each text is worth to it.

The grades are the author's own judgement; rankings and measures are computed elsewhere.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, with_config

from embedlab.content.toml_records import ASSETS, STRICT, Record, Text, read_asset
from embedlab.errors import InputError

KINDS = ("question", "answer", "other")
"""What a text is to the query; a text without a kind is "other"."""

GRADES = (0, 1, 2)
"""2 = answers the query, 1 = helps a little, 0 = does not."""


def _known_kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"has the value {kind!r}, which is not one of {', '.join(KINDS)}")
    return kind


def _given_grade(grade: int | None) -> int | None:
    if grade not in GRADES:
        raise ValueError("is missing" if grade is None else f"has the value {grade}, which is not 0, 1 or 2")
    return grade


@with_config(STRICT)
@dataclass(frozen=True)
class Doc:
    """A text to be ranked; ``grade`` is None where nobody has judged it, as with a visitor's own texts.

    A file is held to the annotations. Code is not, because what a visitor types is checked where it is typed.
    """

    text: Text
    kind: Annotated[str, AfterValidator(_known_kind)] = "other"
    grade: Annotated[int | None, AfterValidator(_given_grade)] = None


class Collection(Record):
    """A query and its texts; ``point`` says in one line what the query was written to show."""

    name: Text
    query: Text
    point: Text
    docs: tuple[Doc, ...]

    @property
    def best(self) -> tuple[int, ...]:
        """Indices of the texts that answer the query; empty where none does or nothing is judged."""
        return tuple(index for index, doc in enumerate(self.docs) if doc.grade == max(GRADES))


class _Collections(Record):
    collection: tuple[Collection, ...]


@cache
def load_collections(slug: str) -> tuple[Collection, ...]:
    """Return the examples of a lesson, the one to begin with first.

    Raises ``InputError`` for a lesson without examples, ``EmbedLabError`` naming the file when it is wrong.
    """
    known = sorted(path.parent.name for path in (ASSETS / "lessons").glob("*/collections.toml"))
    if slug not in known:
        raise InputError(f"The lesson {slug!r} has no collections; those that have some are: {', '.join(known)}.")
    return read_asset(f"lessons/{slug}/collections.toml", _Collections).collection
