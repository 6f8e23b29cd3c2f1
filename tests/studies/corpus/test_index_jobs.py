"""An index is made in a process of its own, and loses nothing but the batch in hand when that is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import psutil
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.runtime import shared_runtime
from embedlab.models.settings import read_settings
from embedlab.studies.corpus import index_steps
from embedlab.studies.corpus.index_jobs import WORKER, IndexJobs
from embedlab.studies.corpus.index_steps import few_of, steps_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading

GLOVE, SPLADE = Reading("glove-6b-50d"), Reading("splade-tiny")


@pytest.fixture
def jobs() -> Iterator[IndexJobs]:
    made = IndexJobs(read_settings())
    yield made
    made.close()


def wait(until: Callable[[], object], seconds: float = 120) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if until():
            return True
        time.sleep(0.05)
    return False


def worker() -> psutil.Process | None:
    """The process that indexes for this one."""
    for process in psutil.Process().children(recursive=True):
        try:
            if WORKER in " ".join(process.cmdline()):
                return process
        except psutil.NoSuchProcess:
            continue
    return None


@pytest.mark.usefixtures("bundled_weights")
def test_what_the_process_reads_is_what_the_models_give(jobs: IndexJobs, corpus: OpenCorpus) -> None:
    job = jobs.start(corpus.index, [GLOVE, SPLADE])
    assert wait(lambda: not job.live)
    assert (job.state, job.message) == ("done", "")
    texts = corpus.texts(range(corpus.count))
    np.testing.assert_allclose(corpus.index.vectors(GLOVE), GLOVE.dense(shared_runtime(), texts, "document"), atol=1e-6)
    found = SPLADE.sparse(shared_runtime(), texts)
    kept = corpus.index.sparse(SPLADE)
    assert kept.shape == (24, len(found.vocabulary))
    np.testing.assert_array_equal(kept.indptr, found.starts)
    np.testing.assert_allclose(kept.data, found.weights, atol=1e-4)
    assert set(corpus.index.readings()) == {GLOVE, SPLADE}


@pytest.mark.usefixtures("bundled_weights")
def test_a_killed_process_loses_no_batch_that_it_has_written(
    jobs: IndexJobs, corpus: OpenCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three batches are on the disk when the process is killed; the next one begins behind them."""
    monkeypatch.setattr(index_steps, "BATCH", 4)
    step = next(each for each in steps_of(corpus.index, [SPLADE], shared_runtime()) if each.key == str(SPLADE))

    def kill(done: int) -> None:
        if done >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        step.run(kill)
    before = corpus.index.sparse_rows(SPLADE).weights().copy()
    assert corpus.index.read(SPLADE) == 12
    job = jobs.start(corpus.index, [SPLADE])
    process = wait(worker) and worker()
    assert process
    os.kill(process.pid, signal.SIGKILL)
    assert wait(lambda: not job.live)
    assert job.state == "failed"
    assert "what was read is kept" in job.message
    assert corpus.index.read(SPLADE) >= 12
    again = jobs.start(corpus.index, [SPLADE])
    assert wait(lambda: not again.live)
    assert again.state == "done", again.message
    np.testing.assert_array_equal(corpus.index.sparse(SPLADE).data[: len(before)], before)
    found = SPLADE.sparse(shared_runtime(), corpus.texts(range(24)))
    np.testing.assert_allclose(corpus.index.sparse(SPLADE).data, found.weights, atol=1e-4)


@pytest.mark.usefixtures("bundled_weights")
def test_a_pause_keeps_and_a_cancel_drops_what_is_not_finished(jobs: IndexJobs, corpus: OpenCorpus) -> None:
    corpus.index.tell(SPLADE, width=30_522)
    corpus.index.sparse_rows(SPLADE).append([1], np.array([5]), np.ones(1, dtype=np.float32))
    job = jobs.start(corpus.index, [SPLADE])
    jobs.pause(corpus.index)
    assert wait(lambda: job.state == "paused")
    assert corpus.index.read(SPLADE) >= 1
    assert corpus.index.wanted == {"readings": ["splade-tiny"], "paused": True}
    jobs.cancel(corpus.index)
    assert corpus.index.read(SPLADE) == 0


@pytest.mark.usefixtures("bundled_weights")
def test_two_visitors_with_the_same_texts_share_one_job(jobs: IndexJobs, corpus: OpenCorpus) -> None:
    first = jobs.start(corpus.index, [GLOVE])
    assert jobs.start(corpus.index, [GLOVE]) is first
    with pytest.raises(InputError, match="being indexed with other models"):
        jobs.start(corpus.index, [SPLADE])
    assert wait(lambda: not first.live)


def test_nothing_chosen_is_refused(jobs: IndexJobs, corpus: OpenCorpus) -> None:
    with pytest.raises(InputError, match="No model is chosen"):
        jobs.start(corpus.index, [])


def test_what_has_not_read_all_texts_cannot_be_searched(corpus: OpenCorpus) -> None:
    corpus.index.dense_rows(GLOVE).append(np.ones((3, 50), dtype=np.float32))
    with pytest.raises(StoreError, match="has not read all texts"):
        corpus.index.vectors(GLOVE)


def test_a_batch_ends_with_its_texts_or_its_characters() -> None:
    assert few_of(["a" * 30_000, "b" * 19_000, "c" * 2_000]) == ["a" * 30_000, "b" * 19_000]
    assert few_of(["a" * 90_000, "b"]) == ["a" * 90_000]
    assert few_of([]) == []


def test_a_cross_encoder_is_no_reading() -> None:
    with pytest.raises(InputError, match="no text a vector of its own"):
        Reading.parse("ms-marco-minilm-l12-v2")


def test_the_process_imports_no_library_of_pages() -> None:
    code = f"import sys, {WORKER}; print(*{{'streamlit', 'plotly', 'torch', 'transformers'}} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
