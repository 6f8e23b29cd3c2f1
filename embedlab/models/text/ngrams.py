"""The character n-grams of a word, and the row of the table that each is hashed to.

Bojanowski, Grave, Joulin and Mikolov, "Enriching Word Vectors with Subword Information", TACL 2017: a word stands
between ``<`` and ``>``, and every run of 3 to 5 characters of that is a part of it. Parts share a bounded table, so two
may fall on the same row; with few rows that happens often, and is the price of a small table.
"""

SHORTEST, LONGEST = 3, 5
_OFFSET, _PRIME = 2166136261, 16777619


def ngrams_of(word: str) -> tuple[str, ...]:
    """The parts of a word from left to right, the shorter first: ``cat`` has ``<ca``, ``<cat``, ``<cat>``, ``cat``, ...

    A part that occurs twice stands twice, as it counts twice.
    """
    marked = f"<{word}>"
    return tuple(
        marked[start : start + length]
        for start in range(len(marked))
        for length in range(SHORTEST, LONGEST + 1)
        if start + length <= len(marked)
    )


def bucket_of(ngram: str, buckets: int) -> int:
    """The row of a part, 0 to ``buckets - 1``: FNV-1a over its UTF-8 bytes, 32 bits.

    Bytes above 127 enter as negative numbers, as the original program has it, so ``é`` differs from textbook FNV-1a.
    """
    value = _OFFSET
    for byte in ngram.encode("utf-8", "surrogatepass"):
        signed = byte | 0xFFFFFF00 if byte > 127 else byte
        value = ((value ^ signed) * _PRIME) & 0xFFFFFFFF
    return value % buckets


def buckets_of(word: str, buckets: int) -> tuple[int, ...]:
    """The rows of all parts of a word, in their order."""
    return tuple(bucket_of(ngram, buckets) for ngram in ngrams_of(word))
