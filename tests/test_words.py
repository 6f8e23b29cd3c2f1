"""One rule that cuts texts into words, on the text as typed, over all of Unicode."""

import re
import sys
import unicodedata
from itertools import pairwise

import pytest

from embedlab.words import fold, folded_terms, plain_spelling, shape, terms_in, without, words_and_signs, words_in
from tests.kit.any_text import any_texts, any_words

TEXTS = [*any_texts(2_000, 11), *any_words(1_000, 12)]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words_in(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well, 'tis it!", ["Well", "tis", "it"]),
        ("It isn't O’Brien's re-made_again.", ["It", "isn't", "O’Brien's", "re", "made_again"]),
        ("Kleenex™ tissues at 20 ℃, №5", ["Kleenex", "tissues", "at", "20", "5"]),
        ("the हिन्दी می‌خواهم co\u00adoperate", ["the", "हिन्दी", "می‌خواهم", "co\u00adoperate"]),
        ("cafe\u0301 👩‍👩‍👧 x²", ["cafe\u0301", "x²"]),
        ("one\u2028two\x0cthree\u0085four", ["one", "two", "three", "four"]),
        ("\u0301 ¨ ¯ ' _", ["_"]),
    ],
)
def test_words_are_cut_from_the_text_as_typed(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_words_and_signs_are_all_but_the_spaces_and_overlap_nowhere() -> None:
    for text in TEXTS:
        spans = words_and_signs(text)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        inside = {place for start, end in spans for place in range(start, end)}
        assert all(c.isspace() for place, c in enumerate(text) if place not in inside)
        assert set(words_in(text)) <= set(spans)


def test_terms_lie_within_words_and_hold_every_letter_and_digit() -> None:
    for text in TEXTS:
        words = words_in(text)
        inside = {place for start, end in terms_in(text) for place in range(start, end)}
        assert all(any(a <= start and end <= b for a, b in words) for start, end in terms_in(text))
        assert {place for place, c in enumerate(text) if c.isalnum() or c == "_"} <= inside
        assert all(0 <= start < end <= len(text) for _, (start, end) in folded_terms(text))


def test_plain_text_is_cut_as_a_regular_expression_would() -> None:
    text = "The quick_brown fox's 12 dogs (and a cat) e-mailed: don't!\n\tYes?" * 3
    assert [text[slice(*span)] for span in terms_in(text)] == re.findall(r"\w+", text)


def test_every_character_that_changes_under_nfkc_leaves_its_neighbours_words() -> None:
    every = map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1)))
    changed = [c for c in every if unicodedata.normalize("NFKC", c) != c]
    assert len(changed) > 4_000
    joined = [c for c in changed if shape(c) in (".", " ", "'")]
    assert len(joined) > 800, "signs that become letters, such as ™"
    for c in changed:
        apart = [term for term, _ in folded_terms(f"Kleenex {c} tissues")]
        assert (apart[0], apart[-1]) == ("kleenex", "tissues"), hex(ord(c))
    for c in joined:
        assert next(term for term, _ in folded_terms(f"Kleenex{c} tissues")) == "kleenex", hex(ord(c))


def test_folding_twice_is_folding_once() -> None:
    for text in TEXTS:
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("cafe\u0301", "CAFÉ"),
        ("ﬁsh", "Fish"),
        ("co\u00adoperate", "cooperate"),
        ("\uff11\uff12", "12"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert [term for term, _ in folded_terms(one)] == [term for term, _ in folded_terms(other)]


@pytest.mark.parametrize("apostrophe", ["'", "’", "\u02bc", "\uff07"])
def test_every_apostrophe_is_spelt_as_the_straight_one(apostrophe: str) -> None:
    assert plain_spelling(f"don{apostrophe}t") == "don't"
    assert cut(f"I don{apostrophe}t") == ["I", f"don{apostrophe}t"]
    assert [term for term, _ in folded_terms(f"don{apostrophe}t")] == ["don", "t"]


def test_a_half_is_two_terms_in_one_place() -> None:
    assert list(folded_terms("a ½")) == [("a", (0, 1)), ("1", (2, 3)), ("2", (2, 3))]


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("red cat sat", "red", "cat sat"), ("red cat sat", "cat", "red sat"), ("red cat sat", "sat", "red cat"),
        ("a cat, a dog.", "cat", "a, a dog."), ("a dog.", "dog", "a."), ("(red cat)", "red", "(cat)"),
        ("x,y,z", "y", "x,,z"), ("one\ntwo", "one", "two"), ("cat", "cat", ""), ("שלום עולם טוב", "עולם", "שלום טוב"),
    ],
)  # fmt: skip
def test_a_word_goes_with_one_space_beside_it(text: str, word: str, left: str) -> None:
    span = next(span for span in words_in(text) if text[slice(*span)] == word)
    assert without(text, span) == left


def test_no_two_words_grow_together_where_one_between_them_is_taken_out() -> None:
    for text in TEXTS[::5]:
        words = cut(text)
        for number, span in enumerate(words_in(text)):
            assert cut(without(text, span)) == [*words[:number], *words[number + 1 :]]
