import numpy as np
import pytest

from embedlab.compute.pair_counts import group_table, pair_counts, resampled_agreement, shared_information

FOUND = np.array([0, 0, 0, 1, 1, 1])
TRUE = np.array([0, 0, 1, 1, 2, 2])


def drawn_groups(seed: int, count: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.integers(-1, 4, count), rng.integers(0, 3, count)


def test_six_things_have_fifteen_pairs_counted_by_hand() -> None:
    counts = pair_counts(FOUND, TRUE)
    # In both: 0-1 and 4-5. In clusters of three: 3 + 3. In classes of two: 1 + 1 + 1.
    assert (counts.both, counts.found_only, counts.true_only, counts.neither) == (2, 4, 1, 8)
    assert counts.pairs == 15


def test_the_index_is_made_of_these_counts() -> None:
    counts = pair_counts(FOUND, TRUE)
    assert counts.expected == pytest.approx(6 * 3 / 15)
    assert counts.most == pytest.approx((6 + 3) / 2)
    assert counts.adjusted_rand == pytest.approx((2 - 1.2) / (4.5 - 1.2))


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_scikit_learn(seed: int) -> None:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
    from sklearn.metrics.cluster import pair_confusion_matrix

    found, true = drawn_groups(seed)
    counts = pair_counts(found, true)
    # scikit-learn counts each pair from both ends.
    ((neither, found_only), (true_only, both)) = pair_confusion_matrix(true, found) / 2
    assert (counts.neither, counts.both) == (neither, both)
    assert (counts.found_only, counts.true_only) == (found_only, true_only)
    assert counts.adjusted_rand == pytest.approx(adjusted_rand_score(true, found))
    assert shared_information(group_table(found, true)) == pytest.approx(normalized_mutual_info_score(true, found))


def test_the_same_grouping_by_other_names_agrees_wholly() -> None:
    assert pair_counts(TRUE, 7 - TRUE).adjusted_rand == 1
    assert shared_information(group_table(TRUE, 7 - TRUE)) == pytest.approx(1)


@pytest.mark.parametrize("groups", [np.zeros(4, int), np.arange(4)])
def test_where_there_is_nothing_to_tell_apart_the_same_is_the_same(groups: np.ndarray) -> None:
    assert pair_counts(groups, groups).adjusted_rand == 1
    assert np.isfinite(resampled_agreement(groups, groups, samples=50)[0]).all()


def test_one_cluster_of_everything_is_worth_what_chance_is() -> None:
    assert pair_counts(np.zeros(6, int), TRUE).adjusted_rand == 0


def test_draws_scatter_about_what_was_measured_without_a_pull_upwards() -> None:
    rng = np.random.default_rng(0)
    true = np.repeat(np.arange(3), 10)
    found = np.where(rng.random(30) < 0.4, rng.integers(0, 3, 30), true)
    rand, _ = resampled_agreement(found, true, samples=4_000)
    # A text drawn twice is no pair with itself; counted as one, the mean would lie 0.05 higher.
    assert rand.mean() == pytest.approx(pair_counts(found, true).adjusted_rand, abs=0.02)


def test_a_draw_is_measured_as_its_texts_are_one_by_one() -> None:
    found, true = drawn_groups(1, 12)
    rand, _ = resampled_agreement(found, true, samples=3, seed=5)
    chosen = np.random.default_rng(5).integers(0, 12, (3, 12))
    for draw, value in zip(chosen, rand, strict=True):
        pairs = [(a, b) for a in range(12) for b in range(a) if draw[a] != draw[b]]
        together = np.array([(found[draw[a]] == found[draw[b]], true[draw[a]] == true[draw[b]]) for a, b in pairs])
        both, first, second = together.all(axis=1).sum(), together[:, 0].sum(), together[:, 1].sum()
        expected = first * second / len(pairs)
        assert value == pytest.approx((both - expected) / ((first + second) / 2 - expected))


def test_the_same_seed_draws_the_same() -> None:
    first, second = (resampled_agreement(FOUND, TRUE, samples=20, seed=3) for _ in range(2))
    assert np.array_equal(first[0], second[0])
    assert np.array_equal(first[1], second[1])


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="6 and 5 groups"):
        pair_counts(FOUND, TRUE[:5])
    with pytest.raises(ValueError, match="6 and 5 groups"):
        resampled_agreement(FOUND, TRUE[:5])
    with pytest.raises(ValueError, match="nothing to draw"):
        resampled_agreement(FOUND[:0], TRUE[:0])
