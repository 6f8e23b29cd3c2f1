"""The gradients of both losses beside torch's own derivatives."""

import numpy as np
import pytest
import torch

from embedlab.models.training.label_training.label_losses import class_loss, triplet_loss

RNG = np.random.default_rng(0)
FIRST, SECOND, THIRD = (RNG.standard_normal((7, 5)).astype(np.float32) * 2 for _ in range(3))


def gradients(loss: torch.Tensor, *inputs: torch.Tensor) -> list[np.ndarray]:
    return [gradient.numpy() for gradient in torch.autograd.grad(loss, inputs)]


def test_the_classifier_agrees_with_torch() -> None:
    labels = np.array([0, 1, 2, 0, 1, 2, 0])
    layer = RNG.standard_normal((3, 16)).astype(np.float32)
    u, v, weights = (torch.tensor(each, requires_grad=True) for each in (FIRST, SECOND, layer))
    features = torch.cat([u, v, (u - v).abs(), torch.ones(7, 1)], dim=1)
    expected = torch.nn.functional.cross_entropy(features @ weights.T, torch.tensor(labels))
    loss, *found = class_loss(FIRST, SECOND, labels, layer)
    assert loss == pytest.approx(expected.item(), rel=1e-5)
    for own, theirs in zip(found, gradients(expected, u, v, weights), strict=True):
        np.testing.assert_allclose(own, theirs, atol=1e-6)


def test_triplets_agree_with_torch() -> None:
    """With a margin that some of them keep and others do not."""
    sides = [torch.tensor(each, requires_grad=True) for each in (FIRST, SECOND, THIRD)]
    anchor, positive, negative = (torch.nn.functional.normalize(side) for side in sides)
    gaps = (anchor - positive).norm(dim=1) - (anchor - negative).norm(dim=1)
    expected = torch.relu(gaps + 0.1).mean()
    found, *own = triplet_loss(FIRST, SECOND, THIRD, 0.1)
    assert 0 < found.idle < 1
    assert found.mean == pytest.approx(expected.item(), rel=1e-5)
    for mine, theirs in zip(own, gradients(expected, *sides), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-6)


def test_equal_texts_pull_at_nothing_that_is_not_a_number() -> None:
    _, *found = triplet_loss(FIRST, FIRST, FIRST, 0.5)
    assert all(np.isfinite(each).all() for each in found)
