import sys
import unicodedata

import pytest

from embedlab.content.sentences import word_forms
from embedlab.content.word_places import find_occurrences, inflections
from embedlab.words import fold, shape
from tests.kit.any_text import any_words


def test_spans_cut_out_the_word():
    text = "A point, then another Point; pointless, viewpoint and point_1 do not count. POINT."
    assert [text[a:b] for a, b in find_occurrences(text, ["point"])] == ["point", "Point", "POINT"]


def test_every_form_is_found_in_the_order_of_the_text():
    text = "Points pointed at a point."
    assert find_occurrences(text, ["point", "points", "pointed"]) == [(0, 6), (7, 14), (20, 25)]


def test_an_apostrophe_or_hyphen_ends_a_word():
    assert find_occurrences("The bank's bank-like look", ["bank"]) == [(4, 8), (11, 15)]


@pytest.mark.parametrize("norm", ["NFC", "NFD"])
def test_a_word_is_found_however_its_accents_are_spelt(norm):
    text = unicodedata.normalize(norm, "Un café noir")
    ((start, end),) = find_occurrences(text, ["café"])
    assert unicodedata.normalize("NFC", text[start:end]) == "café"


def test_a_letter_that_carries_another_mark_is_another_letter():
    assert find_occurrences("a cafe\u0301 and a cafe", ["cafe"]) == [(14, 18)]


def test_other_scripts_and_emoji_keep_their_offsets():
    text = "🙂 עין רואה, עין בוכה"
    assert [text[a:b] for a, b in find_occurrences(text, ["עין"])] == ["עין", "עין"]


def test_signs_of_a_pattern_are_letters_like_any_other():
    assert find_occurrences("c++ and cc", ["c++"]) == [(0, 3)]


@pytest.mark.parametrize("forms", [[], [""], ["  "]])
def test_no_form_finds_nothing(forms):
    assert find_occurrences("anything", forms) == []


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Point", ("point", "points", "pointed", "pointing")),
        ("bat", ("bat", "bats", "batted", "batting")),
        ("match", ("match", "matches", "matched", "matching")),
        ("charge", ("charge", "charges", "charged", "charging")),
        ("free", ("free", "frees", "freed", "freeing")),
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("key", ("key", "keys", "keyed", "keying")),
        ("box", ("box", "boxes", "boxed", "boxing")),
        ("seal", ("seal", "seals", "sealed", "sealing")),
        ("be", ("be",)),
        ("café", ("café",)),
        ("ice cream", ("ice cream",)),
    ],
)
def test_regular_english_forms(word, forms):
    assert inflections(word) == forms


def test_a_ligature_is_found_as_typed_and_in_letters():
    text = "I caught a ﬁsh, a FISH and a selﬁsh one."
    assert [text[a:b] for a, b in find_occurrences(text, ["ﬁsh"])] == ["ﬁsh", "FISH"]


def test_every_word_whose_folding_changes_its_length_is_found_as_typed():
    every = map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1)))
    longer = [c for c in every if len(c.casefold()) != 1 or len(unicodedata.normalize("NFKC", c)) != 1]
    assert len(longer) > 1_300
    for c in longer:
        word = f"x{c}y"
        assert find_occurrences(f"An {word} here", word_forms(word)) == [(3, 3 + len(word))], hex(ord(c))


def test_any_word_is_found_where_it_stands():
    for word in any_words(1_000, 31):
        typed = unicodedata.normalize("NFC", word)
        if fold(typed) and not shape(typed).startswith("~"):
            text = f"We say {typed}, always."
            spans = find_occurrences(text, word_forms(typed))
            assert (7, 7 + len(typed)) in spans, ascii(word)


def test_a_longer_form_that_does_not_end_there_hides_no_shorter_one():
    assert find_occurrences("ice creamy", ["ice", "ice cream"]) == [(0, 3)]


def test_a_sign_beside_a_word_ends_it_and_a_joiner_does_not():
    text = "Kleenex™ bank\u200dx x\u200dbank bank\u200d"
    assert [text[a:b] for a, b in find_occurrences(text, ["kleenex", "bank"])] == ["Kleenex", "bank\u200d"]
