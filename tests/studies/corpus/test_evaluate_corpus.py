"""A collection is measured as a reader would do it by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embedlab.compute.trec_measures import measures_by_query
from embedlab.errors import InputError, StoreError
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.corpus_search import Hits
from embedlab.studies.corpus.evaluate_corpus import Wanted, asked_questions, evaluate, most_queries, units
from embedlab.studies.corpus.findings import METRICS
from embedlab.studies.corpus.findings_file import keep_findings, keep_runs, load_findings, load_runs
from embedlab.studies.corpus.run_set_ups import best_documents
from embedlab.studies.corpus.set_ups import SetUp
from tests.studies.corpus.opened import opened, read_by

TEXTS = (
    "The cat sleeps on the warm roof all afternoon.",
    "A bank lends money and keeps the savings of its customers.",
    "The river bank was flooded after the rain.",
    "Dogs bark at the postman every morning.",
    "Guitars and violins have strings of steel or gut.",
    "To install a package, run apt-get install and its name.",
)
QUERIES = ("who lends money", "install a package", "animals that bark", "strings of a guitar")
GRADES = ({"d1": 2}, {"d5": 1}, {"d3": 1, "d0": 0}, {"d4": 1})
SET_UPS = tuple(map(SetUp.parse, ("bm25", "glove-6b-50d", "hybrid-rrf", "bm25>ms-marco-minilm-l12-v2")))
BM25 = Wanted(SET_UPS[:1])


def test_each_set_up_is_measured_on_each_query(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, QUERIES, GRADES)
    read_by(runtime, corpus, "glove-6b-50d", "all-minilm-l6-v2")
    told: list[int] = []
    wanted = Wanted(SET_UPS, judged_by="file")
    findings, runs = evaluate(runtime, corpus, wanted, told.append)
    assert [found.set_up for found in findings.set_ups] == [str(each) for each in SET_UPS]
    assert [found.family for found in findings.set_ups] == ["lexical", "static", "hybrid", "cross-encoder"]
    assert told == sorted(told)
    assert told[-1] == units(wanted, 4)
    for found in findings.set_ups:
        documents, scores = runs.of(found.set_up)
        orders = [row[row >= 0].tolist() for row in documents]
        by_hand = measures_by_query(orders, [question.grades for question in corpus.judged])
        assert {name: each.mean for name, each in found.metrics.items()} == {n: by_hand[n].mean() for n in METRICS}
        assert all(each.low <= each.mean <= each.high for each in found.metrics.values())
        assert all((np.diff(row[: len(order)]) < 0).all() for row, order in zip(scores, orders, strict=True))
        assert 0 < found.p50_seconds <= found.p95_seconds
    dense, mixture = findings.found("glove-6b-50d"), findings.found("hybrid-rrf")
    assert dense.bytes_per_document == 200
    assert mixture.bytes_per_document == 384 * 4 + findings.found("bm25").bytes_per_document
    assert mixture.models == ("bm25", "all-minilm-l6-v2")
    assert dense.index_seconds is not None
    assert [test.second for test in findings.against_bm25] == ["bm25"] * 3
    assert len(findings.against_best) == 3
    assert findings.corpus.languages == findings.corpus.query_languages == ("English",)
    assert [len(model.checksum) for model in findings.models] == [0, 64, 64, 64]
    keep_findings(tmp_path, findings)
    keep_runs(tmp_path, runs)
    assert load_findings(tmp_path) == findings
    back = load_runs(tmp_path)
    assert back is not None
    np.testing.assert_array_equal(back.documents, runs.documents)


def test_bm25_finds_only_what_shares_a_word_with_the_query(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, ("postman", "xylophone"), ({"d3": 1}, {"d4": 1}))
    findings, runs = evaluate(runtime, corpus, BM25)
    assert (runs.documents[0] >= 0).sum(axis=1).tolist() == [1, 0]
    assert findings.set_ups[0].per_query == (1.0, 0.0)


def test_the_order_of_documents_changes_no_measure(runtime: Runtime, tmp_path: Path) -> None:
    there = opened(tmp_path / "one", TEXTS, QUERIES, GRADES)
    back = opened(
        tmp_path / "two", TEXTS[::-1], QUERIES, [{f"d{5 - int(d[1:])}": g for d, g in e.items()} for e in GRADES]
    )
    one, other = (evaluate(runtime, corpus, BM25)[0].set_ups[0] for corpus in (there, back))
    assert one.metrics == other.metrics
    assert one.per_query == other.per_query


def test_of_identical_documents_the_first_of_the_collection_stands_first(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, (TEXTS[3], TEXTS[3], TEXTS[0]), ("postman", "postman"), ({"d0": 1}, {"d1": 1}))
    findings, runs = evaluate(runtime, corpus, BM25)
    assert runs.documents[0, :, :2].tolist() == [[0, 1], [0, 1]]
    assert findings.corpus.duplicates == pytest.approx(1 / 3)
    assert findings.set_ups[0].per_query == pytest.approx((1.0, 1 / np.log2(3)))


def test_a_document_counts_as_much_as_its_best_chunk(runtime: Runtime, tmp_path: Path) -> None:
    def cut(text: str) -> list[tuple[int, int]]:
        middle = text.find("|")
        return [(0, middle), (middle + 1, len(text))] if middle > 0 else [(0, len(text))]

    texts = ("a cat|postman postman", "a dog", "a postman in a long text about much else|nothing")
    corpus = opened(tmp_path, texts, ("postman",), ({"d0": 1},), cut=cut)
    findings, runs = evaluate(runtime, corpus, BM25)
    assert (findings.corpus.documents, findings.corpus.chunks) == (3, 5)
    assert runs.documents[0, 0, :3].tolist() == [0, 2, -1]


def test_what_was_not_ranked_again_stands_one_below_the_last_that_was() -> None:
    hits = Hits(np.array([4, 2, 0, 1]), np.array([-3.0, -7.0, 9.0, 8.5]), 2, {})
    documents, scores = best_documents(hits, np.arange(5, dtype=np.int32), counts_words=True)
    assert documents.tolist() == [4, 2, 0, 1]
    assert scores.tolist() == [-3, -7, -8, -8.5]


def test_a_judged_document_that_is_not_in_the_collection_is_no_answer(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, QUERIES[:2], ({"d1": 1, "gone": 1}, {"gone": 1}))
    findings, _ = evaluate(runtime, corpus, BM25)
    assert [query.id for query in findings.queries] == ["q0"]
    assert findings.set_ups[0].metrics["recall@10"].mean == 1


def test_one_query_has_an_interval_of_no_width_and_no_test_finds_anything(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, QUERIES[2:3], GRADES[2:3])
    read_by(runtime, corpus, "glove-6b-50d")
    findings, _ = evaluate(runtime, corpus, Wanted(SET_UPS[:2]))
    quality = findings.set_ups[0].quality
    assert quality is not None
    assert quality.low == quality.mean == quality.high
    assert findings.against_best[0].p == 1


def test_without_a_relevant_document_times_alone_are_found(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, QUERIES, ({"d1": 0}, {}, {}, {}))
    findings, runs = evaluate(runtime, corpus, BM25)
    assert findings.queries == findings.against_best == ()
    assert findings.best is None
    assert findings.corpus.judged_by == "nobody"
    assert findings.set_ups[0].metrics == {}
    assert findings.set_ups[0].p50_seconds > 0
    assert runs.queries == ("q0", "q1", "q2", "q3")


def test_without_a_query_or_a_set_up_there_is_a_sentence(runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no queries"):
        evaluate(runtime, opened(tmp_path / "one", TEXTS, (), ()), BM25)
    with pytest.raises(InputError, match="No set-up"):
        evaluate(runtime, opened(tmp_path / "two", TEXTS, QUERIES, GRADES), Wanted(()))


def test_a_reading_that_has_not_read_all_is_named(runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="GloVe"):
        evaluate(runtime, opened(tmp_path, TEXTS, QUERIES, GRADES), Wanted(SET_UPS[1:2]))


def test_of_many_queries_so_many_are_drawn_and_the_same_again(tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, ["postman"] * 30, [{"d3": 1}] * 30)
    few = asked_questions(corpus, 5)
    assert len({question.id for question in few}) == 5
    assert few == asked_questions(corpus, 5)
    assert asked_questions(corpus, 30) == corpus.judged


def test_fewer_queries_are_asked_where_candidates_are_ranked_again() -> None:
    assert most_queries(SET_UPS) < most_queries(SET_UPS[:3])
    assert replace(Wanted(SET_UPS), queries=7).most == 7
