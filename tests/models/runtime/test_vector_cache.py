"""Remembered results: bounded in bytes, keyed by all that matters, and safe from their readers."""

import threading

import numpy as np
import pytest

from embedlab.models.runtime.vector_cache import _ENTRY, VectorCache, VectorKey


def key(text: str = "a", **changes: object) -> VectorKey:
    plain = VectorKey("model", "revision", "onnx:cpu", "text", "", 3, "mean", text.encode())
    return plain._replace(**changes)


def array(numbers: int, value: float = 1) -> np.ndarray:
    return np.full(numbers, value, np.float32)


def test_what_was_put_is_got() -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    cache.put(key(), array(3, 7))
    assert np.array_equal(cache.get(key()), array(3, 7))


@pytest.mark.parametrize(
    "change",
    [
        {"model": "x"}, {"revision": "x"}, {"engine": "torch:cuda"}, {"kind": "states"},
        {"role": "query"}, {"layer": 4}, {"pooling": "cls"}, {"text": "b"},
    ],
)  # fmt: skip
def test_everything_that_changes_the_answer_is_in_the_key(change: dict[str, object]) -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    cache.put(key(), array(3))
    assert cache.get(key(**change)) is None


def test_the_bytes_never_exceed_the_budget() -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    for number in range(200):
        cache.put(key(str(number)), array(number % 90))
        assert cache.report().bytes <= 1_000 + 5 * _ENTRY
    held = [cache.get(key(str(number))) for number in range(200)]
    assert sum(found.nbytes + _ENTRY for found in held if found is not None) == cache.report().bytes


def test_keys_are_counted_so_that_many_small_answers_stay_within_the_budget() -> None:
    cache = VectorCache(50 * _ENTRY)
    for number in range(200):
        cache.put(key(str(number)), array(1))
    assert cache.report().entries < 50


def test_the_least_recently_used_goes_first() -> None:
    cache = VectorCache(3 * (40 + _ENTRY))
    for name in "abc":
        cache.put(key(name), array(10))
    cache.get(key("a"))
    cache.put(key("d"), array(10))
    assert [name for name in "abcd" if cache.get(key(name)) is not None] == ["a", "c", "d"]


def test_an_array_larger_than_the_budget_is_returned_but_not_kept() -> None:
    cache = VectorCache(100 + _ENTRY)
    cache.put(key("small"), array(10))
    assert cache.put(key("large"), array(100)).shape == (100,)
    assert cache.get(key("large")) is None
    assert cache.get(key("small")) is not None


def test_putting_the_same_key_again_counts_its_bytes_once() -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    cache.put(key(), array(100))
    cache.put(key(), array(50))
    assert (cache.report().bytes, cache.report().entries) == (200 + _ENTRY, 1)


def test_no_reader_can_change_what_others_get() -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    put = cache.put(key(), array(3))
    got = cache.get(key())
    for remembered in (put, got):
        assert remembered is not None
        with pytest.raises(ValueError, match="read-only"):
            remembered[0] = 5


def test_a_part_of_a_larger_array_does_not_keep_the_whole_alive() -> None:
    whole = np.zeros((100, 10), np.float32)
    assert VectorCache(1_000 + 5 * _ENTRY).put(key(), whole[3]).base is None
    whole[3] = 1
    assert not whole[3].flags.owndata


def test_forgetting_a_model_leaves_the_others() -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    cache.put(key(), array(3))
    cache.put(key(model="other"), array(3))
    cache.forget("model")
    assert cache.get(key()) is None
    assert cache.get(key(model="other")) is not None
    assert cache.report().bytes == 12 + _ENTRY


def test_the_hit_rate_counts_answered_look_ups() -> None:
    cache = VectorCache(1_000 + 5 * _ENTRY)
    assert cache.report().hit_rate == 0
    cache.put(key(), array(3))
    cache.get(key())
    cache.get(key("b"))
    assert cache.report().hit_rate == 0.5


def test_many_threads_keep_the_count_of_bytes_right() -> None:
    cache = VectorCache(2_000 + 9 * _ENTRY)

    def work(seed: int) -> None:
        for number in np.random.default_rng(seed).integers(0, 50, 500):
            cache.put(key(str(number)), array(int(number)))
            cache.get(key(str(number // 2)))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = [cache.get(key(str(number))) for number in range(50)]
    assert (
        sum(found.nbytes + _ENTRY for found in held if found is not None) == cache.report().bytes <= 2_000 + 9 * _ENTRY
    )
