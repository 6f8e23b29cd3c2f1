"""Clusters that nobody named, of a model's vectors and of counted words, and maps of the texts they are found among.

How far they agree with the classes is in ``study_agreement``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, unit_or_zero
from embedlab.compute.class_terms import naming_words, terms_of_words
from embedlab.compute.projection import joint_map, neighbours_kept
from embedlab.compute.text_clusters import (
    LATENT,
    Reduced,
    dense_clusters,
    fewer_numbers,
    k_means_clusters,
    latent_points,
)
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.shipped_clusters import (
    FOR_A_MAP,
    FOR_HDBSCAN,
    LATENT_COUNTS,
    SEED,
    TERMS,
    shipped_found,
    shipped_reduced,
    shipped_terms,
)
from embedlab.studies.labelled.text_points import COUNTS, Points, Rows, count_points
from embedlab.studies.remembered import RESULTS

Method = Literal["k-means", "hdbscan"]

REDUCED_TO: Final[dict[Reduced, int]] = {"umap": FOR_HDBSCAN, "pca": 10}
"""Numbers that HDBSCAN is given: among hundreds all places are about as dense.

On the definitions, MiniLM, its adjusted Rand index is 0.49 after UMAP to 5 numbers, 0.05 after PCA to 10, 0.09 after
PCA to 5 or on all 384, where most texts are in no cluster.
"""
NEIGHBOURS: Final = 10
"""Nearest texts that a map is asked about."""
_ASKED: Final = 400


@dataclass(frozen=True)
class ClusterAsk:
    """How clusters are looked for.

    Attributes:
        method: k-means, which is told how many there are, or HDBSCAN, which is told how small one may be.
        count: clusters of k-means.
        least: texts of a cluster of HDBSCAN.
        reduced: by what HDBSCAN's vectors are made shorter.
        seed: of whatever is drawn by chance.
    """

    method: Method
    count: int
    least: int
    reduced: Reduced
    seed: int = SEED

    def key(self) -> tuple[str, ...]:
        """What the clusters depend on."""
        if self.method == "k-means":
            return ("k-means", str(self.count), str(self.seed))
        return ("hdbscan", str(self.least), self.reduced, str(self.seed))


@dataclass(frozen=True, eq=False)
class Side:
    """One kind of vectors that clusters are found among.

    Attributes:
        model: id of a model, ``tf-idf`` or ``LATENT_COUNTS``.
        name: what a reader calls it.
        family: a key of ``FAMILY_COLOURS``.
        rows: makes the vectors, (n, d); what ships needs none.
        places: makes those that stand for them on a map, never sparse.
    """

    model: str
    name: str
    family: str
    rows: Callable[[], Rows]
    places: Callable[[], Float32]


@dataclass(frozen=True, eq=False)
class Placed:
    """A map of n texts.

    Attributes:
        xy: (n, 2).
        method: that made it; PCA below 15 texts, or where all are alike.
        kept: share of each text's ten nearest that are among its ten nearest on the map.
    """

    xy: Float32
    method: str
    kept: float


def sides_of(labelled: LabelledSet, points: Points, method: Method) -> list[Side]:
    """A model's vectors, and counted words beside them: made fewer numbers, and for k-means also as they are."""

    def latent() -> Float32:
        key = ("uses-latent", labelled.digest)
        return RESULTS.get(key, lambda: latent_points(count_points(labelled.texts).matrix), inf)

    reduced = Side(LATENT_COUNTS, f"TF-IDF, {LATENT} numbers", "lexical", latent, latent)
    plain = Side(COUNTS, "TF-IDF as it is", "lexical", lambda: count_points(labelled.texts).matrix, latent)
    beside = [reduced, plain] if method == "k-means" else [reduced]
    if points.model == COUNTS:
        return beside
    rows = np.asarray(points.rows)
    return [Side(points.model, points.name, points.family, lambda: rows, lambda: rows), *beside]


def find_clusters(labelled: LabelledSet, side: Side, ask: ClusterAsk) -> NDArray[np.int32]:
    """The cluster of each text, (n,) int32, the largest 0, -1 for none."""
    if (shipped := shipped_found(labelled, side.model, ask.key())) is not None:
        return shipped

    def compute() -> NDArray[np.int32]:
        if ask.method == "k-means":
            return k_means_clusters(side.rows(), ask.count, ask.seed)
        return dense_clusters(_reduced(labelled, side, ask), ask.least)

    return RESULTS.get(("uses-clusters", labelled.digest, side.model, *ask.key()), compute, inf)


def takes_long(labelled: LabelledSet, side: Side, ask: ClusterAsk) -> bool:
    """Whether UMAP has to make the vectors shorter first, which takes seconds."""
    if ask.method == "k-means" or ask.reduced == "pca" or shipped_found(labelled, side.model, ask.key()) is not None:
        return False
    if ask.seed == SEED and shipped_reduced(labelled, side.model, FOR_HDBSCAN) is not None:
        return False
    return not RESULTS.holds(_reduced_key(labelled, side, ask))


def _reduced(labelled: LabelledSet, side: Side, ask: ClusterAsk) -> Float32:
    numbers = REDUCED_TO[ask.reduced]
    if ask.reduced == "umap" and ask.seed == SEED:
        shipped = shipped_reduced(labelled, side.model, numbers)
        if shipped is not None:
            return shipped
    key = _reduced_key(labelled, side, ask)
    return RESULTS.get(key, lambda: fewer_numbers(side.places(), numbers, ask.reduced, ask.seed), inf)


def _reduced_key(labelled: LabelledSet, side: Side, ask: ClusterAsk) -> tuple[str, ...]:
    return ("uses-reduced", labelled.digest, side.model, ask.reduced, str(ask.seed))


def place_texts(labelled: LabelledSet, side: Side, method: Reduced) -> Placed:
    """The map of the texts; of UMAP the one that ships where there is one."""

    def compute() -> Placed:
        rows = side.places()
        shipped = shipped_reduced(labelled, _on_map(side), FOR_A_MAP) if method == "umap" else None
        used: str = method
        if shipped is None:
            made = joint_map(rows[None], method, SEED)
            xy, used = np.asarray(made.coordinates[0]), made.method
        else:
            xy = shipped
        asked = np.sort(np.random.default_rng(SEED).choice(len(rows), min(_ASKED, len(rows)), replace=False))
        return Placed(xy, used, neighbours_kept(rows, xy, NEIGHBOURS, asked))

    return RESULTS.get(_map_key(labelled, side, method), compute, inf)


def map_takes_long(labelled: LabelledSet, side: Side, method: Reduced) -> bool:
    """Whether UMAP has to place the texts first, which takes seconds."""
    if method == "pca" or shipped_reduced(labelled, _on_map(side), FOR_A_MAP) is not None:
        return False
    return not RESULTS.holds(_map_key(labelled, side, method))


def _on_map(side: Side) -> str:
    # Counted words have thousands of numbers: a map is made of the few that they are reduced to.
    return LATENT_COUNTS if side.model == COUNTS else side.model


def _map_key(labelled: LabelledSet, side: Side, method: str) -> tuple[str, ...]:
    return ("uses-map", labelled.digest, _on_map(side), method)


def cluster_terms(
    labelled: LabelledSet, side: Side, ask: ClusterAsk, found: NDArray[np.int32]
) -> tuple[tuple[str, ...], ...]:
    """The words that set each cluster apart, from cluster 0 on, by c-TF-IDF; no label is looked at."""
    if (shipped := shipped_terms(labelled, side.model, ask.key())) is not None:
        return shipped
    read = RESULTS.get(("uses-words", labelled.digest), lambda: naming_words(labelled.texts), inf)
    return tuple(terms_of_words(read, found, TERMS))


def cluster_names(terms: Sequence[Sequence[str]], words: int = 3) -> list[str]:
    """A name for each cluster, of its first words."""
    return [", ".join(each[:words]) or f"cluster {place + 1}" for place, each in enumerate(terms)]


def examples_of(
    labelled: LabelledSet, side: Side, found: NDArray[np.int32], cluster: int, classes: int = 3, texts: int = 2
) -> list[tuple[int, int, list[int]]]:
    """The most frequent classes of a cluster: (class, texts of it, rows of those nearest to the cluster's middle)."""
    inside = np.flatnonzero(found == cluster)
    rows = side.places()[inside]
    closeness = (rows @ unit_or_zero(rows.mean(axis=0, keepdims=True)).T).ravel()
    kinds, sizes = np.unique(labelled.labels[inside], return_counts=True)
    chosen = []
    for place in np.argsort(-sizes, kind="stable")[:classes].tolist():
        own = np.flatnonzero(labelled.labels[inside] == kinds[place])
        best = own[np.argsort(-closeness[own], kind="stable")[:texts]]
        chosen.append((int(kinds[place]), int(sizes[place]), inside[best].tolist()))
    return chosen
