"""Why a chunk was found: the parts that add up to its score, and what each word of it brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.parts import Part
from embedlab.compute.ranking import rank
from embedlab.compute.sparse import sparse_dot_parts
from embedlab.models.encoders import sparse_vectors, token_vectors
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.numbers_text import signed, whole
from embedlab.studies.corpus.corpus_search import Hits, Mixed, bm25_parts, mix
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import DENSE_OF_HYBRIDS, HYBRIDS, SetUp
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.by_tokens import late_interaction, late_vectors
from embedlab.studies.word_parts import by_word, is_one_piece, word_parts
from embedlab.words import Span, folded_terms

Kind = Literal["terms", "learnt", "words", "tokens", "sides", "whole"]
"""What the parts are: terms that were counted, terms that were learnt, words of the chunk, tokens of the query with
their best tokens of the chunk, both sides of a hybrid; or there are none, as both texts were read at once."""

READ_CHARS: Final = 20_000
"""Characters of a chunk in which terms are looked for: what stands behind them is not marked."""
REST: Final = "what no word brings"


@dataclass(frozen=True, eq=False)
class Reasons:
    """One score taken apart.

    Attributes:
        kind: what the parts are.
        score: of the hit.
        parts: they add up to the score; none where ``kind`` is ``whole``.
        words: (w,) where words stand in the chunk.
        values: (w,) float64, what each brings: to the score, or of a hybrid to the score of its lexical side.
    """

    kind: Kind
    score: float
    parts: tuple[Part, ...]
    words: tuple[Span, ...]
    values: NDArray[np.float64]


def reasons(
    runtime: Runtime, corpus: OpenCorpus, set_up: SetUp, query: str, hits: Hits, count: int
) -> tuple[Reasons, ...]:
    """Take the scores of the first hits of a search apart, those that were ranked again by what ranked them.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    rows, scores = hits.rows[:count].tolist(), hits.scores[:count].tolist()
    texts = corpus.texts(rows)
    again = min(hits.reranked, len(rows))
    found: list[Reasons] = []
    if set_up.rerank is not None and again:
        found += _by_reranker(runtime, set_up.rerank, query, texts[:again], scores[:again])
    rest = list(zip(rows, texts, scores, strict=True))[len(found) :]
    if not rest:
        return tuple(found)
    if set_up.first == "bm25":
        found += [_counted(corpus, query, row, text, score) for row, text, score in rest]
    elif set_up.first in HYBRIDS:
        sides = _Sides.of(mix(runtime, corpus, set_up.first, query), set_up.first)
        found += [_mixed(corpus, sides, query, row, text, score) for row, text, score in rest]
    else:
        reading = Reading.parse(set_up.first)
        found += _read(runtime, reading, query, [text for _, text, _ in rest], [score for *_, score in rest])
    return tuple(found)


def _whole(score: float) -> Reasons:
    return Reasons("whole", score, (), (), np.zeros(0))


def _by_reranker(
    runtime: Runtime, model: str, query: str, texts: Sequence[str], scores: Sequence[float]
) -> list[Reasons]:
    if find_card(model).ranker != "tokens":
        return list(map(_whole, scores))
    return [_met(runtime, model, query, text, score) for text, score in zip(texts, scores, strict=True)]


def _met(runtime: Runtime, model: str, query: str, text: str, score: float) -> Reasons:
    """Each token of the query with the token of the chunk that it found."""
    one, (other,) = late_vectors(runtime, find_card(model), query, [text], RankOptions())
    found = late_interaction(one, other)
    asked = np.flatnonzero(one.compared).tolist()
    parts = tuple(
        Part(f"{one.tokens.tokens[row]} → {other.tokens.tokens[int(found.winners[row])]}", float(found.row_maxima[row]))
        for row in asked
    )
    won = [int(found.winners[row]) for row in asked]
    places = [() if other.tokens.special[token] else (other.tokens.offsets[token],) for token in won]
    brought = by_word(text[:READ_CHARS], zip(places, [part.value for part in parts], strict=True))
    return Reasons("tokens", score, parts, brought.words, brought.values)


def _counted(corpus: OpenCorpus, query: str, row: int, text: str, score: float) -> Reasons:
    parts = bm25_parts(corpus, query, row)
    return Reasons("terms", score, parts, *_places(parts, text))


def _places(parts: Sequence[Part], text: str) -> tuple[tuple[Span, ...], NDArray[np.float64]]:
    """Where terms stand in a text, and what each place brings: equal shares of its term."""
    at: dict[str, list[Span]] = {part.name: [] for part in parts}
    for term, span in folded_terms(text[:READ_CHARS]):
        if term in at:
            at[term].append(span)
    brought = by_word(text[:READ_CHARS], [(tuple(at[part.name]), part.value) for part in parts])
    met = np.flatnonzero(brought.values)
    return tuple(brought.words[place] for place in met), brought.values[met]


@dataclass(frozen=True, eq=False)
class _Sides:
    """Both sides of a hybrid: names, what they add (n,), and what is said of a row."""

    names: tuple[str, str]
    added: tuple[NDArray[np.float64], ...]
    scores: tuple[NDArray[np.float64], NDArray[np.float64]]
    ranks: tuple[NDArray[np.int64], ...]

    @classmethod
    def of(cls, mixed: Mixed, hybrid: str) -> "_Sides":
        sides = (mixed.dense, mixed.lexical)
        ranks = tuple(rank(side).ranks for side in sides) if hybrid == "hybrid-rrf" else ()
        names = (find_card(DENSE_OF_HYBRIDS).name, find_card("bm25").name)
        return cls(names, tuple(mixed.fusion.sides.values()), sides, ranks)

    def parts(self, row: int) -> tuple[Part, ...]:
        told = (
            [f"rank {whole(ranks[row])}" for ranks in self.ranks]
            if self.ranks
            else [f"score {signed(side[row])}, brought between 0 and 1" for side in self.scores]
        )
        each = zip(self.names, told, self.added, strict=True)
        return tuple(Part(f"{name}, {said}", float(values[row])) for name, said, values in each)


def _mixed(corpus: OpenCorpus, sides: _Sides, query: str, row: int, text: str, score: float) -> Reasons:
    return Reasons("sides", score, sides.parts(row), *_places(bm25_parts(corpus, query, row), text))


def _read(
    runtime: Runtime, reading: Reading, query: str, texts: Sequence[str], scores: Sequence[float]
) -> list[Reasons]:
    if is_one_piece(reading.model):
        return list(map(_whole, scores))
    options = RankOptions(prefixes="none" if reading.bare else "right")
    if reading.kind == "sparse":
        both = sparse_vectors(runtime, reading.card, [query, *texts])
        wanted = dict(both.row(0))
        learnt = [sparse_dot_parts(wanted, dict(both.row(place))) for place in range(1, len(texts) + 1)]
    elif reading.card.is_transformer:
        # All in one pass: what is asked of each text below is then remembered.
        token_vectors(runtime, reading.card, texts, options.roles()[1])
    found = []
    for place, (text, score) in enumerate(zip(texts, scores, strict=True)):
        brought = word_parts(runtime, reading.model, query, [text], 0, options, "text")
        if brought is None:
            found.append(_whole(score))
            continue
        if reading.kind == "sparse":
            found.append(Reasons("learnt", score, learnt[place], brought.words, brought.values))
            continue
        by_name: dict[str, float] = {}
        for (start, end), value in zip(brought.words, brought.values.tolist(), strict=True):
            name = text[start:end]
            by_name[name] = by_name.get(name, 0.0) + value
        parts = [Part(name, value) for name, value in by_name.items() if value]
        parts += [Part(REST, brought.rest)] if brought.rest else []
        found.append(Reasons("words", score, tuple(parts), brought.words, brought.values))
    return found
