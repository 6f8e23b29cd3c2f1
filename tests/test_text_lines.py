"""Bytes to text and text to lines, the same for files, pipes, uploads and pages."""

import pytest

from embedlab.content.sentences import parse_sentences
from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.study_batch import read_pairs
from embedlab.lessons.unsupervised_or_supervised.study_raw_text import read_upload
from embedlab.studies.searches import read_documents
from embedlab.text_lines import lines_of, text_of, within


def test_a_line_ends_at_every_end_that_editors_write_and_nowhere_else() -> None:
    text = "one\r\ntwo\rthree\n\nfive\u2028five\u2029five\x0bfive\x0cfive\x85five\x1efive"
    assert lines_of(text) == ["one", "two", "three", "", text[text.index("five") :]]


def test_an_end_at_the_very_end_begins_no_line() -> None:
    assert (lines_of(""), lines_of("a\n"), lines_of("a\r\n\r\n")) == ([], ["a"], ["a", ""])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_the_encodings_that_say_what_they_are(encoding: str) -> None:
    assert text_of("naïve שלום 🐍\r\n".encode(encoding), "it") == "naïve שלום 🐍\r\n"


@pytest.mark.parametrize(
    "content",
    [b"caf\xe9", b"\xff\xfe\x00", "plain words".encode("utf-16-le"), "слова".encode("utf-16-be"), b"\x00\x01\x02\x03"],
    ids=["latin-1", "half a character", "UTF-16 without its mark", "Cyrillic without it", "binary"],
)
def test_what_is_no_text_is_refused_with_its_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^notes\.txt is no.*save it as UTF-8 first\.$"):
        text_of(content, "notes.txt")


def test_a_control_character_in_a_text_is_no_reason_to_refuse_it() -> None:
    assert text_of(b"a bell \x07 and a zero \x00 in a sentence", "it").count("\x00") == 1


def test_only_whole_lines_are_kept_within_a_limit() -> None:
    assert within("abc\rdef\rghi", 9) == "abc\rdef\r"
    assert within("abcdef", 3) == ""
    assert within("abc", 3) == "abc"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_page_finds_the_same_lines(end: str) -> None:
    sign = "\u2028"
    documents, _ = read_documents(f"a bank{end}two{sign}banks{end}a bank here")
    assert [document.text for document in documents] == ["a bank", f"two{sign}banks", "a bank here"]
    found = parse_sentences(f"a bank{end}two{sign}banks{end}a bank here", "bank")
    assert [o.text for o in found.occurrences] == ["a bank", f"two{sign}banks", "a bank here"]
    pairs = read_pairs(f"cat | a{sign}pet{end}dog | another")
    assert pairs.pairs == (("cat", f"a{sign}pet"), ("dog", "another"))
    assert lines_of(read_upload("a.txt", f"one{end}two{sign}three".encode())) == ["one", f"two{sign}three"]
