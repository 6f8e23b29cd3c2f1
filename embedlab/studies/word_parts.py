"""The parts of a score by the words that they come from: exact summands, for every family whose formula splits.

The parts are those of lessons 4 to 6, from the same functions. What one word brings is the sum of the parts of its
pieces; where one part has several sources of equal standing, such as a term that stands in a text twice, they share it.
How words are marked by what they bring is in ``marked_words``.
"""

from bisect import bisect, bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.parts import Part
from embedlab.compute.sparse import sparse_dot_parts
from embedlab.compute.word_arithmetic import cosine_shares
from embedlab.models.cards import Role
from embedlab.models.catalog import card as card_of
from embedlab.models.encoders import first_attentions, sparse_vectors, text_vectors, token_vectors
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.models.text.tokens import Tokenised
from embedlab.models.text.word_pieces import words_of
from embedlab.studies.rank import RankerId, RankOptions, rank_documents
from embedlab.studies.rank.by_terms import BM42_MODEL, attended_words
from embedlab.studies.rank.by_tokens import late_interaction, late_vectors
from embedlab.studies.remembered import remembered
from embedlab.words import Span, folded_terms, words_in

Side = Literal["query", "text"]

Share = tuple[tuple[Span, ...], float]
"""The places in a text that a part comes from, none for what is no piece of it, and the part."""


@dataclass(frozen=True, eq=False)
class WordParts:
    """The parts of a score that the words of one side bring.

    Attributes:
        words: (w,) where each word stands in the query or the text, in order of reading.
        values: (w,) float64, what each brings.
        rest: what no word brings: markers, masks, the prompt, signs.
        score: ``values`` and ``rest`` add up to it.
    """

    words: tuple[Span, ...]
    values: NDArray[np.float64]
    rest: float
    score: float


@remembered
def live_word_parts(
    ranker: str, query: str, texts: tuple[str, ...], document: int, options: RankOptions, side: Side
) -> WordParts | None:
    """What ``word_parts`` finds with the models of this process.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    return word_parts(shared_runtime(), ranker, query, texts, document, options, side)


def word_parts(
    runtime: Runtime, ranker: str, query: str, texts: Sequence[str], document: int, options: RankOptions, side: Side
) -> WordParts | None:
    """Bring the parts of one score down to the words of the query or of the text; None where it has no such parts.

    Counted and learnt terms belong to the words that they come from on either side; a cosine of means splits by the
    tokens of either text; a maximum belongs to the token that looked for it and to the one that it found.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    asked = _Asked(runtime, ranker, query, texts[document], options)
    shares: list[Share] | None
    if ranker in ("tf-idf", "bm25"):
        shares = _of_counts(asked, rank_documents(runtime, ranker, query, texts, options).explain(document), side)
    elif ranker == "bm42":
        shares = _of_attention(asked, rank_documents(runtime, ranker, query, texts, options).explain(document), side)
    else:
        parsed = RankerId.parse(ranker)
        found = _BY_RANKER.get("tokens" if parsed.lent else parsed.card.ranker)
        shares = found(asked, side) if found is not None else None
    return None if shares is None else by_word(query if side == "query" else texts[document], shares)


def is_one_piece(ranker: str) -> bool:
    """Whether a score does not split at all: both texts read together, or one vector that is no mean of tokens."""
    parsed = RankerId.parse(ranker)
    card = parsed.card
    return card.ranker == "pairs" or (card.ranker == "texts" and card.pooling != "mean" and not parsed.lent)


@dataclass(frozen=True, eq=False)
class _Asked:
    """One query, one text, and who compares them."""

    runtime: Runtime
    ranker: str
    query: str
    text: str
    options: RankOptions

    def own(self, side: Side) -> str:
        return self.query if side == "query" else self.text

    def role(self, side: Side) -> Role | None:
        return self.options.roles()[0 if side == "query" else 1]


def by_word(text: str, shares: Iterable[Share]) -> WordParts:
    """Bring parts to the words in whose places they stand; one that stands in no word goes to the rest."""
    words = words_in(text)
    firsts, lasts = [first for first, _ in words], [last for _, last in words]
    brought: list[list[float]] = [[] for _ in words]
    rest: list[float] = []
    for places, value in shares:
        # Words follow one another, so those that a place touches stand side by side.
        met = sorted({word for start, end in places for word in range(bisect(lasts, start), bisect_left(firsts, end))})
        for number in met:
            brought[number].append(value / len(met))
        if not met:
            rest.append(value)
    values = np.array([fsum(each) for each in brought], dtype=np.float64)
    return WordParts(tuple(words), values, fsum(rest), fsum([*values.tolist(), *rest]))


def _of_counts(asked: _Asked, parts: Sequence[Part], side: Side) -> list[Share]:
    places = _places(folded_terms(asked.own(side)))
    return [(places[part.name], part.value) for part in parts]


def _places(terms: Iterable[tuple[str, Span]]) -> Mapping[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    for term, span in terms:
        found[term] = (*found.get(term, ()), span)
    return found


def _of_attention(asked: _Asked, parts: Sequence[Part], side: Side) -> list[Share]:
    if side == "query":
        return _of_counts(asked, parts, side)
    # Of a word that stands several times, only the place with the largest attention counts (see ``word_attention``).
    tokens = first_attentions(asked.runtime, card_of(BM42_MODEL), [asked.text])[0].tokens
    read = (word for word in words_of(tokens) if word.pieces)
    spans = [word.span for word in read for _ in folded_terms(word.text)]
    names, weights = attended_words(asked.runtime, [asked.text])[0]
    best: dict[str, tuple[float, Span]] = {}
    for name, weight, span in zip(names, weights, spans, strict=True):
        if name not in best or weight > best[name][0]:
            best[name] = (weight, span)
    return [((best[part.name][1],), part.value) for part in parts]


def _of_learnt_terms(asked: _Asked, side: Side) -> list[Share]:
    """A term of SPLADE comes from the token whose logit was the largest for it."""
    card = RankerId.parse(asked.ranker).card
    both = sparse_vectors(asked.runtime, card, [asked.query, asked.text])
    number = 0 if side == "query" else 1
    rows = slice(both.starts[number], both.starts[number + 1])
    won = {both.vocabulary[term]: int(at) for term, at in zip(both.terms[rows], both.positions[rows], strict=True)}
    parts = sparse_dot_parts(dict(both.row(0)), dict(both.row(1)))
    return [(_place(both.tokens[number], won[part.name]), part.value) for part in parts]


def _place(tokens: Tokenised, position: int) -> tuple[Span, ...]:
    return () if tokens.special[position] else (tokens.offsets[position],)


def _of_word_vectors(asked: _Asked, side: Side) -> list[Share]:
    table = asked.runtime.table(RankerId.parse(asked.ranker).card)
    other = table.mean_of_text(asked.own("text" if side == "query" else "query"))
    found = [(read.span, table.vector(read.name)) for read in table.read(asked.own(side))]
    known = [(span, vector) for span, vector in found if vector is not None]
    if not known or other is None or not other.any():
        return []
    shares = cosine_shares([vector for _, vector in known], other)
    return [((span,), float(share)) for (span, _), share in zip(known, shares, strict=True)]


def _of_mean(asked: _Asked, side: Side) -> list[Share] | None:
    card = RankerId.parse(asked.ranker).card
    if card.pooling != "mean":
        return None
    opposite: Side = "text" if side == "query" else "query"
    other = text_vectors(asked.runtime, card, [asked.own(opposite)], asked.role(opposite)).vectors[0]
    own = token_vectors(asked.runtime, card, [asked.own(side)], asked.role(side))[0]
    shares = cosine_shares(own.vectors, other)
    return [(_place(own.tokens, position), float(share)) for position, share in enumerate(shares)]


def _of_maxima(asked: _Asked, side: Side) -> list[Share]:
    card = RankerId.parse(asked.ranker).card
    one, (other,) = late_vectors(asked.runtime, card, asked.query, [asked.text], asked.options)
    found = late_interaction(one, other)
    shares: list[Share] = []
    for row in np.flatnonzero(one.compared).tolist():
        tokens, position = (one.tokens, row) if side == "query" else (other.tokens, int(found.winners[row]))
        shares.append((_place(tokens, position), float(found.row_maxima[row])))
    return shares


_BY_RANKER: Mapping[str, Callable[[_Asked, Side], list[Share] | None]] = {
    "words": _of_word_vectors, "texts": _of_mean, "terms": _of_learnt_terms, "tokens": _of_maxima,
}  # fmt: skip
