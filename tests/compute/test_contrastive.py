import numpy as np
import pytest
from scipy.stats import rankdata

from embedlab.compute.contrastive import alignment, in_batch, match_ranks, uniformity
from embedlab.errors import InputError


@pytest.mark.parametrize("temperature", [0.01, 0.05, 1.0, 20.0])
def test_losses_agree_with_torch(temperature: float) -> None:
    torch = pytest.importorskip("torch")
    similarities = np.random.default_rng(0).uniform(-1, 1, (7, 7))
    found = in_batch(similarities, temperature)
    logits, right = torch.tensor(similarities) / temperature, torch.arange(7)
    each = torch.nn.functional.cross_entropy(logits, right, reduction="none").numpy()
    np.testing.assert_allclose(found.losses, each, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.probabilities, logits.softmax(dim=1).numpy(), rtol=1e-9, atol=1e-15)
    assert found.mean == pytest.approx(each.mean())


def test_both_directions_average_rows_and_columns() -> None:
    similarities = np.random.default_rng(5).uniform(-1, 1, (6, 6)).astype(np.float32)
    rows, columns = (in_batch(matrix, 0.1) for matrix in (similarities, similarities.T))
    both = in_batch(similarities, 0.1, "both")
    np.testing.assert_allclose(both.probabilities, (rows.probabilities + columns.probabilities.T) / 2, rtol=1e-6)
    np.testing.assert_allclose(both.losses, (rows.losses + columns.losses) / 2, rtol=1e-6)
    assert both.mean == pytest.approx((rows.mean + columns.mean) / 2)
    assert both.probabilities.dtype == both.losses.dtype == np.float32


def test_one_row_by_hand() -> None:
    found = in_batch([[np.log(3), 0.0], [0.5, 0.5]], 1.0)
    np.testing.assert_allclose(found.probabilities, [[0.75, 0.25], [0.5, 0.5]])
    np.testing.assert_allclose(found.losses, [np.log(4 / 3), np.log(2)])


def test_alike_vectors_cost_the_logarithm_of_the_batch() -> None:
    assert in_batch(np.full((8, 8), 0.9), 0.05).mean == pytest.approx(np.log(8))


def test_a_temperature_that_is_nearly_zero_takes_the_largest_and_stays_finite() -> None:
    found = in_batch([[0.2, 0.9], [0.1, 0.8]], 1e-6)
    np.testing.assert_array_equal(found.probabilities, [[0, 1], [0, 1]])
    assert found.losses[0] == pytest.approx(0.7 / 1e-6)
    assert found.losses[1] == 0


@pytest.mark.parametrize("temperature", [0.0, -1.0, float("nan"), float("inf")])
def test_a_temperature_that_is_not_above_zero_is_refused(temperature: float) -> None:
    with pytest.raises(InputError, match="temperature must be a number above 0"):
        in_batch(np.eye(3), temperature)


def test_a_batch_of_one_has_no_negative() -> None:
    with pytest.raises(InputError, match="without another pair there is no negative"):
        in_batch([[1.0]], 0.05)
    with pytest.raises(ValueError, match=r"one positive an anchor, not \(3, 2\)"):
        in_batch(np.ones((3, 2)), 0.05)
    with pytest.raises(ValueError, match=r"one positive an anchor, not \(2, 3\)"):
        in_batch(np.ones((2, 3)), 0.05, "both")


def test_columns_behind_the_positives_are_negatives_for_all() -> None:
    torch = pytest.importorskip("torch")
    similarities = np.random.default_rng(8).uniform(-1, 1, (4, 8))
    found = in_batch(similarities, 0.05)
    logits, right = torch.tensor(similarities / 0.05), torch.arange(4)
    each = torch.nn.functional.cross_entropy(logits, right, reduction="none").numpy()
    np.testing.assert_allclose(found.losses, each, rtol=1e-9, atol=1e-12)
    assert found.probabilities.shape == (4, 8)
    assert found.mean > in_batch(similarities[:, :4], 0.05).mean


def test_alignment_by_hand() -> None:
    x = [[2.0, 0.0], [0.0, 1.0]]
    assert alignment(x, x) == pytest.approx(0)
    assert alignment(x, [[0.0, 1.0], [0.0, -3.0]]) == pytest.approx((2 + 4) / 2)


def test_uniformity_agrees_with_torch_pdist() -> None:
    torch = pytest.importorskip("torch")
    x = np.random.default_rng(1).normal(size=(700, 5))
    units = torch.nn.functional.normalize(torch.tensor(x), dim=1)
    theirs = float(torch.pdist(units).pow(2).mul(-2).exp().mean().log())
    assert uniformity(x) == pytest.approx(theirs, abs=1e-6)


def test_uniformity_by_hand() -> None:
    assert uniformity([[1.0, 0.0], [5.0, 0.0]]) == pytest.approx(0, abs=1e-6)
    assert uniformity([[1.0, 0.0], [0.0, 1.0]]) == pytest.approx(-4)
    assert uniformity([[1.0, 0.0], [-1.0, 0.0]]) == pytest.approx(-8)
    assert uniformity([[1.0, 0.0], [-1.0, 0.0]], t=1) == pytest.approx(-4)


def test_length_does_not_count() -> None:
    x, y = np.random.default_rng(2).normal(size=(2, 9, 4))
    scale = np.linspace(0.1, 9, 9)[:, None]
    assert alignment(x * scale, y) == pytest.approx(alignment(x, y), abs=1e-6)
    assert uniformity(x * scale) == pytest.approx(uniformity(x), abs=1e-6)


def test_too_few_vectors_are_refused() -> None:
    with pytest.raises(InputError, match="at least two"):
        uniformity([[1.0, 0.0]])
    with pytest.raises(InputError, match="no pair to compare"):
        alignment(np.empty((0, 2)), np.empty((0, 2)))
    with pytest.raises(InputError, match="Vector 1 of the second side has no direction"):
        alignment([[1.0]], [[0.0]])
    with pytest.raises(ValueError, match="t must be above 0"):
        uniformity(np.eye(2), t=0)


def test_places_agree_with_a_full_sort() -> None:
    queries, targets = np.random.default_rng(3).normal(size=(2, 600, 6))
    cosines = (queries / np.linalg.norm(queries, axis=1)[:, None]) @ (
        targets / np.linalg.norm(targets, axis=1)[:, None]
    ).T
    sorted_places = np.argsort(np.argsort(-cosines, axis=1), axis=1).diagonal() + 1
    assert (match_ranks(queries, targets) == sorted_places).all()


def test_tied_targets_have_scipys_average_rank() -> None:
    queries, targets = np.random.default_rng(4).integers(-1, 2, (2, 40, 3)).astype(np.float64)
    units = [side / np.maximum(np.linalg.norm(side, axis=1), 1)[:, None] for side in (queries, targets)]
    cosines = (units[0] @ units[1].T).round(9)
    found = match_ranks(queries, targets)
    assert found.tolist() == rankdata(-cosines, method="average", axis=1).diagonal().tolist()
    assert (found % 1 != 0).any()


def test_targets_that_are_all_alike_have_the_middle_rank() -> None:
    assert match_ranks(np.eye(3), np.ones((3, 3))).tolist() == [2, 2, 2]


def test_a_query_without_direction_has_the_middle_rank() -> None:
    assert match_ranks([[0.0, 0.0], [0.0, 2.0]], np.eye(2)).tolist() == [1.5, 1]


def test_a_named_target_is_counted_among_all() -> None:
    targets = [[1, 0], [0, 1], [0, 1], [-1, 0]]
    assert match_ranks([[1, 0], [0, 1], [1, 0]], targets, own=[0, 1, 3]).tolist() == [1, 1.5, 4]


def test_queries_and_targets_of_different_number_are_refused() -> None:
    with pytest.raises(ValueError, match="each query needs one target"):
        match_ranks(np.eye(3), np.eye(3)[:2])
