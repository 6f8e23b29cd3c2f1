"""Searches in collections and why their hits were found, each worked out once for all visitors of this server."""

from collections.abc import Hashable
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from embedlab.models.runtime import shared_runtime
from embedlab.studies.corpus.corpus_search import Hits, search
from embedlab.studies.corpus.hit_reasons import Reasons, reasons
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.remembered import RESULTS


@dataclass(frozen=True)
class Asked:
    """A search.

    Attributes:
        set_up: as it is written.
        query: what is looked for.
        limit: how many hits are wanted.
        column: the column of the documents that narrows it, "" for none.
        values: what may stand in that column.
    """

    set_up: str
    query: str
    limit: int
    column: str = ""
    values: tuple[str, ...] = ()

    def allowed(self, corpus: OpenCorpus) -> NDArray[np.bool_] | None:
        """Which chunks may be found, (n,) bool; None for all."""
        return corpus.allowed(self.column, self.values) if self.column and self.values else None


def kept_search(corpus: OpenCorpus, asked: Asked) -> Hits:
    """What a search finds with the models of this process.

    Raises:
        EmbedLabError: a model is not here, or has not read all texts.
    """
    return RESULTS.get(_key("search", corpus, asked), lambda: _search(corpus, asked), inf)


def holds_search(corpus: OpenCorpus, asked: Asked) -> bool:
    """Whether it is there already."""
    return RESULTS.holds(_key("search", corpus, asked))


def kept_reasons(corpus: OpenCorpus, asked: Asked, count: int) -> tuple[Reasons, ...]:
    """Why the first hits of a search were found.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    return RESULTS.get((*_key("reasons", corpus, asked), count), lambda: _reasons(corpus, asked, count), inf)


def holds_reasons(corpus: OpenCorpus, asked: Asked, count: int) -> bool:
    """Whether they are there already."""
    return RESULTS.holds((*_key("reasons", corpus, asked), count))


def _key(what: str, corpus: OpenCorpus, asked: Asked) -> tuple[Hashable, ...]:
    # By the content of the chunks: two collections of the same texts share results, but each has columns of its own.
    return (__name__, what, corpus.index.key, corpus.id if asked.column else "", asked)


def _search(corpus: OpenCorpus, asked: Asked) -> Hits:
    set_up, allowed = SetUp.parse(asked.set_up), asked.allowed(corpus)
    return search(shared_runtime(), corpus, set_up, asked.query, asked.limit, allowed=allowed)


def _reasons(corpus: OpenCorpus, asked: Asked, count: int) -> tuple[Reasons, ...]:
    hits = kept_search(corpus, asked)
    return reasons(shared_runtime(), corpus, SetUp.parse(asked.set_up), asked.query, hits, count)
