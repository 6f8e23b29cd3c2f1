"""SBERT's classification objective by hand, and beside sentence-transformers' own loss."""

from typing import Any, cast

import numpy as np
import pytest
import torch
from sentence_transformers.sentence_transformer.losses import SoftmaxLoss

from embedlab.compute.pair_classes import logit_parts, pair_classes, pair_features
from embedlab.errors import InputError

RNG = np.random.default_rng(0)
U, V = (RNG.standard_normal((6, 4)) for _ in range(2))
LAYER = RNG.standard_normal((3, 13))
LABELS = np.array([0, 1, 2, 2, 1, 0])


class Given(torch.nn.Module):
    """An encoder that returns what it is given."""

    device = torch.device("cpu")

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return features


def test_the_features_are_both_vectors_their_gap_and_one() -> None:
    assert pair_features([[1.0, 4.0]], [[3.0, 1.0]]).tolist() == [[1, 4, 3, 1, 2, 3, 1]]


def test_a_layer_of_zeros_gives_every_class_a_third_and_loses_ln_three() -> None:
    found = pair_classes(pair_features(U, V), np.zeros((3, 13)), LABELS)
    np.testing.assert_allclose(found.probabilities, 1 / 3)
    assert found.mean == pytest.approx(np.log(3))


def test_the_loss_is_that_of_sentence_transformers() -> None:
    theirs = SoftmaxLoss(cast("Any", Given()), embedding_dimension=4, num_labels=3).double()
    with torch.no_grad():
        theirs.classifier.weight[:] = torch.tensor(LAYER[:, :-1])
        theirs.classifier.bias[:] = torch.tensor(LAYER[:, -1])
    sides = [{"sentence_embedding": torch.tensor(side)} for side in (U, V)]
    expected = theirs(sides, torch.tensor(LABELS))
    assert pair_classes(pair_features(U, V), LAYER, LABELS).mean == pytest.approx(expected.item(), rel=1e-9)


def test_the_parts_of_a_pair_add_up_to_its_logits() -> None:
    features = pair_features(U, V)[3]
    np.testing.assert_allclose(logit_parts(features, LAYER).sum(axis=1), LAYER @ features)


def test_no_pair_and_sides_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="no pair to classify"):
        pair_classes(np.zeros((0, 13)), LAYER, np.zeros(0))
    with pytest.raises(ValueError, match="do not fit"):
        pair_classes(pair_features(U, V), LAYER, LABELS[:3])
    with pytest.raises(ValueError, match="one shape"):
        pair_features(U, V[:2])
