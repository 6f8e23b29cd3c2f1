"""A word as FastText builds it: its n-grams, and what each adds to the cosine with another word."""

from dataclasses import dataclass

from embedlab.compute.word_arithmetic import cosine_shares, nearest
from embedlab.errors import InputError
from embedlab.models.text.subwords import NgramTable


@dataclass(frozen=True)
class BuiltWord:
    """What the vector of a word is made of, and how that makes it similar to its nearest word.

    Attributes:
        word: the word as the table reads it.
        seen: whether the table has a row of the word's own; if so, that row is the first part.
        nearest: the closest other word of the table.
        cosine: of the two, -1 to 1.
        names: the parts, the n-grams from left to right.
        values: what each part adds to the cosine; they sum to it.
        shared: for each part, whether it is an n-gram of the nearest word too.
    """

    word: str
    seen: bool
    nearest: str
    cosine: float
    names: tuple[str, ...]
    values: tuple[float, ...]
    shared: tuple[bool, ...]

    @property
    def ngrams(self) -> tuple[str, ...]:
        """The parts without the word's own row."""
        return self.names[1:] if self.seen else self.names


def build_word(table: NgramTable, word: str) -> BuiltWord:
    """Take a word apart and hold it against the nearest word of the table.

    Raises:
        InputError: there is no word, or it is shorter than any n-gram.
    """
    parts, vector = table.parts(word.strip()), table.vector(word.strip())
    if parts is None or vector is None:
        raise InputError(f"“{word.strip()[:40]}” has no n-gram that was trained; type a longer word, of letters.")
    row = table.row(parts.word)
    ((other, cosine),) = nearest(table.frequent, vector, 1, [] if row is None else [row])
    name = table.words[other]
    known = set(table.rule.of(name))
    shared = [part in known for part in parts.names]
    if parts.seen:
        shared[0] = False  # the row of a word is its own, even where an n-gram is spelt the same
    return BuiltWord(
        word=parts.word,
        seen=parts.seen,
        nearest=name,
        cosine=cosine,
        names=parts.names,
        values=tuple(cosine_shares(parts.shares, table.frequent[other]).tolist()),
        shared=tuple(shared),
    )
