"""The two objectives beside torch's own cross-entropy and its own derivatives."""

import numpy as np
import pytest
import torch

from embedlab.models.training.pair_training.losses import dropout_mask, pair_loss, simcse

RNG = np.random.default_rng(0)
LEFT, RIGHT = (RNG.standard_normal((7, 5)).astype(np.float32) * 3 for _ in range(2))


def by_torch(left: torch.Tensor, right: torch.Tensor, temperature: float) -> torch.Tensor:
    scores = torch.nn.functional.cosine_similarity(left[:, None], right[None], dim=2) / temperature
    own = torch.arange(len(scores))
    both = torch.nn.functional.cross_entropy(scores, own) + torch.nn.functional.cross_entropy(scores.T, own)
    return both / 2


def test_two_pairs_by_hand() -> None:
    """Cosines 1 on the diagonal and 0 beside it: -log(e^2 / (e^2 + e^0)) at temperature 0.5."""
    loss, left, right = pair_loss(np.eye(2, dtype=np.float32) * 3, np.eye(2, dtype=np.float32), 0.5)
    assert loss == pytest.approx(np.log1p(np.exp(-2)), rel=1e-6)
    assert left.shape == right.shape == (2, 2)


@pytest.mark.parametrize("temperature", [0.05, 0.7])
def test_loss_and_gradients_agree_with_torch(temperature: float) -> None:
    left, right = (torch.tensor(side, requires_grad=True) for side in (LEFT, RIGHT))
    expected = by_torch(left, right, temperature)
    expected.backward()
    loss, by_left, by_right = pair_loss(LEFT, RIGHT, temperature)
    assert loss == pytest.approx(expected.item(), rel=1e-5)
    assert left.grad is not None
    assert right.grad is not None
    np.testing.assert_allclose(by_left, left.grad.numpy(), atol=1e-5)
    np.testing.assert_allclose(by_right, right.grad.numpy(), atol=1e-5)


def test_simcse_is_the_same_loss_on_one_text_under_two_masks() -> None:
    masks = (
        dropout_mask(LEFT.shape, 0.3, np.random.default_rng(1)),
        dropout_mask(LEFT.shape, 0.3, np.random.default_rng(2)),
    )
    vectors = torch.tensor(LEFT, requires_grad=True)
    expected = by_torch(vectors * torch.tensor(masks[0]), vectors * torch.tensor(masks[1]), 0.1)
    expected.backward()
    loss, gradient = simcse(LEFT, masks, 0.1)
    assert loss == pytest.approx(expected.item(), rel=1e-5)
    assert vectors.grad is not None
    np.testing.assert_allclose(gradient, vectors.grad.numpy(), atol=1e-5)


def test_a_very_low_temperature_overflows_nothing() -> None:
    loss, *gradients = pair_loss(LEFT, RIGHT, 0.005)
    assert np.isfinite(loss)
    assert loss > 10
    assert all(np.isfinite(gradient).all() for gradient in gradients)


def test_dropout_takes_its_share_and_keeps_the_mean() -> None:
    mask = dropout_mask((400, 500), 0.25, np.random.default_rng(0))
    assert np.unique(mask).tolist() == pytest.approx([0, 4 / 3])
    assert (mask == 0).mean() == pytest.approx(0.25, abs=0.005)
    assert mask.mean() == pytest.approx(1, abs=0.01)
