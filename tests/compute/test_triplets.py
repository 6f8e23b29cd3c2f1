"""The triplet loss by hand, and beside sentence-transformers' own."""

from typing import Any, cast

import numpy as np
import pytest
import torch
from sentence_transformers.sentence_transformer.losses import TripletLoss

from embedlab.compute.triplets import triplets
from embedlab.errors import InputError
from tests.compute.test_pair_classes import Given

RNG = np.random.default_rng(0)
SIDES = [RNG.standard_normal((8, 5)) for _ in range(3)]


def test_one_triplet_by_hand() -> None:
    """The positive at right angles, the negative opposite: sqrt 2 - 2 + 1, whatever the lengths."""
    found = triplets([[2.0, 0.0]], [[0.0, 3.0]], [[-5.0, 0.0]], 1.0)
    assert (found.near[0], found.far[0]) == pytest.approx((np.sqrt(2), 2))
    assert found.losses[0] == pytest.approx(np.sqrt(2) - 1)


def test_beyond_the_margin_a_triplet_costs_nothing_and_is_idle() -> None:
    found = triplets([[1.0, 0.0]] * 2, [[1.0, 0.0], [-1.0, 0.0]], [[-1.0, 0.0], [1.0, 0.0]], 0.5)
    assert found.losses.tolist() == [0, 2.5]
    assert (found.mean, found.idle) == (1.25, 0.5)


def test_the_loss_is_that_of_sentence_transformers_on_unit_vectors() -> None:
    units = [torch.nn.functional.normalize(torch.tensor(side)) for side in SIDES]
    expected = TripletLoss(cast("Any", Given()), triplet_margin=0.3)(
        [{"sentence_embedding": unit} for unit in units], None
    )
    # torch adds 1e-6 to every coordinate of a difference.
    assert triplets(*SIDES, margin=0.3).mean == pytest.approx(expected.item(), abs=1e-5)


@pytest.mark.parametrize("margin", [0, -1, np.inf])
def test_a_margin_that_is_none_is_refused(margin: float) -> None:
    with pytest.raises(InputError, match="margin must be a number above 0"):
        triplets(*SIDES, margin=margin)


def test_no_triplet_and_sides_of_two_shapes_are_refused() -> None:
    with pytest.raises(InputError, match="no triplet"):
        triplets(*(np.zeros((0, 3)) for _ in range(3)), margin=0.5)
    with pytest.raises(ValueError, match="one shape"):
        triplets(SIDES[0], SIDES[1], SIDES[2][:3], 0.5)
