"""One step from inside: what stands in the matrix, and a loss that adds up."""

import numpy as np
import pytest

from embedlab.lessons.fine_tuning.examples import load_pairs
from embedlab.lessons.fine_tuning.study_batch import ROWS, Batch, column_names, load_batch, seen_by
from embedlab.lessons.fine_tuning.view_batch import sum_rows


@pytest.fixture
def batch() -> Batch:
    found = load_batch()
    assert found is not None
    return found


def test_the_own_passage_stands_in_the_column_of_its_heading(batch: Batch) -> None:
    pairs = load_pairs()
    for query, text, negative in zip(batch.queries, batch.texts, batch.negatives, strict=True):
        row = pairs.query.index(query)
        assert pairs.text[row] == text
        assert pairs.text[pairs.negative[row]] == negative


@pytest.mark.parametrize("hard", [True, False])
@pytest.mark.parametrize("temperature", [0.02, 0.05, 1.0])
def test_the_parts_of_a_loss_add_up_to_it(batch: Batch, temperature: float, hard: bool) -> None:
    _, loss = sum_rows(batch, temperature, hard=hard)
    _, seen = seen_by(batch, temperature, hard=hard)
    assert loss == pytest.approx(float(seen.losses[0]), abs=1e-5)
    assert loss == pytest.approx(-np.log(float(seen.probabilities[0, 0])), abs=1e-4)


def test_hard_negatives_can_only_raise_the_loss(batch: Batch) -> None:
    with_hard, without = (seen_by(batch, 0.05, hard=hard)[1] for hard in (True, False))
    assert np.all(with_hard.losses >= without.losses)
    assert with_hard.probabilities.shape == (ROWS, 2 * ROWS)
    assert len(column_names(batch, hard=True)) == 2 * ROWS
    assert len(column_names(batch, hard=False)) == ROWS
