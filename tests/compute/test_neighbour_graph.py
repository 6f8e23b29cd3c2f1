import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from embedlab.compute import neighbour_graph as graphs
from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.neighbour_graph import neighbour_graph


def clouds(n: int, d: int = 12, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (rng.normal(size=(20, d))[rng.integers(0, 20, n)] + 0.3 * rng.normal(size=(n, d))).astype(np.float32)


def test_the_nearest_by_cosine_are_those_of_scikit_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "_SCORES", 1_000)  # many blocks
    vectors = clouds(300)
    distances, expected = NearestNeighbors(n_neighbors=6, metric="cosine").fit(vectors).kneighbors()
    found = neighbour_graph(vectors, k=6)
    np.testing.assert_array_equal(found.rows, expected)
    np.testing.assert_allclose(found.cosines, 1 - distances, atol=1e-5)
    assert found.recall == 1.0


def test_cells_lose_few_neighbours_and_say_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EXACT_ROWS", 100)
    monkeypatch.setattr(graphs, "_NEAR_CELLS", 3)
    vectors = clouds(800)
    cells = (unit_or_zero(vectors) @ unit_or_zero(clouds(25, seed=1)).T).argmax(axis=1)
    found, exact = neighbour_graph(vectors, cells, k=5), neighbour_graph(vectors, k=5)
    kept = np.mean([len(np.intersect1d(*pair)) / 5 for pair in zip(found.rows, exact.rows, strict=True)])
    assert 0.3 < kept < 1
    assert found.recall == pytest.approx(kept, abs=0.05)
    assert (found.cosines <= exact.cosines + 1e-6).all()


def test_cells_smaller_than_what_is_asked_for_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EXACT_ROWS", 10)
    monkeypatch.setattr(graphs, "_NEAR_CELLS", 1)
    vectors = clouds(40)
    found = neighbour_graph(vectors, np.arange(40), k=9)
    assert all(len(set(row)) == 9 and at not in row for at, row in enumerate(found.rows.tolist()))


@pytest.mark.parametrize(("rows", "k"), [(0, 0), (1, 0), (2, 1), (5, 4)])
def test_few_rows_have_all_others_as_neighbours(rows: int, k: int) -> None:
    assert neighbour_graph(clouds(rows), k=10).rows.shape == (rows, k)


def test_progress_ends_with_all_rows() -> None:
    told: list[tuple[int, int]] = []
    neighbour_graph(clouds(50), k=3, said=lambda done, of: told.append((done, of)))
    assert told[-1] == (50, 50)
