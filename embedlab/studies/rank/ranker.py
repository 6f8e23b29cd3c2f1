"""What a ranker takes and gives back."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.parts import Part
from embedlab.errors import EmbedLabError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.runtime import Runtime
from embedlab.studies.remembered import while_waiting

D = TypeVar("D")
T = TypeVar("T")

_LOG = logging.getLogger(__name__)

Prefixes = Literal["right", "none", "swapped", "same", "passage"]
"""Which prompts a model with roles gets: as trained, none, exchanged, the query's on both sides, the document's."""

_ROLES: dict[Prefixes, tuple[Role | None, Role | None]] = {
    "right": ("query", "document"),
    "none": (None, None),
    "swapped": ("document", "query"),
    "same": ("query", "query"),
    "passage": ("document", "document"),
}


@dataclass(frozen=True)
class RankOptions:
    """The settings that change a ranking; each has the usual value.

    Attributes:
        prefixes: for models with roles, see ``Prefixes``.
        variant: of BM25, as bm25s names it.
        k1: how fast repeated words stop counting, 0 or more.
        b: how much long documents are held back, 0 to 1.
        stop_words: leave out common English words in the lexical rankers.
        dense: id of the dense model in the hybrids.
        lexical: id of the lexical ranker in the hybrids.
        weight: of the dense side in the weighted sum, 0 to 1.
        normalisation: how scores are brought to one range before the weighted sum.
        rrf_k: the constant of reciprocal rank fusion.
    """

    prefixes: Prefixes = "right"
    variant: Literal["lucene", "robertson", "atire", "bm25l", "bm25+"] = "lucene"
    # The defaults of bm25s; Lucene's own k1 is 1.2.
    k1: float = 1.5
    b: float = 0.75
    stop_words: bool = False
    dense: str = "all-minilm-l6-v2"
    lexical: str = "bm25"
    weight: float = 0.5
    normalisation: Literal["minmax", "zscore"] = "minmax"
    rrf_k: int = 60  # as in Cormack, Clarke and Büttcher, 2009

    def roles(self) -> tuple[Role | None, Role | None]:
        """The roles of query and document under the chosen prefixes."""
        return _ROLES[self.prefixes]


@dataclass(frozen=True, eq=False)
class Asked:
    """A query put to documents, none of them empty, and what answers it."""

    runtime: Runtime
    card: ModelCard
    query: str
    documents: tuple[str, ...]
    options: RankOptions


@dataclass(frozen=True, eq=False)
class Ranked:
    """The scores of one query over documents.

    Attributes:
        scores: (n,) float64; higher is better, the range is the family's own.
        explain: from a document's number to the parts that add up to its score; an empty tuple where a score
            does not split (a cross-encoder, [CLS] pooling).
        note: something the reader must know, such as a query of unknown words; empty otherwise.
    """

    scores: NDArray[np.float64]
    explain: Callable[[int], tuple[Part, ...]]
    note: str = ""


Ranker = Callable[[Asked], Ranked]

_AT_ONCE = 64
"""Documents asked for at once: their token vectors take 10 MB, those of a corpus gigabytes; and between one few and the
next a ranking can be given up."""
_CHARS_AT_ONCE = 32_000
"""Characters in one few: of long texts it has fewer, else a cross-encoder would go on for half a minute unasked."""

Follow = Callable[[int, int], object]
"""Called with the documents that are done and all there are. What it raises ends the ranking."""

_FOLLOW: ContextVar[Follow | None] = ContextVar("follow", default=None)


def few_at_a_time(documents: Sequence[D], size: Callable[[D], int] = lambda _: 0) -> Iterator[Sequence[D]]:
    """The documents in order, a few at a time, for a ranker that keeps less of each than its model gives.

    ``size`` gives the characters of one.
    """
    follow, start = _FOLLOW.get(), 0
    while start < len(documents):
        if follow is not None:
            follow(start, len(documents))
        few = documents[start : start + _AT_ONCE]
        count = max(1, sum(read <= _CHARS_AT_ONCE for read in accumulate(map(size, few))))
        yield few[:count]
        start += count


def of_each(documents: Sequence[str], read: Callable[[Sequence[str]], Iterable[T]]) -> list[T]:
    """What ``read`` gives for each document, in their order; it is asked for a few at a time, of like length.

    A pass takes as long for each of its texts as for the longest: a few as they come are padded to twice their tokens.
    """
    order = sorted(range(len(documents)), key=lambda number: len(documents[number]))
    found: dict[int, T] = {}
    for few in few_at_a_time(order, lambda number: len(documents[number])):
        found.update(zip(few, read([documents[number] for number in few]), strict=True))
    return [found[number] for number in range(len(documents))]


@contextmanager
def followed(follow: Follow) -> Iterator[None]:
    """Tell ``follow`` how far a ranking inside has come, so that a page can show it, or give it up by raising.

    While another visitor has the same ranked, nothing is done of what this one waits for.
    """
    token = _FOLLOW.set(follow)
    try:
        with while_waiting(lambda: follow(0, 1)):
            yield
    finally:
        _FOLLOW.reset(token)


class RankerError(EmbedLabError):
    """A ranker has failed on texts that it should have ranked: a fault of the program, which concerns it alone."""


@contextmanager
def faults_of(name: str) -> Iterator[None]:
    """Turn what no ranker should raise into a sentence, so that the results of the others are shown.

    Raises:
        RankerError: instead of any error that is not meant for a reader.
    """
    try:
        yield
    except EmbedLabError:
        raise
    except Exception as error:
        _LOG.info("a ranker failed", exc_info=True)
        raise RankerError(
            f"{name} failed on these texts ({type(error).__name__}), which is a fault of EmbedLab; please report them."
        ) from error
