"""What ships of the clusters: k-means on the definitions, what UMAP has made of vectors, and the words of clusters.

UMAP takes seconds, and its library several more to be compiled: without it the map of a ready set would have to wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32
from embedlab.compute.class_terms import naming_words, terms_of_words
from embedlab.compute.projection import plain_map
from embedlab.compute.text_clusters import fewer_numbers, k_means_clusters, latent_points
from embedlab.content.labelled_set import GLOSSES, LabelledSet, labelled_cards
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.open_sets import ready_set
from embedlab.studies.labelled.text_points import COUNTS, FIRST, count_points, model_points
from embedlab.studies.record_arrays import halved
from embedlab.studies.shipped_store import load_shipped, save_shipped

SEED: Final = 0
LATENT_COUNTS: Final = "tf-idf-50"
"""Counted words, made fewer numbers: the name that ``tf-idf`` has then."""
TERMS: Final = 8
"""Words of a cluster at most."""
FOR_HDBSCAN: Final = 5
FOR_A_MAP: Final = 2
_FILE: Final = "clusters-"
_LESSON: Final = "uses"


@dataclass(frozen=True, eq=False)
class ShippedClusters:
    """What ships for one set.

    Attributes:
        digest: of its texts.
        reduced: "model numbers" -> (n, numbers) float32, what UMAP has made of the vectors.
        found: "model method ..." -> (n,) int8, the cluster of each text.
        terms: the same -> the words of each cluster.
    """

    digest: str
    reduced: Mapping[str, NDArray[np.float32]]
    found: Mapping[str, NDArray[np.int8]]
    terms: Mapping[str, tuple[tuple[str, ...], ...]]


def kinds_clusters() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {f"{_FILE}{card.id}": ShippedClusters for card in labelled_cards()}


def shipped_reduced(labelled: LabelledSet, model: str, numbers: int) -> Float32 | None:
    """What UMAP has made of a model's vectors, (n, numbers); None where it does not ship."""
    found = _load(labelled)
    return None if found is None else found.reduced.get(f"{model} {numbers}")


def shipped_found(labelled: LabelledSet, model: str, key: Sequence[str]) -> NDArray[np.int32] | None:
    """The cluster of each text, (n,); None where they do not ship."""
    found = _load(labelled)
    rows = None if found is None else found.found.get(" ".join((model, *key)))
    return None if rows is None else rows.astype(np.int32)


def shipped_terms(labelled: LabelledSet, model: str, key: Sequence[str]) -> tuple[tuple[str, ...], ...] | None:
    """The words of each cluster; None where they do not ship."""
    found = _load(labelled)
    return None if found is None else found.terms.get(" ".join((model, *key)))


def _load(labelled: LabelledSet) -> ShippedClusters | None:
    if not any(card.id == labelled.id for card in labelled_cards()):
        return None  # whatever a collection is called, it is no file of ours
    found = load_shipped(_LESSON, f"{_FILE}{labelled.id}", ShippedClusters)
    return found if found is not None and found.digest == labelled.digest else None


def compute_clusters(runtime: Runtime, labelled: LabelledSet) -> ShippedClusters:
    """What ships for one set, computed now."""
    counted = count_points(labelled.texts).matrix
    rows = {FIRST[0]: model_points(runtime, labelled, FIRST[0]), LATENT_COUNTS: latent_points(counted)}
    maps = {model: plain_map(each, "umap", SEED) for model, each in rows.items()}
    reduced = {f"{model} {FOR_A_MAP}": halved(each) for model, each in maps.items()}
    if labelled.id != GLOSSES:
        return ShippedClusters(labelled.digest, reduced, {}, {})
    for model, each in rows.items():
        reduced[f"{model} {FOR_HDBSCAN}"] = halved(fewer_numbers(each, FOR_HDBSCAN, "umap", SEED))
    count = len(labelled.classes)
    found = {
        f"{model} k-means {count} {SEED}": k_means_clusters(each, count, SEED)
        for model, each in (*rows.items(), (COUNTS, counted))
    }
    read = naming_words(labelled.texts)
    terms = {key: tuple(terms_of_words(read, each, TERMS)) for key, each in found.items()}
    return ShippedClusters(labelled.digest, reduced, {key: each.astype(np.int8) for key, each in found.items()}, terms)


def ship_clusters(runtime: Runtime) -> None:
    """Compute and write what ships of this part."""
    for card in labelled_cards():
        save_shipped(_LESSON, f"{_FILE}{card.id}", compute_clusters(runtime, ready_set(card.id)))
