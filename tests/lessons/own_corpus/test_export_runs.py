"""Exported runs and judgements are read by the tools of the field, which find the numbers of the page in them."""

import io
import zipfile
from pathlib import Path

import ir_measures
import pytest
import pytrec_eval

from embedlab.lessons.own_corpus.export_runs import archive, tag_of
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.evaluate_corpus import Wanted, evaluate
from embedlab.studies.corpus.set_ups import SetUp
from tests.studies.corpus.opened import opened

TEXTS = ("a cat sleeps", "a dog barks", "a dog barks", "the cat and the dog", "birds sing", "a dog, a dog and a cat")
QUERIES = ("dog", "cat", "birds that sing")
GRADES = ({"d2": 1, "d5": 2}, {"d0": 1}, {"d4": 1})


def test_trec_eval_finds_the_same_numbers_in_the_files(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, QUERIES, GRADES)
    findings, runs = evaluate(runtime, corpus, Wanted((SetUp.parse("bm25"),)))
    with zipfile.ZipFile(io.BytesIO(archive(corpus, findings, runs))) as packed:
        assert packed.namelist() == ["run-bm25.txt", "qrels.txt", "topics.tsv"]
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    assert files["topics.tsv"].splitlines()[2] == "q2\tbirds that sing"
    run, qrels = (
        pytrec_eval.parse_run(io.StringIO(files["run-bm25.txt"])),
        pytrec_eval.parse_qrel(io.StringIO(files["qrels.txt"])),
    )
    found = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut.10", "map"}).evaluate(run)
    by_page = dict(zip(("q0", "q1", "q2"), findings.set_ups[0].per_query, strict=True))
    # Of the two equal texts d1 stands before d2 here, though trec_eval would put the higher id first.
    assert {query: each["ndcg_cut_10"] for query, each in found.items()} == pytest.approx(by_page, abs=1e-6)
    mean = ir_measures.calc_aggregate(
        [ir_measures.AP],
        list(ir_measures.read_trec_qrels(files["qrels.txt"])),
        list(ir_measures.read_trec_run(files["run-bm25.txt"])),
    )
    assert mean[ir_measures.AP] == pytest.approx(findings.set_ups[0].metrics["MAP"].mean, abs=1e-6)


def test_the_same_runs_make_the_same_bytes(runtime: Runtime, tmp_path: Path) -> None:
    corpus = opened(tmp_path, TEXTS, QUERIES, GRADES)
    findings, runs = evaluate(runtime, corpus, Wanted((SetUp.parse("bm25"),)))
    assert archive(corpus, findings, runs) == archive(corpus, findings, runs)


def test_a_set_up_becomes_a_tag_without_signs_that_files_and_tools_misread() -> None:
    assert tag_of("e5-small-v2+none>ms-marco") == "e5-small-v2-none-ms-marco"
