"""One text as a dense and as a sparse vector, where every sparse weight knows the place it came from.

How weights of two texts multiply to a score is in ``term_flow``; nothing is drawn here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embedlab.compute.lexical import LexicalIndex, tokenise
from embedlab.compute.sparse import bytes_sparse
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import sparse_vectors
from embedlab.models.encoders.encoded import SparseVectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.tokens import Tokenised
from embedlab.models.text.word_pieces import words_of
from embedlab.words import fold


@dataclass(frozen=True)
class Weighted:
    """One term of a sparse vector and where its weight comes from.

    Attributes:
        term: the word, or piece of a word, that the number belongs to.
        weight: above 0.
        word: the word of the text behind it; a token that the model adds, such as ``[CLS]``, stands for itself.
        position: the token whose logit won the maximum, counted from 0; None where words are counted.
        token: that token; the term itself where words are counted.
    """

    term: str
    weight: float
    word: str
    position: int | None
    token: str


@dataclass(frozen=True)
class SparseView:
    """The sparse vector of one text.

    Attributes:
        terms: those with a weight above 0, heaviest first.
        vocabulary: how many terms there could be.
        words: the words of the text in reading order, each once.
        cut_at: the character where the model stopped reading, None when it read everything.
    """

    terms: tuple[Weighted, ...]
    vocabulary: int
    words: tuple[str, ...]
    cut_at: int | None = None

    @property
    def size(self) -> int:
        """Bytes in storage: a number and the index of its word for each term."""
        return bytes_sparse(len(self.terms))

    @property
    def added(self) -> tuple[str, ...]:
        """Terms that stand nowhere in the text, heaviest first: the expansion. Pieces of its words are none."""
        said = {fold(word) for word in self.words} | {item.token for item in self.terms}
        return tuple(item.term for item in self.terms if item.term not in said and not item.term.startswith("##"))


def learned_views(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> list[SparseView]:
    """The SPLADE vector of each text.

    Raises:
        InputError: the model makes no sparse vectors.
        StoreError: the model cannot be fetched or read.
    """
    found = sparse_vectors(runtime, card, texts)
    return [_learned(found, row) for row in range(len(texts))]


def _learned(found: SparseVectors, row: int) -> SparseView:
    tokens = found.tokens[row]
    words = words_by_token(tokens)
    part = slice(found.starts[row], found.starts[row + 1])
    places = found.positions[part].tolist()
    terms = tuple(
        Weighted(term, weight, words[place], place, tokens.tokens[place])
        for (term, weight), place in zip(found.row(row), places, strict=True)
    )
    return SparseView(terms, len(found.vocabulary), reading_order(tokens), tokens.cut_at)


def words_by_token(tokens: Tokenised) -> tuple[str, ...]:
    """The word that each token belongs to; a token that belongs to none stands for itself."""
    names = list(tokens.tokens)
    for word in words_of(tokens):
        for piece in word.pieces:
            names[piece] = word.text
    return tuple(names)


def reading_order(tokens: Tokenised) -> tuple[str, ...]:
    """The words that the model read, each once, in the order of the text."""
    return tuple(dict.fromkeys(word.text for word in words_of(tokens) if word.pieces))


def counted_query(index: LexicalIndex, query: str) -> SparseView:
    """The query as TF-IDF or BM25 sees it: its words that the collection knows."""
    return _counted(index.query_weights(query), len(index.vocabulary), tokenise(query))


def counted_document(index: LexicalIndex, document: int, text: str) -> SparseView:
    """A document as TF-IDF or BM25 sees it: its own words, weighted."""
    return _counted(index.doc_weights(document), len(index.vocabulary), tokenise(text))


def _counted(weights: Mapping[str, float], vocabulary: int, words: Sequence[str]) -> SparseView:
    # A word in every document can have the weight 0 in some variants of BM25: it is none of the non-zero terms.
    falling = sorted((item for item in weights.items() if item[1] > 0), key=lambda item: -item[1])
    terms = tuple(Weighted(term, float(weight), term, None, term) for term, weight in falling)
    return SparseView(terms, vocabulary, tuple(dict.fromkeys(words)))
