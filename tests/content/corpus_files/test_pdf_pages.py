"""The text of a PDF by its pages, and the sentence for one that gives none."""

from time import monotonic

import pytest

from embedlab.content.corpus_files.pdf_pages import read_pdf
from embedlab.errors import InputError
from tests.content.corpus_files.made import pdf


def test_each_page_is_a_row_and_pages_without_text_are_counted() -> None:
    sheet = read_pdf(pdf("Lemons\nare sour", "", "Honey"), "a.pdf")
    assert [row["text"].strip() for row in sheet.cells.to_pylist()] == ["Lemons\nare sour", "Honey"]
    assert (sheet.column("page"), sheet.column("id")) == (["1", "3"], ["a.pdf:1", "a.pdf:3"])
    assert sheet.said == ("1 page of a.pdf left out: no text, perhaps a picture.",)


def test_a_pdf_that_asks_for_no_password_is_read() -> None:
    assert read_pdf(pdf("Lemons", password=""), "a.pdf").rows == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf("Lemons", password="secret"), "a.pdf is locked with a password; save it without one first."),
        (pdf("", ""), "a.pdf is a PDF without text, as a scan is; have its text recognised (OCR) first."),
        (pdf("Lemons")[:400], "a.pdf is a broken PDF; save it again, or print it to a new PDF."),
        (b"%PDF-1.7\nhello", "a.pdf is a broken PDF; save it again, or print it to a new PDF."),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_pdf(content, "a.pdf")
    assert str(refused.value) == said


def test_what_is_read_when_the_time_is_up_is_kept() -> None:
    sheet = read_pdf(pdf("one", "two", "three"), "a.pdf", until=monotonic())
    assert sheet.rows == 1
    assert sheet.said == ("Only the first 1 of 3 pages of a.pdf are read.",)
