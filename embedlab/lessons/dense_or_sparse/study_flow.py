"""How a sparse score flows: from the words of the query, through terms, to the words of the document."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from embedlab.compute.sparse import sparse_dot_parts
from embedlab.lessons.dense_or_sparse.study import SparseView, Weighted

Link = tuple[str, str, float]
"""(from, to, product)."""

WORDS = 12
"""Words that a side of the flow names; the rest is one."""


@dataclass(frozen=True)
class Shared:
    """A term that both vectors have: both weights with their sources, and the product that it adds to the score."""

    query: Weighted
    document: Weighted
    product: float


@dataclass(frozen=True)
class TermFlow:
    """The shared terms of two texts, largest product first, and the same as links from word to term to word.

    Attributes:
        shared: one entry a term; their products sum to ``score``.
        query_words: words of the query, in reading order.
        doc_words: words of the document that hold a shared term.
        query_links: (query word, term, product).
        doc_links: (term, document word, product).
        score: the dot product of the two vectors.
    """

    shared: tuple[Shared, ...]
    query_words: tuple[str, ...]
    doc_words: tuple[str, ...]
    query_links: tuple[Link, ...]
    doc_links: tuple[Link, ...]
    score: float

    @property
    def terms(self) -> tuple[str, ...]:
        """The shared terms, largest product first."""
        return tuple(item.query.term for item in self.shared)


def term_flow_of(query: SparseView, document: SparseView) -> TermFlow:
    """Match two sparse vectors term by term."""
    asked, held = ({item.term: item for item in side.terms} for side in (query, document))
    weights = ({term: item.weight for term, item in side.items()} for side in (asked, held))
    pairs = [Shared(asked[part.name], held[part.name], part.value) for part in sparse_dot_parts(*weights)]
    shared = tuple(sorted(pairs, key=lambda pair: -pair.product))
    sources = _named([(pair.query.word, pair.product) for pair in shared], "other words")
    targets = _named([(pair.document.word, pair.product) for pair in shared], "other words")
    return TermFlow(
        shared=shared,
        query_words=_kept(query.words, sources),
        doc_words=tuple(word for word in document.words if word in targets),
        query_links=tuple((word, pair.query.term, pair.product) for word, pair in zip(sources, shared, strict=True)),
        doc_links=tuple((pair.query.term, word, pair.product) for word, pair in zip(targets, shared, strict=True)),
        score=fsum(pair.product for pair in shared),
    )


def _named(loads: Sequence[tuple[str, float]], rest: str) -> list[str]:
    """The word of each load; words beyond the heaviest dozen are called ``rest``."""
    sums: dict[str, float] = {}
    for word, load in loads:
        sums[word] = sums.get(word, 0.0) + load
    heaviest = set(sorted(sums, key=lambda word: -sums[word])[:WORDS])
    return [word if word in heaviest else rest for word, _ in loads]


def _kept(words: Sequence[str], linked: Sequence[str]) -> tuple[str, ...]:
    """Words that lead somewhere, and as many of the others as there is room for, in reading order."""
    room = max(WORDS - len(set(linked)), 0)
    idle = [word for word in words if word not in linked][:room]
    return tuple(word for word in words if word in linked or word in idle)
