import pytest

from embedlab.studies.search_facts import RANK_CHANGES, rank_change, worst_rank


def test_a_tie_gives_the_worst_rank_of_its_group() -> None:
    assert [worst_rank([0.5, 0.0, 0.9, 0.0], index) for index in range(4)] == [2, 4, 1, 4]


@pytest.mark.parametrize(
    ("before", "after", "change"), [(7, 1, RANK_CHANGES[0]), (1, 1, RANK_CHANGES[1]), (1, 2, RANK_CHANGES[2])]
)
def test_a_smaller_rank_is_higher(before: int, after: int, change: str) -> None:
    assert rank_change(before, after) == change
