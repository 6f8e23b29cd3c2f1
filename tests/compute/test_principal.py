import numpy as np
import pytest
from sklearn.decomposition import PCA

from embedlab.compute import principal
from embedlab.compute.principal import lots_of, principal_coordinates


def test_lots_give_the_same_as_scikit_learn_on_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal.lots_of, "__defaults__", (17,))
    rng = np.random.default_rng(0)
    vectors = (rng.normal(size=(200, 9)) * np.arange(1, 10) + 3).astype(np.float32)
    reference = PCA(3)
    expected = reference.fit_transform(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    found, share = principal_coordinates(vectors, 3)
    signs = np.sign((found * expected).sum(axis=0))
    np.testing.assert_allclose(found, expected * signs, atol=1e-5)
    assert share == pytest.approx(reference.explained_variance_ratio_.sum(), abs=1e-5)
    assert (found[np.abs(found).argmax(axis=0), np.arange(3)] > 0).all()


@pytest.mark.parametrize(("shape", "width"), [((0, 4), 0), ((1, 4), 1), ((3, 2), 2)])
def test_there_are_no_more_axes_than_numbers_or_rows(shape: tuple[int, int], width: int) -> None:
    assert principal_coordinates(np.ones(shape, np.float32), 5)[0].shape == (shape[0], width)


def test_rows_that_are_all_alike_lie_in_one_place() -> None:
    found, share = principal_coordinates(np.ones((6, 3), np.float32), 2)
    assert not found.any()
    assert share == 1


def test_lots_cover_all_rows_once() -> None:
    assert [range(9)[lot] for lot in lots_of(9, 4)] == [range(4), range(4, 8), range(8, 9)]
