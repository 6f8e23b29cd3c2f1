"""The collections that ship: whole, judged, no answer standing elsewhere, and what their cards say of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from embedlab.content import asset_tables
from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered
from embedlab.content.shipped_collections import collection_cards, gather_dictionary, gather_faq
from embedlab.content.toml_records import ASSETS
from embedlab.errors import EmbedLabError
from scripts.faq_collection import LONGEST, REPEATED, runs
from scripts.reverse_dictionary import quotes

FILES = {
    "faq": ("faq/passages.parquet", "faq/haystack.parquet"),
    "dictionary": ("dictionary/glosses.parquet", "dictionary/definitions.parquet"),
}
GATHERED = {"faq": gather_faq, "dictionary": gather_dictionary}
EACH = pytest.mark.parametrize(("id", "gather"), GATHERED.items())


def right(found: Gathered) -> dict[str, list[str]]:
    """The texts that are relevant for each query, by the query's text."""
    assert found.queries is not None
    assert found.judgements is not None
    asked = dict(zip(found.queries["_id"].to_pylist(), found.queries["_text"].to_pylist(), strict=True))
    texts = dict(zip(found.documents["_id"].to_pylist(), found.texts(), strict=True))
    answers: dict[str, list[str]] = {text: [] for text in asked.values()}
    for row in found.judgements.to_pylist():
        answers[asked[row["query"]]].append(texts[row["document"]])
    return answers


@EACH
def test_a_card_counts_its_texts_queries_and_bytes(id: str, gather: Callable[[], Gathered]) -> None:
    (card,) = (card for card in collection_cards() if card.id == id)
    found = gather()
    assert found.queries is not None
    assert (found.documents.num_rows, found.queries.num_rows) == (card.documents, card.queries)
    assert card.bytes == sum((ASSETS / name).stat().st_size for name in FILES[id])
    assert card.name == found.name
    assert not card.labels or card.labels in found.columns


@EACH
def test_ids_are_one_word_and_no_two_alike_and_every_query_has_a_relevant_text(
    id: str, gather: Callable[[], Gathered]
) -> None:
    found = gather()
    assert found.queries is not None
    for table in (found.documents, found.queries):
        ids = table["_id"].to_pylist()
        assert len(set(ids)) == len(ids)
        assert all(len(each.split()) == 1 for each in ids), "trec_eval parts its columns by blanks"
        assert all(text.strip() for text in table["_text"].to_pylist())
    assert all(right(found).values())


def test_the_answers_are_those_of_lesson_four_word_for_word() -> None:
    faq, found = load_faq(), right(gather_faq())
    assert found == {passage.question: [passage.text] for passage in faq.passages}


def test_no_passage_of_the_haystack_repeats_an_answer_is_one_or_stands_there_twice() -> None:
    answers, texts = load_faq().texts, gather_faq().texts()
    hay = [text for text in texts if text not in set(answers)]
    assert len(set(texts)) == len(texts) == len(answers) + len(hay)
    assert max(map(len, hay)) <= LONGEST
    others = [runs(text) for text in hay]
    for own in map(runs, answers[::9]):
        assert max(len(own & other) for other in others) < REPEATED * len(own)


def test_answers_do_not_stand_before_the_haystack() -> None:
    answers = set(load_faq().texts)
    places = [place for place, text in enumerate(gather_faq().texts()) if text in answers]
    middle = sum(places) / len(places) / 6573
    assert 0.45 < middle < 0.55


def test_no_definition_quotes_a_gloss_that_it_asks_for() -> None:
    found = right(gather_dictionary())
    assert [asked for asked, glosses in found.items() if any(quotes(asked, gloss) for gloss in glosses)] == []


def test_every_package_is_named_where_its_terms_are() -> None:
    for name in ("faq/haystack.parquet", "dictionary/definitions.parquet"):
        told = json.loads(pyarrow.parquet.read_schema(ASSETS / name).metadata[b"embedlab"])
        terms = "".join(path.read_text("utf-8") for path in (ASSETS / name).parent.glob("LICENSE*"))
        for package, facts in told["packages"].items():
            assert package == "wordnet-base" or (package in terms and facts["version"] in terms)


def test_a_file_that_is_missing_or_damaged_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asset_tables, "ASSETS", tmp_path)
    with pytest.raises(EmbedLabError, match=r"dictionary/glosses\.parquet .*could not be read"):
        gather_dictionary()
    (tmp_path / "dictionary").mkdir()
    (tmp_path / "dictionary" / "glosses.parquet").write_bytes(b"PAR1 no table PAR1")
    with pytest.raises(EmbedLabError, match="holds no table"):
        gather_dictionary()
