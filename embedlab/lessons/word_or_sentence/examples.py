"""The sentence pairs of lesson 2, in kinds: whether two sentences mean the same is known beforehand.

Which model and pooling scores them how is computed elsewhere.
"""

from dataclasses import dataclass
from functools import cache

from pydantic import Field

from embedlab.content.toml_records import Record, Slug, Text, read_asset


@dataclass(frozen=True)
class SentencePair:
    """Two sentences; ``kind`` is the key of their ``PairKind``."""

    kind: str
    left: str
    right: str
    same_meaning: bool


class _Sides(Record):
    left: Text
    right: Text


class PairKind(Record):
    """Pairs made in one way.

    Attributes:
        key: short name, such as "role_swap".
        title: the name to show.
        note: what was done to the left sentence to get the right one.
        same_meaning: whether the two sentences of each pair mean the same.
        sides: the sentences of each pair, in the order of the file.
    """

    key: Slug
    title: Text
    note: Text
    same_meaning: bool
    sides: tuple[_Sides, ...] = Field(alias="pairs")

    @property
    def pairs(self) -> tuple[SentencePair, ...]:
        """The pairs, each with what its kind says of it."""
        return tuple(SentencePair(self.key, side.left, side.right, self.same_meaning) for side in self.sides)


class _Kinds(Record):
    kind: tuple[PairKind, ...]


@cache
def load_pair_kinds() -> tuple[PairKind, ...]:
    """Return the shipped kinds in the order of the file. Raises ``EmbedLabError`` when the file is wrong."""
    return read_asset("lessons/word_or_sentence/pairs.toml", _Kinds).kind


@cache
def load_pairs() -> tuple[SentencePair, ...]:
    """Return all shipped pairs, kind by kind. Raises ``EmbedLabError`` when the file is wrong."""
    return tuple(pair for kind in load_pair_kinds() for pair in kind.pairs)
