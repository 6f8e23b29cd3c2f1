"""Batches in which no pair answers another, and files that are refused."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.training.tuning.tuning_rows import (
    TuningPairs,
    batches,
    by_length,
    drawn_rows,
    read_frozen,
    read_probe,
    read_tuning_pairs,
)
from tests.models.kit.tuning import write_pairs, write_parquet


def made(texts: str, negatives: str) -> TuningPairs:
    """Pairs whose queries all differ and whose texts are letters."""
    return TuningPairs(tuple(f"query {place}" for place in range(len(texts))), tuple(texts), tuple(negatives))


def test_an_epoch_has_every_pair_once(tmp_path: Path) -> None:
    pairs = read_tuning_pairs(write_pairs(tmp_path / "pairs.parquet"))
    seen = np.concatenate(batches(pairs, np.arange(40), 8, seed=1))
    assert sorted(seen.tolist()) == list(range(40))


def test_the_order_is_that_of_the_seed() -> None:
    pairs = made("abcdefgh", "ijklmnop")
    first, again, other = (batches(pairs, np.arange(8), 8, seed)[0].tolist() for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize(
    ("texts", "negatives"), [("abac", "wxyz"), ("abcd", "wxya"), ("abcd", "bxyz")], ids=["text", "last", "first"]
)
def test_no_answer_of_one_pair_is_an_answer_or_a_negative_of_another_in_a_batch(texts: str, negatives: str) -> None:
    pairs = made(texts, negatives)
    for seed in range(10):
        for batch in batches(pairs, np.arange(4), 4, seed):
            told = [pairs.text[row] for row in batch] + [pairs.negative[row] for row in batch]
            assert all(told.count(pairs.text[row]) == 1 for row in batch)


def test_a_pair_that_is_left_alone_waits_for_the_next_epoch() -> None:
    pairs = made("abcde", "vwxyz")
    assert sorted(map(len, batches(pairs, np.arange(5), 2, seed=1))) == [2, 2]
    assert batches(made("aa", "yz"), np.arange(2), 2, seed=1) == []


def test_as_many_pairs_are_drawn_as_are_asked_for() -> None:
    drawn = drawn_rows(100, 30, seed=3)
    assert len(set(drawn.tolist())) == 30
    assert drawn.tolist() != drawn_rows(100, 30, seed=4).tolist()
    assert drawn_rows(20, 30, seed=3).tolist() == list(range(20))


def test_texts_that_are_read_together_are_of_a_length() -> None:
    assert [rows.tolist() for rows in by_length(["a", "cccc", "bb", "dddddd"], 2)] == [[3, 1], [2, 0]]


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"pairs in broken\.parquet cannot be read"):
        read_tuning_pairs(tmp_path / "broken.parquet")
    lacking = write_parquet(tmp_path / "lacking.parquet", query=["a"], text=["b"])
    with pytest.raises(InputError, match=r"pairs in lacking\.parquet cannot be read"):
        read_tuning_pairs(lacking)
    numbers = write_parquet(tmp_path / "numbers.parquet", group=["a"], text=[1])
    with pytest.raises(InputError, match=r"numbers\.parquet are not all texts"):
        read_probe(numbers)


def test_frozen_vectors_of_other_pairs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "frozen.npz"
    vectors = np.eye(3, dtype=np.float16)
    np.savez(path, query=vectors, text=vectors, negative=vectors, probe=vectors)
    assert read_frozen(path, 3, 3)["probe"].dtype == np.float32
    with pytest.raises(StoreError, match="do not fit the pairs"):
        read_frozen(path, 4, 3)
    path.write_bytes(b"nothing")
    with pytest.raises(StoreError, match="cannot be read"):
        read_frozen(path, 3, 3)


def test_no_batch_pushes_away_another_answer_of_its_own_query() -> None:
    pairs = TuningPairs(("q1", "q1", "q2", "q3"), ("t1", "t2", "t2", "t3"), ("n1", "n2", "n3", "n4"))
    right = {"q1": {"t1", "t2"}, "q2": {"t2"}, "q3": {"t3"}}
    for seed in range(20):
        for batch in batches(pairs, np.arange(4), 4, seed):
            for row in batch:
                others = {pairs.text[other] for other in batch if other != row} | {pairs.negative[o] for o in batch}
                assert not right[pairs.query[row]] & others
