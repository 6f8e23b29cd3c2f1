"""What a score loses with each single word: occlusion, which asks the ranker itself and so works for every family.

Deleting a part of the input and measuring the output is occlusion (Zeiler and Fergus 2014); for words of a text it is
called erasure (Li, Monroe and Jurafsky 2016). The changes do not add up to the score, as words act together. What adds
up, where a family's formula splits, is in ``study_parts``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.bm42 import bm42_parts, lucene_idf
from embedlab.compute.lexical import LexicalIndex, tokenise
from embedlab.compute.parts import total
from embedlab.limits import OCCLUDED_READ, OCCLUDED_WORDS
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.studies.rank import Ranked, RankerId, RankOptions, rank_documents
from embedlab.studies.rank.by_fusion import fuse_ranks, fuse_scores
from embedlab.studies.rank.by_terms import attended_words, bm25_index, tf_idf_index
from embedlab.studies.remembered import remembered
from embedlab.studies.word_parts import Side
from embedlab.words import Span, folded_terms, visible, without, words_in

Scores = NDArray[np.float64]

_HYBRIDS: Final = {"hybrid-rrf": fuse_ranks, "hybrid-weighted": fuse_scores}


@dataclass(frozen=True, eq=False)
class Occlusion:
    """One score, and the same without each word of one side.

    Attributes:
        words: (w,) where each word that was left out stands in the query or the text, in order of reading.
        score: with all words.
        changes: (w,) float64, score minus score without the word: above 0 where the word raises the score; nan where
            nothing is left to score without it.
        untried: words beyond what ``first_to_try`` has room for, which stayed in.
    """

    words: tuple[Span, ...]
    score: float
    changes: Scores
    untried: int


@remembered
def live_occlusion(
    ranker: str, query: str, texts: tuple[str, ...], document: int, options: RankOptions, side: Side
) -> Occlusion:
    """What ``occlude`` finds with the models of this process.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    return occlude(shared_runtime(), ranker, query, texts, document, options, side)


def beside(ranker: str, texts: tuple[str, ...], document: int) -> tuple[tuple[str, ...], int]:
    """The texts that a ranker's score of one of them depends on, and its number among them.

    A model with weights scores each text by itself; what counts words or ranks needs the whole collection.
    """
    return ((texts[document],), 0) if RankerId.parse(ranker).card.has_weights else (texts, document)


def occlude(
    runtime: Runtime,
    ranker: str,
    query: str,
    texts: Sequence[str],
    document: int,
    options: RankOptions,
    side: Side,
) -> Occlusion:
    """Score text ``document`` of ``texts`` once as it is and once without each word of the query or of the text.

    With a word of the text gone, everything else stays: the other texts, their scores, and the document frequencies
    and mean length of the collection, as the weights of a model do. It is what the ranker would say of the shorter
    text, and no other text gains or loses by it.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    whole = query if side == "query" else texts[document]
    words = words_in(whole)
    tried = first_to_try(query, texts[document], words, side)
    variants = [without(whole, span) for span in tried]
    left = [place for place, variant in enumerate(variants) if visible(variant).strip()]
    asked = [whole, *(variants[place] for place in left)]
    if side == "query":
        scores = np.array([_score(runtime, ranker, each, texts, document, options) for each in asked])
    else:
        scores = _text_scores(runtime, ranker, query, texts, document, options, asked)
    changes = np.full(len(tried), np.nan)
    changes[left] = scores[0] - scores[1:]
    return Occlusion(tuple(tried), float(scores[0]), changes, len(words) - len(tried))


def first_to_try(query: str, text: str, words: Sequence[Span], side: Side) -> list[Span]:
    """The words that are left out, in order of reading: of many, those that the other side has too, then the first."""
    own, other = (query, text) if side == "query" else (text, query)
    # Every word costs a reading of all the others, and by a cross-encoder one of the other side as well.
    room = min(OCCLUDED_WORDS, max(1, OCCLUDED_READ // max(1, len(words) + len(words_in(other)))))
    if len(words) <= room:
        return list(words)
    known = set(tokenise(other))
    shared = [any(term in known for term, _ in folded_terms(own[slice(*span)])) for span in words]
    order = sorted(range(len(words)), key=lambda place: not shared[place])  # stable: as they are read
    return [words[place] for place in sorted(order[:room])]


def _score(
    runtime: Runtime, ranker: str, query: str, texts: Sequence[str], document: int, options: RankOptions
) -> float:
    needed, number = beside(ranker, tuple(texts), document)
    return float(rank_documents(runtime, ranker, query, needed, options).scores[number])


def _text_scores(
    runtime: Runtime, ranker: str, query: str, texts: Sequence[str], document: int, options: RankOptions,
    variants: Sequence[str],
) -> Scores:  # fmt: skip
    """The score of each variant in the place of the text, (v,) float64."""
    if ranker in _HYBRIDS:
        return _fused_scores(runtime, ranker, query, texts, document, options, variants)
    if ranker == "bm42":
        return _bm42_scores(runtime, query, texts, variants)
    if (index := _index(ranker, tuple(texts), options)) is not None:
        return np.array([index.score_of(query, variant) for variant in variants])
    # One call: the score of a text depends on no other text, so the variants can be read as a collection.
    return rank_documents(runtime, ranker, query, variants, options).scores


def _index(ranker: str, texts: tuple[str, ...], options: RankOptions) -> LexicalIndex | None:
    if ranker == "tf-idf":
        return tf_idf_index(texts, options.stop_words)
    if ranker == "bm25":
        return bm25_index(texts, options.variant, options.k1, options.b, options.stop_words)
    return None


def _bm42_scores(runtime: Runtime, query: str, texts: Sequence[str], variants: Sequence[str]) -> Scores:
    # IDF of the collection as it is; a variant has no word that its text has not.
    idf = lucene_idf([tokenise(text) for text in texts])
    terms = list(dict.fromkeys(tokenise(query)))
    read = attended_words(runtime, variants)
    return np.array([total(bm42_parts(terms, words, weights, idf)) for words, weights in read])


def _fused_scores(
    runtime: Runtime, ranker: str, query: str, texts: Sequence[str], document: int, options: RankOptions,
    variants: Sequence[str],
) -> Scores:  # fmt: skip
    """Fuse anew for each variant: its own two scores between those of the other texts, which stay."""
    sides = (options.dense, options.lexical)
    ranked = [rank_documents(runtime, side, query, texts, options) for side in sides]
    own = [_text_scores(runtime, side, query, texts, document, options, variants) for side in sides]
    fused = []
    for scores in zip(*own, strict=True):
        dense, lexical = (_with(found, document, score) for found, score in zip(ranked, scores, strict=True))
        fused.append(_HYBRIDS[ranker](dense, lexical, options).scores[document])
    return np.array(fused)


def _with(ranked: Ranked, document: int, score: float) -> Ranked:
    scores = ranked.scores.copy()
    scores[document] = score
    return replace(ranked, scores=scores)
