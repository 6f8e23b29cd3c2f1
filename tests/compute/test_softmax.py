import numpy as np
import pytest

from embedlab.compute.softmax import log_softmax


@pytest.mark.parametrize("temperature", [0.05, 1.0, 20.0])
def test_it_agrees_with_torch(temperature: float) -> None:
    torch = pytest.importorskip("torch")
    scores = np.random.default_rng(0).uniform(-1, 1, (5, 7))
    theirs = (torch.tensor(scores) / temperature).log_softmax(dim=1).numpy()
    np.testing.assert_allclose(log_softmax(scores, temperature), theirs, rtol=1e-9, atol=1e-12)


def test_large_scores_do_not_overflow_and_small_temperatures_keep_ties() -> None:
    assert log_softmax([[1e30, 1e30]]) == pytest.approx(np.log([[0.5, 0.5]]))
    assert log_softmax(np.float32([[0.8, 0.8, 0.7]]), 1e-300)[0, :2] == pytest.approx(np.log([0.5, 0.5]))


def test_precision_is_that_of_the_scores() -> None:
    assert log_softmax(np.eye(2, dtype=np.float32)).dtype == np.float32
    assert log_softmax(np.eye(2)).dtype == np.float64
