"""BM42: the IDF of BM25 with the attention of a transformer in the place of word counts.

Which layer and heads, and how pieces become words, is decided where the attention is read (``attention``). The
published package also stems, drops stop words and damps attention to sqrt(ln(1 + a)); the formula here is the
plain one of the announcement, so that each factor can be read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import as_array
from embedlab.compute.idf import inverse_document_frequency
from embedlab.compute.parts import Part
from embedlab.compute.sparse import sparse_dot_parts


def lucene_idf(docs: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of every word of a corpus, documents as lists of words; above 0.

    The form of Lucene, which BM42's engine uses too: see ``idf``.
    """
    sets = [set(words) for words in docs]
    frequency = Counter(word for words in sets for word in words)
    values = inverse_document_frequency(list(frequency.values()), len(sets), "lucene") if frequency else np.empty(0)
    return dict(zip(frequency, values.tolist(), strict=True))


def word_attention(doc_words: Sequence[str], attention: ArrayLike) -> dict[str, float]:
    """Return the attention that [CLS] pays to each distinct word, (W,) words and (W,) weights -> 0 to 1 each.

    A word that stands several times counts with its largest weight, as in the published package.

    Raises:
        ValueError: the lengths differ or a weight is negative.
    """
    weights = as_array(attention, 1, "the attention weights")
    if len(weights) != len(doc_words):
        raise ValueError(f"{len(weights)} weights do not fit {len(doc_words)} words")
    if (weights < 0).any():
        raise ValueError("an attention weight is never negative")
    strongest: dict[str, float] = {}
    for word, weight in zip(doc_words, weights.astype(np.float64).tolist(), strict=True):
        # The largest and not the sum: a word would otherwise gain by being repeated, which IDF cannot see.
        strongest[word] = max(weight, strongest.get(word, 0.0))
    return strongest


def bm42_parts(
    query_terms: Sequence[str], doc_words: Sequence[str], attention: ArrayLike, idf: Mapping[str, float]
) -> tuple[Part, ...]:
    """Return what each shared word adds to BM42, in the order of the query; none shared, no part, score 0.

    score(q, d) = sum over distinct words t of q in d of idf(t) x attention of [CLS] to t in d (Qdrant 2024).
    ``query_terms`` and ``doc_words`` must be cut and folded alike; a repeated query word counts once. ``idf``:
    ``lucene_idf`` over the same documents.

    Raises:
        ValueError: the lengths differ, a weight is negative, or a shared word has no IDF.
    """
    document = word_attention(doc_words, attention)
    shared = [term for term in query_terms if term in document]
    missing = [term for term in shared if term not in idf]
    if missing:
        raise ValueError(f"no IDF for {missing[0]!r}: it was counted over other documents")
    return sparse_dot_parts({term: idf[term] for term in shared}, document)
