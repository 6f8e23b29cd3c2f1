"""Runs of words, their overlap, and what repeats what: by hand, and MinHash beside the index that it estimates."""

import os
import subprocess
import sys

import numpy as np
import pytest

from embedlab.compute.near_duplicates import (
    agreement_matrix,
    jaccard,
    jaccard_matrix,
    min_hashes,
    repeated_texts,
    repeats_by,
    shingles,
    signature_agreement,
)


def test_runs_of_words_by_hand() -> None:
    assert shingles("The cat, the CAT\nsat", 2) == {("the", "cat"), ("cat", "the"), ("cat", "sat")}
    assert shingles("one two", 3) == {("one", "two")}
    assert shingles("… !", 3) == frozenset()


def test_the_index_by_hand() -> None:
    one, other = shingles("a b c d", 2), shingles("b c d e", 2)  # ab bc cd; bc cd de
    assert jaccard(one, other) == 0.5
    assert jaccard(one, one) == 1.0
    assert jaccard(frozenset(), frozenset()) == 0.0


def test_the_matrix_is_the_index_of_each_two() -> None:
    found = jaccard_matrix(["a b c d", "b c d e", "", "a b c d!"], 2)
    assert found == pytest.approx(np.array([[1, 0.5, 0, 1], [0.5, 1, 0, 0.5], [0, 0, 0, 0], [1, 0.5, 0, 1]]))


def test_exact_repeats_name_the_first() -> None:
    assert repeated_texts(["a", "b", " a\n", "A", "a"]) == [None, None, 0, None, 0]


def test_what_repeats_a_repeat_is_held_against_what_both_repeat() -> None:
    # The third is like the second, which repeats the first, but not like the first: it stands.
    similarity = np.array([[1, 0.9, 0.5], [0.9, 1, 0.9], [0.5, 0.9, 1]])
    assert repeats_by(similarity, 0.8) == [None, 0, None]
    assert repeats_by(similarity, 0.95) == [None, None, None]


def test_signatures_agree_as_often_as_the_sets_have_in_common() -> None:
    rng = np.random.default_rng(3)
    words = [str(number) for number in range(400)]
    texts = [" ".join(rng.permutation(words)[:200]) for _ in range(8)]
    sets = [shingles(text, 1) for text in texts]
    signatures = min_hashes(sets, 512)
    for place, one in enumerate(sets):
        for other in range(place):
            estimate = signature_agreement(signatures[place], signatures[other])
            assert estimate == pytest.approx(jaccard(one, sets[other]), abs=4 * 0.5 / 512**0.5)


def test_equal_sets_have_one_signature_and_an_empty_one_is_like_none() -> None:
    signatures = min_hashes([shingles("a b c d"), shingles("A b, c d"), frozenset()])
    assert signature_agreement(signatures[0], signatures[1]) == 1.0
    assert signature_agreement(signatures[0], signatures[2]) == 0.0


@pytest.mark.parametrize("call", [lambda: shingles("a", 0), lambda: min_hashes([], 0)])
def test_less_than_one_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match="none"):
        call()


def test_the_matrix_of_signatures_is_the_agreement_of_each_two() -> None:
    signatures = min_hashes([shingles(text, 1) for text in ("a b c d", "b c d e", "", "a b c d!")])
    found = agreement_matrix(signatures)
    for one in range(4):
        for other in range(4):
            assert found[one, other] == pytest.approx(signature_agreement(signatures[one], signatures[other]))


def test_signatures_are_the_same_in_every_process() -> None:
    """A set of words has another order in each, which must not count."""
    code = (
        "from embedlab.compute.near_duplicates import min_hashes, shingles;"
        "print(min_hashes([shingles(each, 1) for each in ('a b c d e f g h', 'e f g h i j')], 8).tolist())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(told) == 1
