"""What set-ups keep for a collection, how long that took, and what of the texts their models do not read."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.lexical import tokenise
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.encoders.sides import one_side
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp

CUT_LOOKED_AT: Final = 2_000
"""Chunks that are looked at, of more, for whether a model reads them to their end: enough for two hundredths."""
_TERM_BYTES: Final = 8
"""A number of a term or a text, and a weight."""


def models_of(set_up: SetUp) -> tuple[str, ...]:
    """Ids of the models that a set-up runs, those of the first stage first; BM25 is a model without weights."""
    words = ("bm25",) if set_up.counts_words_itself else ()
    again = (set_up.rerank,) if set_up.rerank else ()
    return tuple(dict.fromkeys((*words, *(reading.model for reading in set_up.readings), *again)))


class SetUpCosts:
    """The costs of set-ups on one collection; what several of them share is counted once.

    Args:
        runtime: has the tokenizers of the models.
        corpus: the collection, read by the models of all set-ups that are asked about.
    """

    def __init__(self, runtime: Runtime, corpus: OpenCorpus) -> None:
        self._runtime, self._corpus = runtime, corpus
        self._cut_by: dict[str, NDArray[np.bool_]] = {}

    def bytes_per_document(self, set_up: SetUp) -> float:
        """Bytes that are kept for a document, on average: vectors, weights of terms, or the lists of BM25.

        Of terms these are eight bytes for each different term of each chunk; the names of the terms are not in it. What
        ranks candidates again keeps nothing: it reads them anew.

        Raises:
            StoreError: a reading has not read all texts.
        """
        index, total = self._corpus.index, 0
        for reading in set_up.readings:
            if reading.kind == "dense":
                total += index.vectors(reading).nbytes
            else:
                total += _TERM_BYTES * int(index.sparse(reading).nnz)
        if set_up.counts_words_itself:
            total += _TERM_BYTES * self._different_terms
        return total / max(self._corpus.record.documents, 1)

    def index_seconds(self, set_up: SetUp) -> float | None:
        """Seconds that the readings of a set-up took for all texts; None where nobody knows, as for BM25 alone."""
        told = [self._corpus.index.told(reading).get("seconds") for reading in set_up.readings]
        return sum(map(float, filter(None, told))) if told and None not in told else None

    def cut(self, set_up: SetUp) -> float:
        """Share 0..1 of the chunks that one of its models does not read to their end."""
        cut = [self._cut(id) for id in models_of(set_up)]
        return float(np.any(cut, axis=0).mean()) if cut and len(self._looked_at) else 0.0

    @cached_property
    def _different_terms(self) -> int:
        """Different terms of each chunk, over all chunks: the entries of BM25's lists."""
        return sum(len(set(tokenise(text))) for text in self._corpus.index.texts())

    @cached_property
    def _looked_at(self) -> Sequence[str]:
        rows = np.arange(self._corpus.count)
        if len(rows) > CUT_LOOKED_AT:
            rows = np.sort(np.random.default_rng(0).choice(len(rows), CUT_LOOKED_AT, replace=False))
        return self._corpus.texts(rows)

    def _cut(self, id: str) -> NDArray[np.bool_]:
        if id not in self._cut_by:
            card = find_card(id)
            self._cut_by[id] = self._asked(card) if card.is_transformer else np.zeros(len(self._looked_at), np.bool_)
        return self._cut_by[id]

    def _asked(self, card: ModelCard) -> NDArray[np.bool_]:
        prompt = prompt_of(card, "document")
        return self._runtime.with_transformer(
            one_side(card, "document"),
            lambda model: np.array([model.tokenizer.encode(text, prompt).unread > 0 for text in self._looked_at]),
        )
