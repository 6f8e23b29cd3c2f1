"""The visitor's own text: what a file may be, and which words are followed in it."""

import pytest

from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.study_raw_text import follow, read_upload, words_to_follow
from embedlab.models.training.words_of_text import words_of_text
from tests.kit.any_text import any_texts


def test_a_text_file_is_read_with_or_without_a_mark() -> None:
    assert read_upload("a.txt", "Äpfel und Birnen".encode()) == "Äpfel und Birnen"
    assert read_upload("a.txt", "Äpfel".encode("utf-8-sig")) == "Äpfel"
    assert read_upload("a.txt", "Äpfel".encode("utf-16")) == "Äpfel"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"  \n ", "is empty"),
        (b"\xff\xd8\xff\xe0JFIF", "is not UTF-8 text"),
        (b"a\x00b", "is no plain text"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
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


def test_words_to_follow_are_cut_as_the_text_is() -> None:
    text = "don't café " * 30
    assert words_to_follow("don’t cafe\u0301 Well-known 3D") == ("don't", "café", "well", "known", "d")
    assert set(words_to_follow("don’t, cafe\u0301")) <= set(words_of_text(text))


def test_any_text_is_cut_for_training_without_a_fault_and_its_words_can_be_followed() -> None:
    for text in any_texts(500, 61):
        words = words_of_text(text)
        assert all(word and word == word.lower() for word in words)
        for word in words[:3]:
            if len(word) <= 40:
                assert words_to_follow(word) == (word,), ascii(word)


def test_a_word_without_a_letter_is_not_called_rare() -> None:
    with pytest.raises(InputError, match="“12” has no letter"):
        words_to_follow("cat 12")
