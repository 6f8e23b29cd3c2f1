"""The character n-grams of a word, and the row of the table that each is hashed to.

Bojanowski, Grave, Joulin and Mikolov, "Enriching Word Vectors with Subword Information", TACL 2017: a word stands
between ``<`` and ``>``, and every run of a few characters of that is a part of it. Parts share a bounded table, so two
may fall on the same row; with few rows that happens often, and is the price of a small table.
"""

from dataclasses import dataclass

_OFFSET, _PRIME = 2166136261, 16777619


@dataclass(frozen=True)
class Ngrams:
    """How words are taken apart: runs of ``shortest`` to ``longest`` characters, hashed to ``buckets`` rows."""

    shortest: int
    longest: int
    buckets: int

    def of(self, word: str) -> tuple[str, ...]:
        """The parts of a word from left to right, the shorter first; none where the word is shorter than a part.

        With 3 to 5 characters *cat* has ``<ca``, ``<cat``, ``<cat>``, ``cat``, ``cat>`` and ``at>``. A part that
        occurs twice stands twice, as it counts twice.
        """
        marked = f"<{word}>"
        return tuple(
            marked[start : start + length]
            for start in range(len(marked))
            for length in range(self.shortest, self.longest + 1)
            if start + length <= len(marked)
        )

    def rows(self, word: str) -> tuple[int, ...]:
        """The rows of all parts of a word, in their order, each from 0 to ``buckets - 1``."""
        return tuple(fnv_1a(part) % self.buckets for part in self.of(word))


def fnv_1a(text: str) -> int:
    """The 32-bit FNV-1a hash of the UTF-8 bytes of a text, as the original program has it.

    There, bytes above 127 enter as negative numbers, so the hash of ``é`` differs from that of the textbook.
    """
    value = _OFFSET
    for byte in text.encode("utf-8", "surrogatepass"):
        signed = byte | 0xFFFFFF00 if byte > 127 else byte
        value = ((value ^ signed) * _PRIME) & 0xFFFFFFFF
    return value
