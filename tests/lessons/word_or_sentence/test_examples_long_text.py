"""The long text of lesson 2 turns round only at an end that some models never reach."""

from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.limits import DOCUMENT_CHARS, QUERY_CHARS


def test_it_fits_the_limits_of_the_page_and_has_paragraphs():
    long = load_long_text()
    assert 1_000 < len(long.text) <= DOCUMENT_CHARS
    assert 0 < len(long.addition) <= QUERY_CHARS
    assert long.text.count("\n\n") == 3


def test_the_addition_is_not_in_the_text():
    long = load_long_text()
    assert long.addition not in long.text
