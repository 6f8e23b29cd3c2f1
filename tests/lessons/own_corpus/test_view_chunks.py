"""Chunks marked in a text: every character once, whatever was typed, and what two chunks share."""

import re

from embedlab.lessons.own_corpus.view_chunks import SHOWN_CHARS, chunks_html, chunks_sentence


def plain(html: str) -> str:
    """The text of a box without the numbers of its chunks."""
    body = re.sub(r"<small[^>]*>.*?</small>", "", html)
    return re.sub(r"<[^>]+>", "", body.replace("<br>", "\n"))


def test_every_character_is_shown_once() -> None:
    text = "one two three\nfour five"
    html = chunks_html(text, [(0, 7), (4, 13), (14, 23)])
    assert plain(html) == text
    assert len(re.findall(r"<small", html)) == 3
    assert re.findall(r"underline dotted[^>]*>([^<]*)<", html) == ["two"]


def test_markup_stays_text() -> None:
    assert "<img" not in chunks_html('<img src=x onerror="y">', [(0, 23)])


def test_a_long_text_is_shown_to_its_limit_and_says_so() -> None:
    html = chunks_html("x" * (SHOWN_CHARS + 1_234), [(0, SHOWN_CHARS + 1_234)])
    assert plain(html).strip() == "x" * SHOWN_CHARS
    assert "and 1,234 more characters" in html


def test_the_sentence_counts_chunks_and_what_they_share() -> None:
    text = "one two three\nfour five"
    assert chunks_sentence(text, [(0, 7), (4, 13), (14, 23)]) == (
        "The text is cut into 3 chunks of 7 to 9 characters. Neighbours share 3 characters in all, underlined."
    )
    assert chunks_sentence(text, [(0, 23)]) == "The text is one chunk of 23 characters."
