import numpy as np
import pytest

from embedlab.content.labelled_set import labelled_set, read_glosses
from embedlab.lessons.uses.shipped_clusters import LATENT_COUNTS
from embedlab.lessons.uses.study_agreement import (
    agreement_of,
    class_order,
    cluster_rows,
    cluster_table,
    difference,
    mixed_most,
    pair_rows,
    share_rows,
)
from embedlab.lessons.uses.study_clusters import (
    ClusterAsk,
    Side,
    cluster_names,
    cluster_terms,
    examples_of,
    find_clusters,
    map_takes_long,
    place_texts,
    sides_of,
    takes_long,
)
from embedlab.lessons.uses.study_words import agreement_sentence, alone_sentence
from embedlab.models.catalog import card
from embedlab.studies.labelled.text_points import COUNTS, FIRST, Points, shipped_points

GLOSSES = read_glosses()
CLASSES = len(GLOSSES.classes)
K_MEANS = ClusterAsk("k-means", CLASSES, 15, "umap")


def minilm() -> Points:
    rows = shipped_points(GLOSSES, FIRST[0])
    assert rows is not None
    return Points(FIRST[0], card(FIRST[0]).name, "dense", rows)


def sides(method: str = "k-means") -> list[Side]:
    return sides_of(GLOSSES, minilm(), "k-means" if method == "k-means" else "hdbscan")


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_model_groups_definitions_as_people_did_and_counted_words_hardly(seed: int) -> None:
    ask = ClusterAsk("k-means", CLASSES, 15, "umap", seed)
    model, latent, plain = (agreement_of(find_clusters(GLOSSES, side, ask), GLOSSES.labels) for side in sides())
    assert model.rand[0] > 0.5 > 0.2 > latent.rand[0] > plain.rand[0]
    assert difference(model, latent)[1] > 0.3
    assert model.information[0] > latent.information[0]


def test_an_interval_holds_its_value() -> None:
    found = agreement_of(find_clusters(GLOSSES, sides()[0], K_MEANS), GLOSSES.labels)
    for value, low, high in (found.rand, found.information):
        assert low < value < high < low + 0.1


def test_hdbscan_needs_neighbours_kept_together_first() -> None:
    side = sides("hdbscan")[0]
    by_umap, by_pca = (
        agreement_of(find_clusters(GLOSSES, side, ClusterAsk("hdbscan", 0, 15, method)), GLOSSES.labels)
        for method in ("umap", "pca")
    )
    assert by_umap.rand[0] > 0.4 > 0.15 > by_pca.rand[0]
    assert by_umap.alone < 0.3 < by_pca.alone
    assert by_umap.kept > by_umap.rand[0]


def test_what_ships_is_at_hand_and_nothing_else_is() -> None:
    model, latent, plain = sides()
    umap = ClusterAsk("hdbscan", 0, 15, "umap")
    assert not any(takes_long(GLOSSES, side, umap) for side in (model, latent))
    assert takes_long(GLOSSES, model, ClusterAsk("hdbscan", 0, 15, "umap", seed=77))
    assert not takes_long(GLOSSES, model, ClusterAsk("hdbscan", 0, 15, "pca", seed=77))
    assert not any(map_takes_long(GLOSSES, side, "umap") for side in (model, latent, plain))
    assert map_takes_long(GLOSSES, Side("other", "", "dense", model.rows, model.places), "umap")


def test_a_map_by_umap_keeps_more_neighbours_than_one_by_pca() -> None:
    umap, pca = (place_texts(GLOSSES, sides()[0], method) for method in ("umap", "pca"))
    assert (umap.method, pca.method) == ("umap", "pca")
    assert umap.kept > 0.35 > 0.15 > pca.kept


def test_clusters_are_named_by_their_words() -> None:
    side = sides()[0]
    ask = ClusterAsk("k-means", CLASSES, 15, "umap", 1)
    found = find_clusters(GLOSSES, side, ask)
    terms = cluster_terms(GLOSSES, side, ask, found)
    assert len(terms) == CLASSES
    assert any("muscle" in each for each in terms)
    assert cluster_names([("a", "b", "c", "d"), ()]) == ["a, b, c", "cluster 2"]


def test_the_table_holds_every_text_and_those_in_no_cluster_last() -> None:
    table = cluster_table(np.array([0, 1, -1, 0], np.int32), np.array([0, 1, 1, 2]), 3)
    assert table.tolist() == [[1, 0, 1], [0, 1, 0], [0, 1, 0]]
    assert cluster_table(np.array([-1, -1], np.int32), np.array([0, 1]), 2).tolist() == [[1, 1]]


def test_classes_stand_in_the_order_of_the_clusters_that_hold_them() -> None:
    assert class_order(np.array([[1, 9, 3], [8, 0, 1], [0, 0, 5]])).tolist() == [1, 0, 2]
    assert mixed_most(np.array([[50, 3], [6, 6], [2, 2]])) == 1


def test_examples_are_of_the_cluster_and_of_their_class_nearest_to_the_middle() -> None:
    side = sides()[0]
    found = find_clusters(GLOSSES, side, K_MEANS)
    for kind, size, rows in examples_of(GLOSSES, side, found, 0):
        inside = np.flatnonzero((found == 0) & (GLOSSES.labels == kind))
        closeness = side.places()[inside] @ side.places()[found == 0].mean(axis=0)
        assert len(inside) == size
        assert rows[0] == inside[closeness.argmax()]
        assert set(rows) <= set(inside.tolist())


def test_counted_words_stand_alone_where_they_are_what_is_asked_for() -> None:
    counted = Points.counted(GLOSSES.texts)
    assert [side.model for side in sides_of(GLOSSES, counted, "k-means")] == [LATENT_COUNTS, COUNTS]
    assert [side.model for side in sides_of(GLOSSES, minilm(), "hdbscan")] == [FIRST[0], LATENT_COUNTS]


def test_sentences_say_which_is_nearer_or_that_nobody_can_tell() -> None:
    model, latent = (agreement_of(find_clusters(GLOSSES, side, K_MEANS), GLOSSES.labels) for side in sides()[:2])
    assert agreement_sentence([("M", model), ("W", latent)]).endswith("The clusters of M are nearer to the classes.")
    assert agreement_sentence([("W", latent), ("M", model)]).endswith("The clusters of M are nearer to the classes.")
    assert "cannot tell" in agreement_sentence([("M", model), ("M again", model)])
    said = alone_sentence([("M", model)], ClusterAsk("hdbscan", 0, 15, "umap"))
    assert "10 clusters, 0 % of the texts in none" in said.replace("\u00a0", " ")


def test_what_is_taken_away_adds_up() -> None:
    (row,) = pair_rows([("M", agreement_of(find_clusters(GLOSSES, sides()[0], K_MEANS), GLOSSES.labels))])
    parts = [value for name, value in row.items() if name.startswith("pairs_") and isinstance(value, int)]
    assert len(parts) == 4
    assert sum(parts) == 1_100 * 1_099 / 2


def test_every_text_is_taken_away_with_its_cluster_and_place_and_every_cell_with_its_share() -> None:
    few = labelled_set("few", "Few", ["cat", "dog", "ship", "sea"], ["a", "a", "b", "b"])
    found = np.array([0, -1, 1, 1], np.int32)
    rows = cluster_rows(few, found, ["pets", "water"], np.arange(8, dtype=np.float32).reshape(4, 2))
    assert [(row["cluster"], row["cluster_words"], row["y"]) for row in rows[:2]] == [
        (1, "pets", 1.0), (0, "in no cluster", 3.0),
    ]  # fmt: skip
    cells = share_rows(np.array([[3, 1], [0, 0]]), ["pets", "none"], ["a", "b"])
    assert [cell["share_of_the_cluster"] for cell in cells] == [0.75, 0.25, 0, 0]


@pytest.mark.parametrize("method", ["k-means", "hdbscan"])
def test_texts_that_are_all_the_same_are_one_cluster_or_none(method: str) -> None:
    same = labelled_set("same", "Same", ["cat dog"] * 20, ["a", "b"] * 10)
    points = Points("mine", "Mine", "dense", np.tile(np.array([1, 0], np.float32), (20, 1)))
    ask = ClusterAsk("k-means" if method == "k-means" else "hdbscan", 2, 5, "umap")
    for side in sides_of(same, points, ask.method):
        found = agreement_of(find_clusters(same, side, ask), same.labels)
        assert found.rand[0] == 0
        assert np.isfinite(found.rand).all()
        assert np.isfinite(place_texts(same, side, "umap").xy).all()
