"""The long text of lesson 2: longer than some models read, so that truncation shows."""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import Table, load_asset


@dataclass(frozen=True)
class LongText:
    """A text, and a sentence for its end that turns it around."""

    title: str
    text: str
    addition: str


@cache
def load_long_text() -> LongText:
    """Return the shipped text. Raises ``EmbedLabError`` when the file is wrong."""
    return load_asset("lessons/word_or_sentence/long_text.toml", _long_text)


def _long_text(table: Table) -> LongText:
    return LongText(table.text("title"), table.text("text"), table.text("addition"))
