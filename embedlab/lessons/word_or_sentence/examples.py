"""The sentence pairs of lesson 2, in kinds: whether two sentences mean the same is known beforehand.

Which model and pooling scores them how is computed elsewhere.
"""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import Table, load_asset


@dataclass(frozen=True)
class SentencePair:
    """Two sentences; ``kind`` is the key of their ``PairKind``."""

    kind: str
    left: str
    right: str
    same_meaning: bool


@dataclass(frozen=True)
class PairKind:
    """Pairs made in one way.

    Attributes:
        key: short name, such as "role_swap".
        title: the name to show.
        note: what was done to the left sentence to get the right one.
        same_meaning: whether the two sentences of each pair mean the same.
        pairs: in the order of the file.
    """

    key: str
    title: str
    note: str
    same_meaning: bool
    pairs: tuple[SentencePair, ...]


@cache
def load_pair_kinds() -> tuple[PairKind, ...]:
    """Return the shipped kinds in the order of the file. Raises ``EmbedLabError`` when the file is wrong."""
    return load_asset("lessons/word_or_sentence/pairs.toml", lambda table: table.each("kind", _kind))


def load_pairs() -> tuple[SentencePair, ...]:
    """Return all shipped pairs, kind by kind. Raises ``EmbedLabError`` when the file is wrong."""
    return tuple(pair for kind in load_pair_kinds() for pair in kind.pairs)


def _kind(table: Table) -> PairKind:
    key, same = table.text("key"), table.flag("same_meaning")

    def pair(table: Table) -> SentencePair:
        return SentencePair(key, table.text("left"), table.text("right"), same)

    return PairKind(key, table.text("title"), table.text("note"), same, table.each("pairs", pair))
