"""Texts to encode: the shipped sentences, and a mixture of lengths cut out of them. The same on every run."""

import random

from embedlab.content.sense_words import load_sense_words
from embedlab.models.text.tokens import TextTokenizer

SPECIAL = 2
"""Tokens that a BERT adds to every text."""


def shipped_sentences() -> list[str]:
    """Return every sentence of the shipped words, in their order."""
    return [occurrence.text for word in load_sense_words().values() for occurrence in word.occurrences]


def mixture(tokenizer: TextTokenizer, count: int, *, shortest: int = 5, longest: int = 200, seed: int = 0) -> list[str]:
    """Return texts of ``shortest`` to ``longest`` tokens, special ones included, short ones more often.

    The logarithm of the length is spread evenly, which is nearer to real queries and passages than the length
    itself. ``tokenizer`` must read texts of any length.
    """
    rng = random.Random(seed)
    sentences = shipped_sentences()
    rng.shuffle(sentences)
    stream = tokenizer.encode(" ".join(sentences))
    spans = [span for span, special in zip(stream.offsets, stream.special, strict=True) if not special]
    lengths = [round(shortest * (longest / shortest) ** rng.random()) - SPECIAL for _ in range(count)]
    starts = [rng.randrange(len(spans) - length) for length in lengths]
    return [
        stream.text[spans[start][0] : spans[start + length - 1][1]]
        for start, length in zip(starts, lengths, strict=True)
    ]
