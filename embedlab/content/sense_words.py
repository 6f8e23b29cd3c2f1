"""The words with several senses that ship with EmbedLab, each with sentences for every sense."""

from functools import cache
from typing import Self

from pydantic import model_validator

from embedlab.content.toml_records import ASSETS, Record, Text, asset_error, read_asset
from embedlab.content.word_places import Occurrence, find_occurrences


class Sense(Record):
    """One sense: a short name, what it means in one line, and sentences that use the word in this sense."""

    name: Text
    gloss: Text
    sentences: tuple[Text, ...]


class SenseWord(Record):
    """A word, the forms in which it may be found in a visitor's text, and its senses."""

    word: Text
    forms: tuple[Text, ...]
    senses: tuple[Sense, ...]

    @model_validator(mode="after")
    def _once_in_every_sentence(self) -> Self:
        for sense in self.senses:
            for text in sense.sentences:
                if len(find_occurrences(text, self.forms)) != 1:
                    raise ValueError(f"this sentence does not contain {self.word!r} exactly once: {text}")
        return self

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every shipped sentence with the place of the word in it, in the order of the file."""
        return tuple(
            Occurrence(text, sense.name, *span)
            for sense in self.senses
            for text in sense.sentences
            for span in find_occurrences(text, self.forms)
        )


def load_sense_words() -> dict[str, SenseWord]:
    """Return the shipped words by name, alphabetically. Raises ``EmbedLabError`` naming a wrong file."""
    return {name: entry for name in sense_word_names() if (entry := load_sense_word(name)) is not None}


@cache
def sense_word_names() -> tuple[str, ...]:
    """Return the names of the shipped words, alphabetically, without reading their sentences."""
    return tuple(sorted(path.stem for path in (ASSETS / "senses").glob("*.toml")))


def load_sense_word(name: str) -> SenseWord | None:
    """Return one shipped word, None when there is no such word. Raises ``EmbedLabError`` naming a wrong file."""
    # The name may be what a visitor typed: it is looked up among the files, never made a path, and never remembered.
    return _read(name) if name in sense_word_names() else None


@cache
def _read(name: str) -> SenseWord:
    file = f"senses/{name}.toml"
    entry = read_asset(file, SenseWord)
    if entry.word != name:
        raise asset_error(file, f"it is named differently from its word {entry.word!r}")
    return entry
