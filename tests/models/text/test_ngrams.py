"""The parts of a word and the rows they are hashed to."""

import pytest

from embedlab.models.text.ngrams import Ngrams, fnv_1a

RULE = Ngrams(3, 5, 60_000)


def test_the_parts_of_a_short_word_by_hand() -> None:
    assert RULE.of("cat") == ("<ca", "<cat", "<cat>", "cat", "cat>", "at>")


def test_one_letter_has_a_part_only_where_parts_are_short() -> None:
    assert RULE.of("a") == ("<a>",)
    assert Ngrams(4, 6, 10).of("a") == ()


def test_a_part_that_stands_twice_counts_twice() -> None:
    assert RULE.of("aaaa").count("aaa") == 2


def test_fnv_1a_by_hand() -> None:
    """The published test vectors of FNV-1a, 32 bits: of nothing, of "a" and of "foobar"."""
    assert [fnv_1a(text) for text in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]


@pytest.mark.parametrize("word", ["point", "naïve", "поезд", "水", "don't", "a", "<x>", "emoji🙂word"])
@pytest.mark.parametrize("lengths", [(3, 5), (4, 6)])
def test_the_rows_are_those_of_gensim(word: str, lengths: tuple[int, int]) -> None:
    from gensim.models.fasttext import ft_ngram_hashes

    assert sorted(Ngrams(*lengths, 60_000).rows(word)) == sorted(ft_ngram_hashes(word, *lengths, 60_000))
