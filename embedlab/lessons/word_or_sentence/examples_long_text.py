"""The long text of lesson 2: longer than some models read, so that truncation shows."""

from functools import cache

from embedlab.content.toml_records import Record, Text, read_asset


class LongText(Record):
    """A text, and a sentence for its end that turns it around."""

    title: Text
    text: Text
    addition: Text


@cache
def load_long_text() -> LongText:
    """Return the shipped text. Raises ``EmbedLabError`` when the file is wrong."""
    return read_asset("lessons/word_or_sentence/long_text.toml", LongText)
