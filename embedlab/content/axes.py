"""The six axes of the taxonomy."""

from functools import cache

from embedlab.content.pages import Page, load_page
from embedlab.content.toml_records import PlainText, Record, Slug, Text, read_asset


class Pole(Record):
    """One end of an axis; ``id`` is the value that a model card has there."""

    id: Text
    name: PlainText
    definition: PlainText


class Axis(Record):
    """One axis; ``slug`` is the page of its lesson, ``field`` its name on a model card."""

    slug: Slug
    field: Text
    question: PlainText
    poles: tuple[Pole, Pole]

    @property
    def page(self) -> Page:
        """The page of the lesson about it."""
        return load_page(self.slug)


class _Axes(Record):
    axis: tuple[Axis, ...]


@cache
def load_axes() -> tuple[Axis, ...]:
    """Return the six axes in order. Raises ``EmbedLabError`` when the file is wrong."""
    return read_asset("axes.toml", _Axes).axis
