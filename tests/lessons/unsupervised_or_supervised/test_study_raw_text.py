"""The visitor's own text: what a file may be, and which words are followed in it."""

import pytest

from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.study_raw_text import follow, read_upload


def test_a_text_file_is_read_with_or_without_a_mark() -> None:
    assert read_upload("a.txt", "Äpfel und Birnen".encode()) == "Äpfel und Birnen"
    assert read_upload("a.txt", "Äpfel".encode("utf-8-sig")) == "Äpfel"
    assert read_upload("a.txt", "Äpfel".encode("utf-16")) == "Äpfel"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"  \n ", "is empty"),
        (b"\xff\xd8\xff\xe0JFIF", "is no text in UTF-8"),
        (b"a\x00b", "is no plain text"),
        (b"\xff\xfe\x00", "is no text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=f"“photo.txt” {said}"):
        read_upload("photo.txt", content)


def test_frequent_long_words_are_followed() -> None:
    text = "the harbour and the harbour and a fisher and the fisher and a harbour once more lighthouse"
    assert follow(text, 2) == ("harbour", "fisher")


def test_short_words_are_followed_where_there_are_no_long_ones() -> None:
    assert follow("a cat sat on a mat on a cat", 2) == ("a", "cat", "on")
    assert follow("every word once", 2) == ()
