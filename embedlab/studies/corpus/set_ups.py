"""A set-up of a search: what finds candidates, and what perhaps ranks them again.

Written as the command line and addresses have it: ``bm25``, a reading (``e5-small-v2+none``), ``hybrid-rrf`` or
``hybrid-weighted``, and behind a ``>`` a model that ranks the first candidates again.
"""

from dataclasses import dataclass
from typing import Final, Self

from embedlab.errors import InputError
from embedlab.models.local import find_card
from embedlab.studies.corpus.text_reading import Reading

HYBRIDS: Final = ("hybrid-rrf", "hybrid-weighted")
RERANKERS: Final = ("answerai-colbert-small-v1", "ms-marco-minilm-l12-v2")
DENSE_OF_HYBRIDS: Final = "all-minilm-l6-v2"
DEPTH: Final = 50
"""Candidates that are ranked again."""


@dataclass(frozen=True)
class SetUp:
    """A first stage, and the model that ranks its first candidates again, None where none does."""

    first: str
    rerank: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote.

        Raises:
            UnknownModelError: there is no such model.
            InputError: it cannot search, or cannot rank again.
        """
        first, _, rerank = text.strip().partition(">")
        if first != "bm25" and first not in HYBRIDS:
            _ = Reading.parse(first)
        if rerank and find_card(rerank).ranker not in ("tokens", "pairs"):
            raise InputError(f"{rerank} compares no tokens and no pairs, so it cannot rank candidates again.")
        return cls(first, rerank or None)

    def __str__(self) -> str:
        """The set-up as it is written."""
        return self.first if self.rerank is None else f"{self.first}>{self.rerank}"

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings that its first stage needs."""
        if self.first == "bm25":
            return ()
        return (Reading.parse(DENSE_OF_HYBRIDS if self.first in HYBRIDS else self.first),)

    @property
    def counts_words_itself(self) -> bool:
        """Whether BM25 is part of its first stage."""
        return self.first == "bm25" or self.first in HYBRIDS

    @property
    def compares_terms(self) -> bool:
        """Whether its first stage finds only what has a term of the query."""
        return self.first == "bm25" or (self.first not in HYBRIDS and Reading.parse(self.first).kind == "sparse")

    @property
    def name(self) -> str:
        """What a reader calls it."""
        first = find_card(self.first).name if self.first in ("bm25", *HYBRIDS) else Reading.parse(self.first).name
        return first if self.rerank is None else f"{first}, then {find_card(self.rerank).name}"


_SHORT: Final = {
    "bm25": "BM25", "glove-6b-50d": "GloVe", "all-minilm-l6-v2": "MiniLM", "e5-small-v2": "E5",
    "splade-tiny": "SPLADE", "hybrid-rrf": "Rank fusion", "hybrid-weighted": "Weighted sum",
    "answerai-colbert-small-v1": "ColBERT", "ms-marco-minilm-l12-v2": "cross-encoder",
}  # fmt: skip


def short_name(set_up: str) -> str:
    """What heads a row or a column of a set-up, as it is written: "BM25 > ColBERT", "E5, no prefix"."""

    def short(model: str) -> str:
        bare = model.removesuffix("+none")
        return (_SHORT.get(bare) or find_card(bare).name) + (", no prefix" if bare != model else "")

    return " > ".join(map(short, set_up.split(">")))


DEFAULT_SET_UPS: Final = (
    "bm25", "glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "splade-tiny", "hybrid-rrf", "hybrid-weighted",
    "bm25>answerai-colbert-small-v1", "bm25>ms-marco-minilm-l12-v2",
)  # fmt: skip
"""One of each family, both hybrids, and both that rank again."""
