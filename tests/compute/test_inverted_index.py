"""An inverted index gives the dot products of the vectors that it was made of."""

import numpy as np
import pytest

from embedlab.compute.inverted_index import InvertedIndex

VECTORS = [{"red": 2.0, "fox": 1.0}, {}, {"fox": 3.0, "den": 0.5}]


def test_scores_by_hand_and_a_term_that_no_text_has_adds_nothing() -> None:
    index = InvertedIndex.of(VECTORS)
    assert index.scores({"fox": 2.0, "den": 4.0, "owl": 9.0}).tolist() == [2.0, 0.0, 8.0]
    assert index.scores({}).tolist() == [0.0, 0.0, 0.0]


def test_what_is_counted() -> None:
    index = InvertedIndex.of(VECTORS)
    assert (index.documents, index.postings) == (3, 4)
    assert index.document_frequency == {"red": 1, "fox": 2, "den": 1}
    assert index.read_by({"fox": 1.0, "den": 1.0, "owl": 1.0}) == 3
    assert [index.vector(number) for number in range(3)] == VECTORS


def test_scores_are_those_of_the_whole_matrix() -> None:
    rng = np.random.default_rng(0)
    matrix = rng.random((40, 60)).astype(np.float32) * (rng.random((40, 60)) < 0.1)
    names = [f"t{column}" for column in range(60)]
    index = InvertedIndex.of([{names[c]: float(row[c]) for c in np.flatnonzero(row)} for row in matrix])
    query = rng.random(60)
    found = index.scores(dict(zip(names, query.tolist(), strict=True)))
    np.testing.assert_allclose(found, matrix.astype(float) @ query, rtol=1e-6)


def test_more_texts_than_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="two bytes"):
        InvertedIndex.of([{}] * 40_000)
