"""Documents are read a few at a time, of like length, and what is read of them comes back in their order."""

from collections.abc import Sequence

import pytest

from embedlab.studies.rank.ranker import followed, of_each

TEXTS = ["x" * (1 + 37 * number % 100) for number in range(150)]


def test_what_is_read_comes_back_in_the_order_of_the_documents_though_like_lengths_are_read_together() -> None:
    lots: list[Sequence[str]] = []

    def read(few: Sequence[str]) -> list[int]:
        lots.append(few)
        return [len(text) for text in few]

    assert of_each(TEXTS, read) == [len(text) for text in TEXTS]
    assert [len(text) for few in lots for text in few] == sorted(map(len, TEXTS))
    assert max(map(len, lots)) == 64


def test_between_two_lots_a_reading_can_be_given_up() -> None:
    lots: list[int] = []

    def follow(done: int, count: int) -> None:
        assert count == len(TEXTS)
        if done:
            raise KeyboardInterrupt

    def read(few: Sequence[str]) -> Sequence[str]:
        lots.append(len(few))
        return few

    with followed(follow), pytest.raises(KeyboardInterrupt):
        of_each(TEXTS, read)
    assert lots == [64]


def test_no_answer_for_a_document_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zip"):
        of_each(TEXTS, lambda few: few[1:])


def test_of_long_texts_fewer_are_read_at_once_and_one_at_least() -> None:
    lots: list[int] = []

    def read(few: Sequence[str]) -> Sequence[str]:
        lots.append(len(few))
        return few

    of_each(["x" * 4_000] * 20 + ["y" * 50_000] * 2, read)
    assert lots == [8, 8, 4, 1, 1]
