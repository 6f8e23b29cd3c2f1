import pytest

from embedlab.studies.search_facts import RANK_CHANGES, rank_change, told_rank


def test_a_tie_gives_the_mean_rank_of_its_group_to_one_decimal() -> None:
    assert [told_rank([0.5, 0.0, 0.9, 0.0], [index]) for index in range(4)] == [2, 3.5, 1, 3.5]
    assert told_rank([0.0, 0.0, 0.0], [0, 1]) == 1.3


@pytest.mark.parametrize(
    ("before", "after", "change"), [(7, 1, RANK_CHANGES[0]), (1, 1, RANK_CHANGES[1]), (1, 2, RANK_CHANGES[2])]
)
def test_a_smaller_rank_is_higher(before: int, after: int, change: str) -> None:
    assert rank_change(before, after) == change
