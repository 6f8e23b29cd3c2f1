"""The questions of three FAQs: what ships, and a file that cannot be used."""

from collections import Counter
from pathlib import Path

import pytest

from embedlab.content.faq import FAQS, load_faq
from embedlab.content.toml_records import ASSETS
from embedlab.errors import EmbedLabError


def test_every_question_has_one_answer_of_its_own_that_does_not_hold_it() -> None:
    faq = load_faq()
    assert len(faq.questions) == len(set(faq.questions)) == faq.told["questions"]
    assert len(set(faq.texts)) == len(faq.texts) == len(faq.questions) + faq.told["haystack"]
    for passage in faq.passages:
        assert passage.question not in passage.text
    assert all("?" in question for question in faq.questions)


def test_every_passage_says_where_it_is_from_and_under_which_terms() -> None:
    faq, terms = load_faq(), (ASSETS / "faq" / "LICENSE").read_text(encoding="utf-8")
    counts = Counter(passage.source for passage in faq.passages)
    assert counts.keys() == FAQS.keys() == faq.told["packages"].keys()
    assert min(counts.values()) >= 60, "each FAQ is measured on enough questions"
    for name, package in faq.told["packages"].items():
        assert name in terms
        assert package["version"] in terms
        assert {passage.licence for passage in faq.passages if passage.source == name} == {package["licence"]}


def test_code_and_prose_are_kept() -> None:
    (answer,) = (passage.text for passage in load_faq().passages if passage.question == "Why is int() broken?")
    assert 'print int(0.6/0.2-2), "\\n";' in answer
    assert "in the above as 'three' is really" in answer


@pytest.mark.parametrize(
    "content", [b"", b"PAR1 no table PAR1", (ASSETS / "faq" / "passages.parquet").read_bytes()[:9000]]
)
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (path := tmp_path / "passages.parquet").write_bytes(content)
    with pytest.raises(EmbedLabError, match=r"faq/passages\.parquet cannot be used"):
        load_faq(path)
    with pytest.raises(EmbedLabError, match="could not be read"):
        load_faq(tmp_path / "absent")
