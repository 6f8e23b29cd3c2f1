"""Rankings by the words that query and document share: TF-IDF and BM25, each taken apart term by term.

Both are dot products of sparse vectors over the words of the corpus, so one class holds what they have in
common. The variant, its constants and the tokenizer are named, because two "BM25" can differ widely.
No stemming: "tire" and "tires" are two terms.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from embedlab.compute.arrays import Float64
from embedlab.compute.idf import Bm25Variant, inverse_document_frequency
from embedlab.compute.parts import Part, total
from embedlab.compute.sparse import sparse_dot_parts
from embedlab.errors import InputError
from embedlab.words import folded_terms

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TOKEN_RULE = (
    "a term is a run of letters, digits, underscores and the marks that belong to them, cut from the text as typed, "
    "then NFKC and case folded; one-letter terms count; no stemming"
)
"""The tokenizer of every lexical score, in words."""

STOP_LIST = "the 33 English stop words of Apache Lucene, as bm25s ships them"
"""Where the optional stop words come from."""

DELTA: Mapping[Bm25Variant, float] = {"bm25+": 1.0, "bm25l": 0.5}
"""What a matching term is granted however long the document is (Lv and Zhai 2011, both papers)."""

SMALLEST_K1 = float(np.finfo(np.float64).tiny)
"""Stands for k1 = 0: added to a count of 1 or more, it is lost."""


def tokenise(text: str, *, stop_words: bool = False) -> list[str]:
    """Return the terms of a text in order, repeats included; see ``TOKEN_RULE``.

    ``stop_words`` True leaves out the words of ``STOP_LIST``. Scripts written without spaces come out as one long
    term.
    """
    terms = [term for term, _ in folded_terms(text)]
    return [term for term in terms if term not in _stop_list()] if stop_words else terms


class LexicalIndex(ABC):
    """A corpus as sparse vectors over its own words.

    ``vocabulary``: the terms in alphabetical order. ``idf``: the inverse document frequency of each, as the
    variant defines it. ``vectors`` (n, V) float64 CSR: the weight of each term in each document, 0 or more.
    """

    def __init__(
        self, analyse: Callable[[str], list[str]], vocabulary: Sequence[str], idf: Float64, vectors: "csr_matrix"
    ) -> None:
        self.vocabulary = tuple(vocabulary)
        self.idf = dict(zip(self.vocabulary, idf.tolist(), strict=True))
        self.vectors = vectors
        self._analyse = analyse
        self._columns = {term: column for column, term in enumerate(self.vocabulary)}

    @property
    def bytes(self) -> int:
        """Bytes of memory that the index takes, about: the vectors, and some 400 for each term in all its tables."""
        arrays = (self.vectors.data, self.vectors.indices, self.vectors.indptr)
        return sum(int(array.nbytes) for array in arrays) + 400 * len(self.vocabulary)

    @abstractmethod
    def query_weights(self, query: str) -> dict[str, float]:
        """Return the weight of each term of a query that the corpus knows, in order of first appearance."""

    def known_terms(self, query: str) -> tuple[str, ...]:
        """Return the distinct terms of a query that occur in the corpus, in order of first appearance.

        Without one every score is 0 and means nothing: say so instead of ranking.
        """
        return tuple(term for term in dict.fromkeys(self._analyse(query)) if term in self._columns)

    def doc_weights(self, doc: int) -> dict[str, float]:
        """Return the weight of each term of document ``doc``, counted from 0."""
        # A list, not a number: the row stays a matrix and brings its column numbers along.
        row = self.vectors[[doc]]
        return {self.vocabulary[column]: float(weight) for column, weight in zip(row.indices, row.data, strict=True)}

    def scores(self, query: str) -> Float64:
        """Return the score of every document, (n,) float64, 0 or more; all 0 when no term of the query is known."""
        return self.weighted_scores(self.query_weights(query))

    def weighted_scores(self, query_weights: Mapping[str, float]) -> Float64:
        """Return the score of every document, (n,) float64, for a query that ``query_weights`` has read."""
        weights = np.zeros(len(self.vocabulary))
        for term, weight in query_weights.items():
            weights[self._columns[term]] = weight
        return np.asarray(self.vectors @ weights, dtype=np.float64)

    @abstractmethod
    def weights_of(self, text: str) -> dict[str, float]:
        """Return the weight of each known term of any text, as a document of this corpus would have it.

        Document frequencies, mean length and vocabulary stay what they are: the text is weighed, not added.
        """

    def score_of(self, query: str, text: str) -> float:
        """Return the score that any text would have beside the documents, 0 or more; see ``weights_of``."""
        return total(sparse_dot_parts(self.query_weights(query), self.weights_of(text)))

    def parts(self, query: str, doc: int) -> tuple[Part, ...]:
        """Return what each shared term adds to the score of one document, in the order of the query."""
        return sparse_dot_parts(self.query_weights(query), self.doc_weights(doc))


class TfIdfIndex(LexicalIndex):
    """TF-IDF (term frequency: Luhn 1957; inverse document frequency: Sparck Jones 1972), by scikit-learn.

    weight(t, d) = count(t, d) (ln((1 + n) / (1 + df_t)) + 1), then each row divided by its length, so that a
    score is the cosine of query and document, from 0 to 1.
    """

    def __init__(self, docs: Sequence[str], *, stop_words: bool = False) -> None:
        analyse = partial(tokenise, stop_words=stop_words)
        self._model = None
        if not any(map(analyse, docs)):
            super().__init__(analyse, (), np.empty(0), _no_terms(len(docs)))
            return
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._model = TfidfVectorizer(analyzer=analyse, smooth_idf=True, norm="l2", dtype=np.float64)
        vectors = self._model.fit_transform(docs).tocsr()
        super().__init__(analyse, self._model.get_feature_names_out().tolist(), self._model.idf_, vectors)

    def weighted_scores(self, query_weights: Mapping[str, float]) -> Float64:
        """Return the cosine of the query with every document, (n,) float64 in [0, 1]."""
        return np.minimum(super().weighted_scores(query_weights), 1.0)  # rounding can carry a cosine past 1

    def query_weights(self, query: str) -> dict[str, float]:
        """Return the TF-IDF weight of each known term of a query; their squares sum to 1, or there is none."""
        if self._model is None:
            return {}
        row = self._model.transform([query]).tocsr()
        weights = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        return {term: weights[self._columns[term]] for term in self.known_terms(query)}

    def weights_of(self, text: str) -> dict[str, float]:
        """Return the TF-IDF weight of each known term of any text: the formula makes no difference between sides."""
        return self.query_weights(text)


class Bm25Index(LexicalIndex):
    """BM25 (Robertson et al. 1994), by bm25s.

    score(q, d) = sum over the terms of q that are in d of idf(t) tf / (tf + k1 (1 - b + b |d| / mean |d|)),
    tf the count of t in d, for ``lucene`` and ``robertson``, which differ in idf (see ``idf``); ``atire`` multiplies
    by k1 + 1; ``bm25+`` and ``bm25l`` grant a matching term at least ``DELTA`` (Kamphuis et al. 2020 compare them
    all). k1: how soon repetition stops to count (0: presence only); b: how much length counts (0 not, 1 fully).
    ``robertson`` gives a term in more than half of the documents idf 0, where its formula goes negative.

    Raises:
        InputError: ``k1`` is below 0, or ``b`` is not between 0 and 1.
    """

    def __init__(
        self,
        docs: Sequence[str],
        variant: Bm25Variant = "lucene",
        k1: float = 1.5,
        b: float = 0.75,
        *,
        stop_words: bool = False,
    ) -> None:
        if not (0 <= k1 < np.inf and 0 <= b <= 1):
            raise InputError("BM25 needs k1 of 0 or more and b between 0 and 1; change the setting.")
        self.variant, self.k1, self.b = variant, k1, b
        analyse = partial(tokenise, stop_words=stop_words)
        words = [analyse(doc) for doc in docs]
        self.mean_length = sum(map(len, words)) / max(len(words), 1)
        vocabulary = sorted(set().union(*words))
        if not vocabulary:
            super().__init__(analyse, (), np.empty(0), _no_terms(len(docs)))
            return
        super().__init__(analyse, vocabulary, *_bm25_weights(words, vocabulary, variant, k1, b))

    def query_weights(self, query: str) -> dict[str, float]:
        """Return how often each known term occurs in a query: a word typed twice counts twice."""
        counts = Counter(self._analyse(query))
        return {term: float(counts[term]) for term in self.known_terms(query)}

    def weights_of(self, text: str) -> dict[str, float]:
        """Return what each known term of any text adds: idf(t) times its count, damped as the variant damps it."""
        counts = Counter(self._analyse(text))
        norm = 1 - self.b + self.b * counts.total() / self.mean_length if self.mean_length else 1.0
        return {term: self.idf[term] * self._damped(counts[term], norm) for term in self.known_terms(text)}

    def _damped(self, count: int, norm: float) -> float:
        delta, k1 = DELTA.get(self.variant, 0.0), self.k1
        if self.variant == "bm25l":
            even = count / norm + delta
            return (k1 + 1) * even / (k1 + even)
        once = count / (count + k1 * norm)
        return once if self.variant in ("lucene", "robertson") else (k1 + 1) * once + delta


def _bm25_weights(
    words: list[list[str]], vocabulary: list[str], variant: Bm25Variant, k1: float, b: float
) -> tuple[Float64, "csr_matrix"]:
    """Return idf (V,) and the weight of each term in each document, (n, V) CSR."""
    from bm25s import BM25
    from scipy.sparse import csc_matrix

    columns = {term: column for column, term in enumerate(vocabulary)}
    k1 = max(k1, SMALLEST_K1)  # bm25s divides 0 by 0 at k1 = 0 in bm25+
    index = BM25(k1=k1, b=b, delta=DELTA.get(variant, 0.0), method=variant, dtype="float64")
    numbered = [[columns[term] for term in doc] for doc in words]
    index.index((numbered, columns), create_empty_token=False, show_progress=False)
    stored: dict[str, Any] = index.scores
    frequency = np.diff(stored["indptr"])
    weights = stored["data"]
    if index.nonoccurrence_array is not None:
        # bm25s grants the bonus of bm25+ and bm25l to every document, with or without the term; a constant
        # changes no ranking. In the papers only matching terms earn it.
        weights = weights + np.repeat(index.nonoccurrence_array, frequency)
    idf = inverse_document_frequency(frequency, len(words), variant)
    matrix = csc_matrix((weights, stored["indices"], stored["indptr"]), shape=(len(words), len(vocabulary)))
    return idf, matrix.tocsr()


def _no_terms(documents: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    return csr_matrix((documents, 0), dtype=np.float64)


@cache
def _stop_list() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN

    return frozenset(STOPWORDS_EN)
