"""The prefix laboratory: one joint map, and movement measured where it happens."""

import numpy as np
import pytest

from embedlab.lessons.symmetric_or_asymmetric.study_roles import moves
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import shared_runtime

E5 = card("e5-small-v2")
TEXTS = ["A snake.", "What is Python used for?", "Bread."]


def test_the_same_setting_moves_nothing() -> None:
    found = moves(shared_runtime(), E5, "What is Python?", TEXTS, "none")
    assert np.abs(found.start - found.end).max() < 1e-5
    assert found.cosines == pytest.approx(np.ones(4), abs=1e-5)


def test_cosines_are_those_of_the_original_space_and_the_map_holds_all() -> None:
    found = moves(shared_runtime(), E5, "What is Python?", TEXTS, "right")
    written = ["query: What is Python?", *(f"passage: {text}" for text in TEXTS)]
    bare = text_vectors(shared_runtime(), E5, ["What is Python?", *TEXTS], None).vectors
    full = text_vectors(shared_runtime(), E5, written, None).vectors
    assert found.cosines == pytest.approx((bare * full).sum(axis=1), abs=2e-3)
    assert found.start.shape == found.end.shape == (4, 2)
    assert max(np.abs(found.start).max(), np.abs(found.end).max()) < found.extent
    assert np.concatenate([found.start, found.end]).mean(axis=0) == pytest.approx([0, 0], abs=1e-4)
