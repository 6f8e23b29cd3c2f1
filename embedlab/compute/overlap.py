"""The words that two texts share: what a search engine without embeddings has to go by.

Surface only: no stemming, no stop words, no weights. Weighted matching (TF-IDF, BM25) is another subject.
"""

from dataclasses import dataclass

from embedlab.compute.lexical import tokenise


@dataclass(frozen=True)
class Overlap:
    """Distinct words of two texts, in order of first appearance, and how much of them is shared.

    ``shared`` follows the order of the first text. ``jaccard`` is a share from 0 (nothing in common, or no words
    at all) to 1 (the same set of words).
    """

    words_a: tuple[str, ...]
    words_b: tuple[str, ...]
    shared: tuple[str, ...]
    jaccard: float


def word_overlap(a: str, b: str) -> Overlap:
    """Compare two texts as sets of words: |A and B| / |A or B| (Jaccard 1901).

    A word is a term as BM25 and TF-IDF cut it, see ``lexical.TOKEN_RULE``. Scripts written without spaces come out as
    one long word.
    """
    words_a, words_b = _distinct_words(a), _distinct_words(b)
    in_b = set(words_b)
    shared = tuple(word for word in words_a if word in in_b)
    union = len(words_a) + len(words_b) - len(shared)
    return Overlap(words_a, words_b, shared, len(shared) / union if union else 0.0)


def _distinct_words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokenise(text)))
