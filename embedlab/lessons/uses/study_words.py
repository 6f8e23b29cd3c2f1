"""What the numbers of clusters and strangers say, in sentences."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.text_clusters import LATENT
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.study_agreement import Agreement, difference
from embedlab.lessons.uses.study_clusters import NEIGHBOURS, REDUCED_TO, ClusterAsk, Placed, Side
from embedlab.numbers_text import between, change, counted, percent, signed, whole
from embedlab.studies.labelled.text_points import COUNTS

Scored = Sequence[tuple[str, Agreement]]


def agreement_sentence(scored: Scored) -> str:
    """How the first vectors compare with the best of the others, and whether the texts are enough to say so."""
    (name, first), *others = scored
    if not others:
        return f"{name}: an adjusted Rand index of {signed(first.rand[0])}."
    other, best = max(others, key=lambda each: each[1].rand[0])
    apart, low, high = difference(first, best)
    said = (
        f"{name} {signed(first.rand[0])}, {other} {signed(best.rand[0])}: a difference of {change(apart)}, 95\u00a0% "
    )
    said += f"interval {between((low, high), change)}"
    if low <= 0 <= high:
        return f"{said}. These texts cannot tell which of the two is nearer to the classes."
    return f"{said}. The clusters of {name if low > 0 else other} are nearer to the classes."


def alone_sentence(scored: Scored, ask: ClusterAsk) -> str:
    """How intervals are made, and for HDBSCAN how many texts are in no cluster."""
    how = "Intervals: 95\u00a0% of 1,000 draws of the texts, the clusters as they are. "
    if ask.method == "k-means":
        return (
            f"{how}Mutual information rises with the number of clusters, whatever is in them; the adjusted Rand index "
            f"does not. {LATENT} numbers: the counts made shorter by SVD, so that words that stand in the same texts "
            "come together."
        )
    told = "; ".join(
        f"{name}: {counted(each.clusters, 'cluster')}, {percent(each.alone)} of the texts in none"
        + (f", without these {signed(each.kept)}" if np.isfinite(each.kept) and each.alone else "")
        for name, each in scored
    )
    return (
        f"{told}. Texts in no cluster count as one group more, so that leaving them out costs. Vectors were made "
        f"{whole(REDUCED_TO[ask.reduced])} numbers long first. {how}"
    ).strip()


def map_sentence(placed: Placed, side: Side) -> str:
    """How far the map can be trusted."""
    what = "PCA" if placed.method == "pca" else "UMAP"
    of = f" of the {LATENT} numbers" if side.model == COUNTS else ""
    return (
        f"Map by {what}{of}: of each text's {whole(NEIGHBOURS)} nearest, {percent(placed.kept)} are among its nearest "
        "on the map. Clusters were found among the vectors, not on the map."
    )


def mixed_sentence(
    labelled: LabelledSet, counts: NDArray[np.int64], names: Sequence[str], at: int, most: int
) -> str:  # fmt: skip
    """How mixed a cluster is."""
    size, best = int(counts[at].sum()), int(counts[at].argmax())
    others = size - int(counts[at, best])
    start = f"“{names[at]}” mixes most: " if at == most else f"“{names[at]}”: "
    return (
        f"{start}{whole(others)} of {counted(size, 'text')} are not of its most frequent class, "
        f"{labelled.classes[best]}."
    )
