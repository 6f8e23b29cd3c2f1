"""Where a word begins and ends."""

import pytest

from embedlab.models.training.words_of_text import words_of_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The cat's 2 mats, re-made_again!", ["the", "cat's", "mats", "re", "made", "again"]),
        ("Ünïcode Straße", ["ünïcode", "straße"]),
        ("u\u0308ber ﬁve", ["über", "five"]),
        ("हिन्दी में शब्द", ["हिन्दी", "में", "शब्द"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("🙂 <b>bold</b> \x00null", ["b", "bold", "b", "null"]),
        ("12 _ -- '", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of_text(text) == words
