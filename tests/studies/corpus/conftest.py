"""A small real collection, and a place of its own for each test."""

from pathlib import Path

import pytest

from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.open_corpus import OpenCorpus

SIZE = 24
"""Answers of the Perl FAQ: enough for ranks to differ, few enough to be read in a moment."""


def faq_part(size: int = SIZE) -> Gathered:
    """The first questions of the FAQ with their answers."""
    faq = load_faq()
    ids, texts = [f"a{number}" for number in range(size)], list(faq.texts[:size])
    files = [passage.file for passage in faq.passages[:size]]
    return Gathered(
        "Part of a FAQ",
        documents_of(ids, texts, {"file": files}),
        queries_of([f"q{number}" for number in range(size)], faq.questions[:size]),
        judgements_of((f"q{number}", f"a{number}", 1) for number in range(size)),
    )


@pytest.fixture
def collections(tmp_path: Path) -> Collections:
    return Collections(tmp_path, 50_000_000)


@pytest.fixture
def corpus(collections: Collections) -> OpenCorpus:
    return OpenCorpus(collections, collections.add(faq_part(), source="a test"))
