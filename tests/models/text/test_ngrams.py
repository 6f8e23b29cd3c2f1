"""The parts of a word and the rows they are hashed to."""

import pytest

from embedlab.models.text.ngrams import bucket_of, buckets_of, ngrams_of


def test_the_parts_of_a_short_word_by_hand() -> None:
    assert ngrams_of("cat") == ("<ca", "<cat", "<cat>", "cat", "cat>", "at>")


def test_even_one_letter_has_a_part() -> None:
    assert ngrams_of("a") == ("<a>",)


def test_a_part_that_stands_twice_counts_twice() -> None:
    assert ngrams_of("aaaa").count("aaa") == 2


def test_fnv_1a_by_hand() -> None:
    """The published test vectors of FNV-1a, 32 bits: of nothing, of "a" and of "foobar"."""
    assert [bucket_of(text, 1 << 32) for text in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]


@pytest.mark.parametrize("word", ["point", "naïve", "поезд", "水", "don't", "a", "<x>", "emoji🙂word"])
def test_the_rows_are_those_of_gensim(word: str) -> None:
    from gensim.models.fasttext import ft_ngram_hashes

    assert sorted(buckets_of(word, 60_000)) == sorted(ft_ngram_hashes(word, 3, 5, 60_000))
