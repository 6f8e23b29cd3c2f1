import pytest

from embedlab.compute.overlap import word_overlap


def test_by_hand() -> None:
    overlap = word_overlap("How to change a tire", "Steps to fix a flat tire")
    assert overlap.words_a == ("how", "to", "change", "a", "tire")
    assert overlap.words_b == ("steps", "to", "fix", "a", "flat", "tire")
    assert overlap.shared == ("to", "a", "tire")
    assert overlap.jaccard == pytest.approx(3 / 8)


def test_the_same_words_in_another_order_overlap_fully() -> None:
    assert word_overlap("the dog bit the man", "The man bit the dog!").jaccard == 1.0


def test_no_shared_word_is_zero_and_so_is_no_word_at_all() -> None:
    assert word_overlap("vehicle tire", "automobile wheel").jaccard == 0.0
    assert word_overlap("", "?!").jaccard == 0.0
    assert word_overlap("", "word").jaccard == 0.0


def test_it_is_symmetric() -> None:
    a, b = "one two two three", "three four one"
    assert word_overlap(a, b).jaccard == word_overlap(b, a).jaccard
    assert set(word_overlap(a, b).shared) == set(word_overlap(b, a).shared)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("STRASSE", "straße"),  # case folding, not lower case
        ("cafe\u0301", "caf\u00e9"),  # two encodings of one letter
        ("हिन्दी", "हिन्दी भाषा"),  # vowel signs are part of the word
        ("שלום", "שלום!"),
    ],
)
def test_words_are_compared_as_readers_see_them(a: str, b: str) -> None:
    overlap = word_overlap(a, b)
    assert len(overlap.words_a) == 1
    assert overlap.shared == overlap.words_a


def test_emoji_and_markup_are_no_words() -> None:
    assert word_overlap("🙂 <b>bold</b>", "bold").words_a == ("b", "bold")
