import numpy as np
import pytest

from embedlab.compute.pair_counts import pair_counts
from embedlab.compute.projection import neighbours_kept
from embedlab.content.labelled_set import labelled_cards, read_glosses
from embedlab.lessons.uses.shipped_clusters import (
    FOR_A_MAP,
    LATENT_COUNTS,
    ShippedClusters,
    compute_clusters,
    kinds_clusters,
    shipped_found,
    shipped_reduced,
    shipped_terms,
)
from embedlab.lessons.uses.shipped_strangers import ShippedOutliers, compute_outliers, kinds_outliers
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.open_sets import ready_set, set_is_here
from embedlab.studies.labelled.text_points import COUNTS, FIRST, shipped_points
from embedlab.studies.shipped_store import load_shipped, shipped_file

GLOSSES = read_glosses()
K_MEANS = ("k-means", "10", "0")
LIMIT = 100_000


@pytest.fixture(scope="module")
def live(runtime: Runtime) -> ShippedClusters:
    return compute_clusters(runtime, GLOSSES)


@pytest.fixture(scope="module")
def shipped() -> ShippedClusters:
    found = load_shipped("uses", "clusters-glosses", ShippedClusters)
    assert found is not None
    return found


def test_clusters_that_ship_are_those_of_a_live_run(live: ShippedClusters, shipped: ShippedClusters) -> None:
    assert shipped.digest == live.digest
    assert shipped.found.keys() == live.found.keys()
    assert len(shipped.found) == 3
    for key, found in shipped.found.items():
        # Another processor rounds otherwise, and moves a text at the edge of a cluster.
        assert pair_counts(found, live.found[key]).adjusted_rand > 0.95
        assert len(set(shipped.terms[key][0]) & set(live.terms[key][0])) >= 6


def test_maps_that_ship_keep_as_many_neighbours_as_live_ones(live: ShippedClusters, shipped: ShippedClusters) -> None:
    assert shipped.reduced.keys() == live.reduced.keys()
    points = shipped_points(GLOSSES, FIRST[0])
    assert points is not None
    for key in (f"{FIRST[0]} 2", f"{FIRST[0]} 5"):
        kept, now = (neighbours_kept(points, each.reduced[key], 10, range(0, 1_100, 5)) for each in (shipped, live))
        assert kept == pytest.approx(now, abs=0.05)


def test_the_other_ready_sets_ship_their_maps() -> None:
    for card in labelled_cards():
        if set_is_here(card.id):
            labelled = ready_set(card.id)
            for model in (FIRST[0], LATENT_COUNTS):
                rows = shipped_reduced(labelled, model, FOR_A_MAP)
                assert rows is not None
                assert rows.shape == (len(labelled.texts), 2)


def test_what_was_not_asked_for_beforehand_does_not_ship() -> None:
    assert shipped_found(GLOSSES, COUNTS, K_MEANS) is not None
    assert shipped_terms(GLOSSES, FIRST[0], K_MEANS) is not None
    assert shipped_found(GLOSSES, COUNTS, ("k-means", "10", "1")) is None
    assert shipped_terms(GLOSSES, FIRST[1], K_MEANS) is None
    assert shipped_reduced(GLOSSES, FIRST[0], 7) is None


def test_strangers_that_ship_are_those_of_a_live_run(runtime: Runtime) -> None:
    kept, now = load_shipped("uses", "strangers-glosses", ShippedOutliers), compute_outliers(runtime)
    assert kept is not None
    assert (kept.digest, kept.model, kept.ask) == (now.digest, now.model, now.ask)
    assert np.allclose(kept.forest, now.forest, atol=1e-6)
    assert np.allclose(kept.words.cosines, now.words.cosines, atol=1e-6)
    assert np.allclose(kept.topics.model, now.topics.model, atol=1e-3)
    assert np.allclose(kept.topics.words, now.topics.words, atol=1e-3)


def test_both_parts_together_ship_little() -> None:
    files = [shipped_file("uses", name) for name in (*kinds_clusters(), *kinds_outliers())]
    assert sum(path.stat().st_size for path in files) < LIMIT
