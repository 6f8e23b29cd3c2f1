"""Why a chunk was found: parts that add up to the score, on real weights, whatever is asked of whatever texts."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from embedlab.compute.parts import total
from embedlab.content.gathered import Gathered, documents_of
from embedlab.errors import InputError, StoreError
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.corpus_search import Hits, search
from embedlab.studies.corpus.hit_reasons import Reasons, reasons
from embedlab.studies.corpus.index_steps import steps_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, SetUp
from embedlab.studies.corpus.text_reading import Reading

TEXTS = (
    "To fix a flat tire, take the wheel off and patch the tube.",
    "The bank of the river was muddy after the rain; <b>markup</b> & signs.",
    "Repairing a punctured bicycle tyre needs glue, a patch and some patience.",
    "Interest rates rose, and the bank lent less money than it had a year before.",
    "Ein platter Reifen am Fahrrad: Schlauch flicken oder tauschen.",
)
QUERY = "how to fix a flat tire on a bike"
READINGS = ("glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "e5-small-v2+none", "splade-tiny")
ALL = (*DEFAULT_SET_UPS, "e5-small-v2+none", "hybrid-rrf>answerai-colbert-small-v1")
HOSTILE = (
    "<script>alert(1)</script> fix",
    "$x$ **tire** :smile:",
    "\x00\u202e tire",
    "自転車のパンク修理",
    "🚲" * 40,
    "tire " * 100,
)

Make = Callable[[Sequence[str], Sequence[str]], OpenCorpus]


@pytest.fixture(scope="module")
def make(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Make:
    home: Path = tmp_path_factory.mktemp("home")
    collections = Collections(home, 1_000_000_000)

    def made(texts: Sequence[str], readings: Sequence[str]) -> OpenCorpus:
        ids = [f"d{number}" for number in range(len(texts))]
        columns = {"colour": ["red" if number % 2 else "blue" for number in range(len(texts))]}
        record = collections.add(Gathered("own", documents_of(ids, texts, columns)), source="a test")
        for step in steps_of(collections.index(record), list(map(Reading.parse, readings)), runtime):
            step.run(lambda _: None)
        return OpenCorpus(collections, record)

    return made


@pytest.fixture(scope="module")
def corpus(make: Make) -> OpenCorpus:
    return make(TEXTS, READINGS)


def found(runtime: Runtime, corpus: OpenCorpus, set_up: str, query: str, k: int = 5) -> tuple[Hits, list[Reasons]]:
    hits = search(runtime, corpus, SetUp.parse(set_up), query, k)
    return hits, list(reasons(runtime, corpus, SetUp.parse(set_up), query, hits, k))


@pytest.mark.parametrize("set_up", ALL)
def test_the_parts_add_up_to_the_score_of_each_hit(runtime: Runtime, corpus: OpenCorpus, set_up: str) -> None:
    hits, told = found(runtime, corpus, set_up, QUERY)
    assert len(told) == len(hits.rows) > 0
    for score, each in zip(hits.scores, told, strict=True):
        assert each.score == score
        if set_up.endswith("ms-marco-minilm-l12-v2"):
            assert (each.kind, each.parts, each.words) == ("whole", (), ())
        else:
            assert total(each.parts) == pytest.approx(score, abs=1e-3)


@pytest.mark.parametrize("set_up", [each for each in ALL if "hybrid-" not in each and "ms-marco" not in each])
def test_words_bring_the_score_but_for_what_stands_in_no_word(
    runtime: Runtime, corpus: OpenCorpus, set_up: str
) -> None:
    hits, told = found(runtime, corpus, set_up, QUERY)
    for row, each in zip(hits.rows, told, strict=True):
        assert all(TEXTS[row][start:end].strip() for start, end in each.words)
        assert len(each.words) == len(each.values)
        if each.kind == "terms":
            assert each.values.sum() == pytest.approx(each.score, abs=1e-3)


def test_a_token_of_the_query_names_the_token_that_it_found(runtime: Runtime, corpus: OpenCorpus) -> None:
    hits, told = found(runtime, corpus, "bm25>answerai-colbert-small-v1", QUERY)
    first = told[hits.rows.tolist().index(0)]
    assert "tire → tire" in {part.name for part in first.parts}


def test_a_hybrid_names_the_rank_of_each_side(runtime: Runtime, corpus: OpenCorpus) -> None:
    _, told = found(runtime, corpus, "hybrid-rrf", QUERY)
    assert [part.name for part in told[0].parts] == ["all-MiniLM-L6-v2, rank 1", "BM25, rank 1"]
    assert total(told[0].parts) == pytest.approx(2 / 61)


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("set_up", ALL)
def test_any_query_gets_reasons_that_add_up_or_nothing(
    runtime: Runtime, corpus: OpenCorpus, set_up: str, query: str
) -> None:
    hits, told = found(runtime, corpus, set_up, query)
    for score, each in zip(hits.scores, told, strict=True):
        assert each.kind == "whole" or total(each.parts) == pytest.approx(score, abs=1e-3)


@pytest.mark.parametrize("set_up", ["bm25", "glove-6b-50d", "bm25>ms-marco-minilm-l12-v2"])
def test_what_no_word_of_the_query_is_in_is_not_found(runtime: Runtime, corpus: OpenCorpus, set_up: str) -> None:
    hits, told = found(runtime, corpus, set_up, "自転車のパンク修理")
    assert (len(hits.rows), told) == (0, [])


@pytest.mark.parametrize("set_up", ALL)
def test_more_is_asked_for_than_there_is(runtime: Runtime, make: Make, set_up: str) -> None:
    alone = make(TEXTS[:1], READINGS)
    hits, told = found(runtime, alone, set_up, QUERY, 50)
    assert hits.rows.tolist() == [0]
    assert len(told) == 1


@pytest.mark.parametrize("set_up", ALL)
def test_only_what_the_filter_allows_is_found(runtime: Runtime, corpus: OpenCorpus, set_up: str) -> None:
    allowed = corpus.allowed("colour", ["red"])
    hits = search(runtime, corpus, SetUp.parse(set_up), QUERY, 5, allowed=allowed)
    assert set(hits.rows.tolist()) <= {1, 3}
    everything = search(runtime, corpus, SetUp.parse(set_up), QUERY, 5)
    scores = dict(zip(everything.rows.tolist(), everything.scores.tolist(), strict=True))
    assert hits.scores == pytest.approx([scores[row] for row in hits.rows.tolist()], abs=1e-5)
    assert hits.rows.tolist() == [row for row in everything.rows.tolist() if row in (1, 3)]
    nothing = search(runtime, corpus, SetUp.parse(set_up), QUERY, 5, allowed=np.zeros(len(TEXTS), dtype=np.bool_))
    assert len(nothing.rows) == 0


def test_what_cannot_be_searched_says_so(runtime: Runtime, make: Make) -> None:
    unread = make(TEXTS[:2], ())
    with pytest.raises(StoreError, match="has not read all texts"):
        search(runtime, unread, SetUp.parse("all-minilm-l6-v2"), QUERY)
    with pytest.raises(InputError, match="empty"):
        search(runtime, unread, SetUp.parse("bm25"), " \n")
