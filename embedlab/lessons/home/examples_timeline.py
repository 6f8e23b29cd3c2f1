"""The timeline of the field: one entry for each idea that changed it."""

from functools import cache
from typing import Literal

from embedlab.content.toml_records import Record, Text, read_asset
from embedlab.models.families import Family


class TimelineEntry(Record):
    """An idea, its paper, and the catalog id of the card that shows it here (None where there is none).

    Test collections belong to no family of the catalog: they are called "benchmark".
    """

    year: int
    name: Text
    family: Family | Literal["benchmark"]
    sentence: Text
    paper: Text
    url: Text
    model_id: Text | None = None


class _Timeline(Record):
    entry: tuple[TimelineEntry, ...]


@cache
def load_timeline() -> tuple[TimelineEntry, ...]:
    """Return the entries in order of year. Raises ``EmbedLabError`` when the file is wrong."""
    return tuple(sorted(read_asset("lessons/home/timeline.toml", _Timeline).entry, key=lambda entry: entry.year))
