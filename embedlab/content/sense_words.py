"""The words with several senses that ship with EmbedLab, each with sentences for every sense."""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import ASSETS, Table, load_asset
from embedlab.content.word_places import Occurrence, find_occurrences


@dataclass(frozen=True)
class Sense:
    """One sense: a short name, what it means in one line, and sentences that use the word in this sense."""

    name: str
    gloss: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SenseWord:
    """A word, the forms in which it may be found in a visitor's text, and its senses."""

    word: str
    forms: tuple[str, ...]
    senses: tuple[Sense, ...]

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


@cache
def load_sense_word(name: str) -> SenseWord | None:
    """Return one shipped word, None when there is no such word. Raises ``EmbedLabError`` naming a wrong file."""
    return load_asset(f"senses/{name}.toml", _word) if name in sense_word_names() else None


def _word(table: Table) -> SenseWord:
    entry = SenseWord(table.text("word"), table.texts("forms"), table.each("senses", _sense))
    if f"/{entry.word}.toml" not in table.where:
        raise table.wrong(f"it is named differently from its word {entry.word!r}")
    for sense in entry.senses:
        for text in sense.sentences:
            if len(find_occurrences(text, entry.forms)) != 1:
                raise table.wrong(f"this sentence does not contain {entry.word!r} exactly once: {text}")
    return entry


def _sense(table: Table) -> Sense:
    return Sense(table.text("name"), table.text("gloss"), table.texts("sentences"))
