"""How far clusters that nobody named agree with the classes that people gave, and what the score is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Float64
from embedlab.compute.bootstrap import middle
from embedlab.compute.pair_counts import PairCounts, group_table, pair_counts, resampled_agreement, shared_information
from embedlab.content.labelled_set import LabelledSet
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import Rows

Interval = tuple[float, float, float]
"""A value, and the lower and upper end of its interval."""
LEVEL: Final = 0.95


@dataclass(frozen=True, eq=False)
class Agreement:
    """How far clusters agree with the classes.

    Attributes:
        counts: all pairs of texts.
        rand: the adjusted Rand index with its interval.
        information: the normalised mutual information with its interval.
        clusters: how many there are.
        alone: share of the texts that are in no cluster.
        kept: the adjusted Rand index of all other texts; nan without any.
        draws: (s,) the index on each draw; the draws are the same for all vectors of a set.
    """

    counts: PairCounts
    rand: Interval
    information: Interval
    clusters: int
    alone: float
    kept: float
    draws: Float64


@remembered
def agreement_of(found: NDArray[np.int32], labels: NDArray[np.int64]) -> Agreement:
    """Compare clusters with classes, (n,) each; texts in no cluster count as one group more, as in scikit-learn."""
    rand, information = resampled_agreement(found, labels)
    counts, inside = pair_counts(found, labels), found >= 0
    shared = shared_information(group_table(found, labels))
    return Agreement(
        counts,
        (counts.adjusted_rand, *middle(rand, LEVEL)),
        # Fewer texts that differ share more by chance: draws lie above what they are drawn from, all by about as much.
        (shared, *middle(np.clip(information - information.mean() + shared, 0, 1), LEVEL)),
        int(found.max(initial=-1)) + 1,
        float(1 - inside.mean()),
        pair_counts(found[inside], labels[inside]).adjusted_rand if inside.any() else float("nan"),
        rand,
    )


def difference(first: Agreement, second: Agreement) -> Interval:
    """The adjusted Rand index of one above that of another, draw by draw."""
    return (first.rand[0] - second.rand[0], *middle(first.draws - second.draws, LEVEL))


def cluster_table(found: NDArray[np.int32], labels: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """Texts of each cluster and class, (c, ``classes``); the last row are those in no cluster, where there are any."""
    rows = np.where(found < 0, found.max(initial=-1) + 1, found)
    counts = np.bincount(rows * classes + labels, minlength=(int(rows.max(initial=-1)) + 1) * classes)
    return counts.reshape(-1, classes).astype(np.int64)


def class_order(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """The columns of a table (clusters, classes) in the order of the clusters that hold most of them."""
    if not len(table):
        return np.arange(table.shape[1])
    return np.lexsort((-table.max(axis=0), table.argmax(axis=0)))


def mixed_most(table: NDArray[np.int64]) -> int:
    """The row with the most texts that are not of its most frequent class."""
    return int(np.argmax(table.sum(axis=1) - table.max(axis=1)))


def cluster_rows(labelled: LabelledSet, found: NDArray[np.int32], names: Sequence[str], xy: Float32) -> Rows:
    """Every text with its class, its cluster and its place on the map (n, 2), for a table."""
    return [
        {
            "text": text,
            "class": labelled.classes[kind],
            "cluster": place + 1 if place >= 0 else 0,
            "cluster_words": names[place] if place >= 0 else "in no cluster",
            "x": x,
            "y": y,
        }
        for text, kind, place, (x, y) in zip(
            labelled.texts, labelled.labels.tolist(), found.tolist(), xy.tolist(), strict=True
        )
    ]


def share_rows(counts: NDArray[np.int64], clusters: Sequence[str], classes: Sequence[str]) -> Rows:
    """How many texts of each class are in each cluster, (c, k), and which share of the cluster, for a table."""
    return [
        {"cluster": cluster, "class": kind, "texts": count, "share_of_the_cluster": count / max(sum(row), 1)}
        for cluster, row in zip(clusters, counts.tolist(), strict=True)
        for kind, count in zip(classes, row, strict=True)
    ]


def pair_rows(scored: Sequence[tuple[str, Agreement]]) -> Rows:
    """What each score is made of, for a table."""
    return [
        {
            "vectors": name,
            "clusters": each.clusters,
            "share_in_no_cluster": each.alone,
            "adjusted_rand": each.rand[0],
            "adjusted_rand_low": each.rand[1],
            "adjusted_rand_high": each.rand[2],
            "mutual_information": each.information[0],
            "mutual_information_low": each.information[1],
            "mutual_information_high": each.information[2],
            "pairs_together_in_both": each.counts.both,
            "pairs_together_in_clusters_only": each.counts.found_only,
            "pairs_together_in_classes_only": each.counts.true_only,
            "pairs_together_in_neither": each.counts.neither,
            "expected": each.counts.expected,
            "most": each.counts.most,
        }
        for name, each in scored
    ]
