"""The step of an index that makes its map: in the process that indexes, never in a page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.class_terms import class_terms
from embedlab.compute.large_map import large_map
from embedlab.compute.neighbour_graph import EXACT_ROWS, neighbour_graph
from embedlab.compute.principal import principal_coordinates
from embedlab.compute.projection import neighbours_kept
from embedlab.compute.row_groups import cluster_count, k_means
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.map_record import FILE, NEIGHBOURS, CorpusMap, MapFacts, load_map, save_map
from embedlab.studies.corpus.text_reading import Reading

Tell = Callable[[int], None]
"""Called with the texts that are done by now."""

SEED: Final = 0
_NUMBERS: Final = 50
"""Numbers of PCA in which clusters are found."""
_ASKED: Final = 400
"""Texts that are asked how many of their neighbours a map keeps: the share is known to two hundredths."""
_GRAPH: Final = 0.4
"""Share of the work that the search for neighbours is."""
_LIKED: Final = ("all-minilm-l6-v2", "e5-small-v2")
"""Readings that a map is made of, if they are there; else the first dense one."""


@dataclass
class MapStep:
    """Places all texts on one map, and finds clusters and neighbours."""

    index: IndexFolder
    reading: Reading

    @property
    def key(self) -> str:
        """Its name."""
        return "map"

    @property
    def total(self) -> int:
        """Texts."""
        return max(self.index.count, 1)

    @property
    def cost(self) -> float:
        """A fifth of what reading a short text by six layers takes."""
        return 0.2

    def done(self) -> int:
        """All texts when the map is there, else none: a map is made in one piece."""
        return self.total if load_map(self.index.path, self.index.count) is not None else 0

    def run(self, tell: Tell) -> None:
        """Make the map and keep it."""
        if self.index.count and not self.done():
            vectors = self.index.vectors(self.reading)
            save_map(self.index.path, map_of(vectors, self.index.texts(), str(self.reading), tell))
        tell(self.total)


def map_step(index: IndexFolder, readings: Sequence[Reading]) -> MapStep | None:
    """The step for an index with these readings; None where none of them is dense."""
    dense = [reading for reading in readings if reading.kind == "dense"]
    best = [reading for name in _LIKED for reading in dense if str(reading) == name]
    return MapStep(index, (best or dense)[0]) if dense else None


def forget_map(index: IndexFolder) -> None:
    """Drop the map of an index, so that it is made anew."""
    (index.path / FILE).unlink(missing_ok=True)


def map_of(vectors: NDArray[Any], texts: Sequence[str], reading: str, tell: Tell | None = None) -> CorpusMap:
    """Make the map of n vectors, (n, d) float32, n of 1 or more, and their texts; ``tell`` hears of texts done."""
    began, count = monotonic(), len(texts)
    principal, variance = principal_coordinates(vectors, _NUMBERS)
    cells = k_means(principal, round(count**0.5), SEED) if count > EXACT_ROWS else None
    graph = neighbour_graph(vectors, cells, said=lambda done, _: tell(int(done * _GRAPH)) if tell else None)
    clusters = k_means(principal, cluster_count(count), SEED)
    terms = tuple(class_terms(texts, clusters))
    placed = large_map(graph, principal, SEED)
    asked = np.sort(np.random.default_rng(SEED).choice(count, min(_ASKED, count), replace=False))
    kept = neighbours_kept(vectors, placed.xy, NEIGHBOURS, asked)
    facts = MapFacts(
        reading, placed.method, SEED, kept, len(asked), graph.recall, variance, terms, monotonic() - began
    )  # fmt: skip
    return CorpusMap(placed.xy, clusters, _numbered(texts), graph, facts)


def _numbered(texts: Iterable[str]) -> NDArray[np.int32]:
    """One number for each text that differs, in the order in which they come."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int32)
