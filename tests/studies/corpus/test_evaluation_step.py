"""A collection is measured in the process that indexes it, followed and cancelled like an index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.evaluate_corpus import Wanted, evaluate
from embedlab.studies.corpus.evaluation_step import Evaluation, EvaluationStep
from embedlab.studies.corpus.findings_file import load_findings, load_runs
from embedlab.studies.corpus.index_jobs import IndexJobs
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.corpus.text_reading import Reading
from tests.studies.corpus.test_index_jobs import wait

SET_UPS = ("bm25", "glove-6b-50d")


@pytest.fixture
def jobs() -> Iterator[IndexJobs]:
    made = IndexJobs(read_settings())
    yield made
    made.close()


def test_it_reads_what_is_missing_then_measures_as_here(
    jobs: IndexJobs, corpus: OpenCorpus, runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDLAB_COLLECTIONS", str(tmp_path))
    order = Evaluation(corpus.id, SET_UPS)
    job = jobs.start(corpus.index, (), order)
    assert jobs.start(corpus.index, (), order) is job
    with pytest.raises(InputError, match="measured already"):
        jobs.start(corpus.index, (), Evaluation(corpus.id, ("bm25",)))
    assert wait(lambda: not job.live)
    assert (job.state, job.message) == ("done", "")
    assert job.progress is not None
    assert (job.progress.step, job.progress.share) == ("evaluate", 1.0)
    folder = tmp_path / "collections" / corpus.id
    findings, runs = load_findings(folder), load_runs(folder)
    here, _ = evaluate(runtime, corpus, Wanted(tuple(map(SetUp.parse, SET_UPS))))
    assert findings is not None
    assert runs is not None
    assert [found.per_query for found in findings.set_ups] == [found.per_query for found in here.set_ups]
    assert runs.set_ups == SET_UPS


def test_progress_ends_when_all_is_kept(collections: Collections, corpus: OpenCorpus, runtime: Runtime) -> None:
    step, told = EvaluationStep(collections, Evaluation(corpus.id, ("bm25",)), runtime), list[int]()
    assert (step.total, step.done()) == (24, 0)
    step.run(told.append)
    assert told == sorted(told)
    assert told[-1] == step.done() == 24
    assert load_findings(collections.folder(corpus.id)) is not None


def test_a_collection_that_is_gone_is_said(collections: Collections, runtime: Runtime) -> None:
    with pytest.raises(StoreError, match="not on this server"):
        EvaluationStep(collections, Evaluation("0" * 32, ("bm25",)), runtime).run(lambda _: None)


def test_an_order_survives_the_way_to_the_process() -> None:
    order = Evaluation("a", ("bm25", "hybrid-rrf>ms-marco-minilm-l12-v2"), "page", ("bm25",))
    assert Evaluation.of_json(order.as_json()) == order
    assert order.readings == (Reading("all-minilm-l6-v2"),)


def test_a_set_up_that_cannot_search_is_named_before_anything_starts(jobs: IndexJobs, corpus: OpenCorpus) -> None:
    with pytest.raises(InputError, match="ms-marco"):
        jobs.start(corpus.index, (), Evaluation(corpus.id, ("ms-marco-minilm-l12-v2",)))
