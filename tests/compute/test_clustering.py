"""A tree by hand, and an order that keeps together what is alike."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import ClusterNode, linkage, to_tree

from embedlab.compute.clustering import tree_of


def square(pairs: dict[tuple[int, int], float], count: int, rest: float = 0.0) -> np.ndarray:
    found = np.full((count, count), rest)
    for (one, other), value in pairs.items():
        found[one, other] = found[other, one] = value
    return found


def test_the_joints_by_hand() -> None:
    # 0 and 1 join at 1 - 0.8; 2 joins both at the mean of 1 - 0.5 and 1 - 0.3.
    tree = tree_of(square({(0, 1): 0.8, (0, 2): 0.5, (1, 2): 0.3}, 3))
    assert tree.order.tolist() == [1, 0, 2]  # 2 beside the one that is nearer to it
    near, far = pytest.approx(0.2), pytest.approx(0.6)
    assert tree.branches[0].tolist() == [[0, 0], [near, 0], [near, 1], [0, 1]]
    assert tree.branches[1].tolist() == [[near, 0.5], [far, 0.5], [far, 2], [0, 2]]


def test_what_is_the_same_stands_together() -> None:
    rng = np.random.default_rng(0)
    kinds = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2])
    between = rng.uniform(-0.2, 0.3, (3, 3))
    agreement = ((between + between.T) / 2)[np.ix_(kinds, kinds)]
    agreement[kinds[:, None] == kinds[None]] = 1
    stood = kinds[tree_of(agreement).order]
    assert (np.diff(stood) != 0).sum() == 2


def test_outsiders_stand_in_the_second_half() -> None:
    near = square({(1, 2): 0.9, (1, 3): 0.8, (2, 3): 0.8, (0, 4): 0.3}, 5)
    for numbers in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]):
        again = near[np.ix_(numbers, numbers)]
        assert {numbers[place] for place in tree_of(again).order[3:]} == {0, 4}


def test_leaves_lie_where_the_order_says_when_the_tree_is_turned_around() -> None:
    for seed in range(6):
        made = np.random.default_rng(seed).uniform(0, 1, (6, 6))
        tree = tree_of((made + made.T) / 2)
        ends = sorted(point[1] for joint in tree.branches for point in (joint[0], joint[3]) if point[0] == 0)
        assert ends == list(range(6))
        first = next(joint for joint in tree.branches if joint[0, 0] == joint[3, 0] == 0)
        one, other = (int(tree.order[int(place)]) for place in (first[0, 1], first[3, 1]))
        assert first[1, 0] == pytest.approx(1 - (made[one, other] + made[other, one]) / 2)


def orders_of(tree: ClusterNode) -> list[list[int]]:
    """Every order that turning the branches of a tree gives."""
    if tree.is_leaf():
        return [[tree.id]]
    sides = orders_of(tree.left), orders_of(tree.right)
    pairs = [(one, other) for one in sides[0] for other in sides[1]]
    return [one + other for one, other in pairs] + [other + one for one, other in pairs]


def test_neighbours_agree_as_much_as_they_can_in_any_order_of_the_tree() -> None:
    for seed in range(4):
        made = np.random.default_rng(seed).uniform(0, 1, (7, 7))
        agreement = (made + made.T) / 2
        joined = to_tree(linkage((1 - agreement)[np.triu_indices(7, 1)], "average"))
        best = max(agreement[order[:-1], order[1:]].sum() for order in orders_of(joined))
        order = tree_of(agreement).order
        assert agreement[order[:-1], order[1:]].sum() == pytest.approx(best)


def test_an_unknown_agreement_counts_as_none() -> None:
    known = square({(0, 1): 0.8, (0, 2): 0.0, (1, 2): 0.0}, 3)
    gap = known.copy()
    gap[0, 2] = gap[2, 0] = np.nan
    np.fill_diagonal(gap, np.nan)
    assert np.array_equal(tree_of(gap).branches, tree_of(known).branches)


def test_none_and_one_have_no_joint() -> None:
    for count in (0, 1):
        tree = tree_of(np.ones((count, count)))
        assert tree.order.tolist() == list(range(count))
        assert tree.branches.shape == (0, 4, 2)


def test_an_oblong_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"must be square, not of shape \(2, 3\)"):
        tree_of(np.zeros((2, 3)))
