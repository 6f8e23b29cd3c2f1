"""The six axes of the taxonomy, and the pages that come after them."""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import Table, load_asset


@dataclass(frozen=True)
class Pole:
    """One end of an axis; ``id`` is the value that a model card has there."""

    id: str
    name: str
    definition: str


@dataclass(frozen=True)
class Axis:
    """One axis and its lesson; ``field`` is its name on a model card, ``page`` is relative to the app."""

    id: str
    number: int
    field: str
    title: str
    poles: tuple[Pole, ...]
    question: str
    page: str
    ready: bool


@dataclass(frozen=True)
class OtherPage:
    """A page that is no axis; ``number`` is 0 where it has none."""

    id: str
    number: int
    title: str
    question: str
    page: str
    ready: bool


def load_axes() -> tuple[Axis, ...]:
    """Return the six axes in order. Raises ``EmbedLabError`` when the file is wrong."""
    return _pages()[0]


def load_other_pages() -> tuple[OtherPage, ...]:
    """Return the pages after the six axes, in order. Raises ``EmbedLabError`` when the file is wrong."""
    return _pages()[1]


@cache
def _pages() -> tuple[tuple[Axis, ...], tuple[OtherPage, ...]]:
    return load_asset("axes.toml", lambda table: (table.each("axis", _axis), table.each("more", _other)))


def _axis(table: Table) -> Axis:
    return Axis(
        id=table.text("id"),
        number=table.whole("number"),
        field=table.text("field"),
        title=table.text("title"),
        poles=table.each("poles", _pole),
        question=table.text("question"),
        page=table.text("page"),
        ready=table.flag("ready"),
    )


def _pole(table: Table) -> Pole:
    return Pole(table.text("id"), table.text("name"), table.text("definition"))


def _other(table: Table) -> OtherPage:
    return OtherPage(
        id=table.text("id"),
        number=table.whole("number"),
        title=table.text("title"),
        question=table.text("question"),
        page=table.text("page"),
        ready=table.flag("ready"),
    )
