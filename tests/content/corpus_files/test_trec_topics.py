"""TREC topics in both spellings, and judgements line by line."""

import pytest

from embedlab.content.corpus_files.trec_topics import read_qrels, read_topics
from embedlab.errors import InputError

OLD = """<top>
<num> Number: 301
<title> International Organized Crime

<desc> Description:
Identify organizations, R&amp;D among them.

<narr> Narrative:
A relevant document
must identify one.
</top>
<top>
<num> Number: 302
<title> Topic: Poliomyelitis
</top>
"""
NEW = (
    '<?xml version="1.0"?><topics task="x"><topic number="1"><query>origin</query><question>Where?</question></topic>'
    '<topic number="2"><query>&lt;b&gt;</query></topic></topics>'
)


def test_the_old_spelling_closes_no_field() -> None:
    sheet = read_topics(OLD, "t")
    assert sheet.cells.to_pylist() == [
        {"num": "301", "title": "International Organized Crime",
         "desc": "Identify organizations, R&D among them.", "narr": "A relevant document must identify one."},
        {"num": "302", "title": "Poliomyelitis", "desc": "", "narr": ""},
    ]  # fmt: skip
    assert (sheet.id, sheet.text, sheet.holds) == ("num", ("title",), "queries")


def test_the_new_spelling_is_xml() -> None:
    sheet = read_topics(NEW, "t")
    assert sheet.cells.to_pylist() == [
        {"num": "1", "query": "origin", "question": "Where?"},
        {"num": "2", "query": "<b>", "question": ""},
    ]
    assert (sheet.id, sheet.text) == ("num", ("query",))


def test_lines_that_are_no_judgement_are_counted() -> None:
    sheet = read_qrels("301 0 a 1\n\n301 0 b\n301\t0\tc\t-2\n301 0 d x\n", "q")
    assert [tuple(row.values()) for row in sheet.cells.to_pylist()] == [("301", "a", "1"), ("301", "c", "-2")]
    assert sheet.said == ("2 lines of q left out: no judgement; the first is line 3.",)
    with pytest.raises(InputError, match="q holds no TREC judgement"):
        read_qrels("one two three four\n", "q")
