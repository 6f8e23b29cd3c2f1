"""Nearest words, beside gensim's own."""

import numpy as np
import pytest
from gensim.models import KeyedVectors

from embedlab.models.training.word_training.probe_neighbours import probe_neighbours

WORDS = [f"w{number}" for number in range(40)]
VECTORS = np.random.default_rng(0).standard_normal((40, 6)).astype(np.float32)


def test_they_are_gensims() -> None:
    peer = KeyedVectors(6)
    peer.add_vectors(WORDS, VECTORS)
    for probe, found in probe_neighbours(WORDS, VECTORS, ("w3", "w39")).items():
        expected = peer.most_similar(probe, topn=8)
        assert [word for word, _ in found] == [word for word, _ in expected]
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-4)


def test_a_word_is_not_its_own_neighbour_and_unknown_probes_are_left_out() -> None:
    found = probe_neighbours(["a", "b", "c"], np.eye(3, dtype=np.float32), ("b", "unheard-of"))
    assert found == {"b": [("a", 0.0), ("c", 0.0)]}


def test_a_vector_of_zeros_breaks_nothing() -> None:
    found = probe_neighbours(["a", "b"], np.array([[0, 0], [1, 0]], np.float32), ("a", "b"))
    assert found == {"a": [], "b": [("a", 0.0)]}
