"""What set-ups keep for a collection, how long that took, and what of the texts their models do not read."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from embedlab.compute.lexical import tokenise
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.cut_by_models import cut_by_models, sample_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp

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
        self._cut_by: dict[str, float] = {}

    def bytes_per_document(self, set_up: SetUp) -> float:
        """Bytes that are kept for a document, on average: vectors, weights of terms, or the lists of BM25.

        Of learnt terms these are eight bytes, a number and a weight, for each different one of each chunk. What ranks
        candidates again keeps nothing: it reads them anew.

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
            total += self._bm25_bytes
        return total / max(self._corpus.record.documents, 1)

    def index_seconds(self, set_up: SetUp) -> float | None:
        """Seconds that the readings of a set-up took for all texts; None where nobody knows, as for BM25 alone."""
        told = [self._corpus.index.told(reading).get("seconds") for reading in set_up.readings]
        return sum(map(float, filter(None, told))) if told and None not in told else None

    def cut(self, set_up: SetUp) -> float:
        """Share 0..1 of the chunks that one of its models does not read to their end."""
        # What a model with more room cuts, one with less cuts too, as they cut words into much the same pieces.
        return max(map(self._share, models_of(set_up)), default=0.0)

    @cached_property
    def _bm25_bytes(self) -> int:
        """Bytes of BM25's lists on disk; where they are not, eight for each different term of each chunk."""
        folder = self._corpus.index.path / "bm25"
        if folder.is_dir():
            return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        return sum(_TERM_BYTES * len(set(tokenise(text))) for text in self._corpus.index.texts())

    @cached_property
    def _looked_at(self) -> Sequence[str]:
        return self._corpus.texts(sample_of(self._corpus.count))

    def _share(self, id: str) -> float:
        if id not in self._cut_by:
            card = find_card(id)
            found = cut_by_models(self._runtime.store, [card], self._looked_at) if card.has_weights else ()
            self._cut_by[id] = max((each.share_cut for each in found), default=0.0)
        return self._cut_by[id]
