"""What is measured on held-out pairs, by hand."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.training.pair_training.bags import Bags
from embedlab.models.training.pair_training.held_out import held_out

EYE = np.eye(3, dtype=np.float32)


def test_recall_alignment_and_uniformity_by_hand() -> None:
    """Two definitions are their own terms; the third lies on the first term, at right angles to its own."""
    found = held_out(EYE, Bags.of([[0], [1], [2]]), Bags.of([[0], [1], [0]]))
    assert found["recall_1"] == pytest.approx(2 / 3)
    assert found["recall_10"] == 1
    assert found["alignment"] == pytest.approx(2 / 3)
    same, apart = 1 + 2 + 1, 15 - 4  # of 15 pairs among three on the first axis, two on the second, one on the third
    assert found["uniformity"] == pytest.approx(np.log((same + apart * np.exp(-4)) / 15), abs=1e-6)


def test_a_text_without_known_words_is_said() -> None:
    with pytest.raises(InputError, match="Vector 1 of the second side has no direction"):
        held_out(EYE, Bags.of([[0], [1]]), Bags.of([[], [1]]))
