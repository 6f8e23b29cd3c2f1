"""The timeline of the field: one entry for each idea that changed it."""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import Table, load_asset

FAMILIES = (
    "lexical", "static", "contextual", "dense", "sparse", "late-interaction", "cross-encoder", "hybrid",
    "benchmark",
)  # fmt: skip
"""The families of the catalog, and test collections, which belong to none."""


@dataclass(frozen=True)
class TimelineEntry:
    """An idea, its paper, and the catalog id of the card that shows it here (None where there is none)."""

    year: int
    name: str
    family: str
    sentence: str
    paper: str
    url: str
    model_id: str | None


@cache
def load_timeline() -> tuple[TimelineEntry, ...]:
    """Return the entries in order of year. Raises ``EmbedLabError`` when the file is wrong."""
    entries = load_asset("lessons/home/timeline.toml", lambda table: table.each("entry", _entry))
    return tuple(sorted(entries, key=lambda entry: entry.year))


def _entry(table: Table) -> TimelineEntry:
    entry = TimelineEntry(
        year=table.whole("year"),
        name=table.text("name"),
        family=table.text("family"),
        sentence=table.text("sentence"),
        paper=table.text("paper"),
        url=table.text("url"),
        model_id=table.optional_text("model_id"),
    )
    if entry.family not in FAMILIES:
        raise table.wrong(f"the family {entry.family!r} is not known")
    return entry
