"""Trainings in processes of their own: shared, queued, watched, stopped, and gone without a trace."""

import os
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
import pytest

from embedlab import limits
from embedlab.errors import InputError
from embedlab.models.private_folders import Folders
from embedlab.models.settings import Settings
from embedlab.models.training import ContrastiveSpec, Trainer
from tests.models.kit.training import endless, finished, short, talk, wait, words_spec


def workers() -> list[psutil.Process]:
    """The processes that train for this one."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "embedlab.models.training.worker" in " ".join(process.cmdline()):
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def left(scratch: Path) -> list[str]:
    """Whatever lies in the trainer's own folder."""
    return [path.name for own in scratch.iterdir() for path in own.iterdir()]


@pytest.fixture
def long(table: Path, many_pairs: Path) -> ContrastiveSpec:
    return endless(table, many_pairs)


def test_a_training_ends_with_records_and_a_result(trainer: Trainer, table: Path, pairs: Path, scratch: Path) -> None:
    job = trainer.submit(short(table, pairs), "visitor")
    assert finished(job), job.message
    assert [record.step for record in job.steps] == [0, 5, 15, 20]
    assert [record.seconds for record in job.steps] == sorted(record.seconds for record in job.steps)
    result = job.result()
    assert result is not None
    assert result.term_vectors["supervised"].shape == (20, 16)
    assert (job.share, job.position, job.message) == (1, 0, "")
    assert wait(lambda: not left(scratch))
    assert wait(lambda: not workers())


def test_word_vectors_come_back_as_well(trainer: Trainer) -> None:
    job = trainer.submit(words_spec(), "visitor")
    assert finished(job), job.message
    result = job.result()
    assert result is not None
    assert "cat" in result.words
    assert [record.epoch for record in job.steps] == [0, 1, 2, 3]
    assert job.steps[-1].neighbours["cat"][0][1] <= 1


def test_a_class_that_asks_for_the_same_trains_once(trainer: Trainer, long: ContrastiveSpec) -> None:
    jobs = {id(trainer.submit(long, f"visitor {number}")) for number in range(30)}
    assert len(jobs) == 1
    job = trainer.submit(long, "visitor 0")
    assert job.watchers == 30
    assert wait(lambda: len(workers()) == 1)
    assert not any(job.stop(f"visitor {number}") for number in range(29))
    assert job.state == "running"
    assert job.stop("visitor 29")


def test_a_finished_training_answers_at_once(trainer: Trainer, table: Path, pairs: Path) -> None:
    job = trainer.submit(short(table, pairs), "one")
    assert finished(job)
    again = trainer.submit(short(table, pairs), "two")
    assert again is job
    assert again.state == "done"


@pytest.mark.parametrize("after", [0.0, 0.05, 1.5])
def test_it_stops_at_once_whatever_it_is_doing_and_leaves_nothing(
    trainer: Trainer, long: ContrastiveSpec, scratch: Path, after: float
) -> None:
    job = trainer.submit(long, "visitor")
    time.sleep(after)
    assert job.stop("visitor")
    assert wait(lambda: job.state == "stopped" and not workers() and not left(scratch), 10)
    assert job.message == "Training was stopped."
    assert job.result() is None


def test_a_stopped_training_can_be_asked_for_again(trainer: Trainer, long: ContrastiveSpec) -> None:
    job = trainer.submit(long, "visitor")
    assert job.stop("visitor")
    again = trainer.submit(long, "visitor")
    assert again is not job
    assert wait(lambda: again.state == "running")


def test_one_trains_two_wait_and_a_fourth_is_told_so(trainer: Trainer, table: Path, many_pairs: Path) -> None:
    jobs = [trainer.submit(endless(table, many_pairs, seed=seed), f"visitor {seed}") for seed in range(3)]
    assert [(job.state, job.position) for job in jobs] == [("running", 0), ("queued", 1), ("queued", 2)]
    with pytest.raises(InputError, match=r"^3 trainings run or wait on this server already; try again in a minute\.$"):
        trainer.submit(endless(table, many_pairs, seed=3), "visitor 3")
    assert jobs[0].stop("visitor 0")
    assert wait(lambda: jobs[1].state == "running")
    assert (jobs[2].state, jobs[2].position) == ("queued", 1)
    assert len(workers()) <= 1


def test_who_waits_can_leave_at_once(trainer: Trainer, table: Path, many_pairs: Path) -> None:
    _, waiting, last = (trainer.submit(endless(table, many_pairs, seed=seed), f"visitor {seed}") for seed in range(3))
    assert waiting.stop("visitor 1")
    assert (waiting.state, waiting.steps) == ("stopped", ())
    assert wait(lambda: last.position == 1)


def test_a_visitor_who_starts_another_leaves_the_one_before(trainer: Trainer, table: Path, many_pairs: Path) -> None:
    first = trainer.submit(endless(table, many_pairs, seed=0), "visitor")
    trainer.submit(endless(table, many_pairs, seed=0), "neighbour")
    for seed in range(1, 6):
        latest = trainer.submit(endless(table, many_pairs, seed=seed), "visitor")
    assert first.state == "running"  # for the neighbour
    assert (latest.state, latest.position) == ("queued", 1)


def test_a_refused_visitor_keeps_what_runs(trainer: Trainer, table: Path, many_pairs: Path) -> None:
    job = trainer.submit(endless(table, many_pairs), "visitor")
    with pytest.raises(InputError, match="temperature"):
        trainer.submit(endless(table, many_pairs, temperature=0.0), "visitor")
    assert job.live
    assert not job.ending


def test_a_training_that_nobody_looks_at_is_stopped(
    trainer: Trainer, long: ContrastiveSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRAINING_UNWATCHED_SECONDS", 1.0)
    job = trainer.submit(long, "visitor")
    for _ in range(8):
        time.sleep(0.25)
        job.watch("visitor")
    assert job.state == "running"
    assert wait(lambda: job.state == "stopped")
    assert "nobody looked at it" in job.message


def test_a_training_that_overruns_is_ended(
    trainer: Trainer, long: ContrastiveSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRAINING_GRACE_SECONDS", -99)  # of a hundred
    job = trainer.submit(long, "visitor")
    assert wait(lambda: job.state == "failed")
    assert "took too long" in job.message


def test_a_worker_that_is_killed_is_a_plain_message(trainer: Trainer, long: ContrastiveSpec, scratch: Path) -> None:
    job = trainer.submit(long, "visitor")
    assert wait(lambda: bool(job.steps))
    workers()[0].kill()
    assert wait(lambda: job.state == "failed")
    assert job.message == "Training broke off; press train to try again."
    assert job.steps
    assert wait(lambda: not left(scratch))


def test_what_only_the_worker_finds_out_is_a_plain_message(trainer: Trainer, tmp_path: Path) -> None:
    corpus = tmp_path / "stories.txt"
    corpus.write_text("Three words only.", encoding="utf-8")
    job = trainer.submit(words_spec(text="", corpus=corpus), "visitor")
    assert not finished(job)
    assert (job.state, job.message[:24]) == ("failed", "The text has 3 words; a ")


def test_a_folder_that_cannot_be_written_is_a_plain_message(table: Path, pairs: Path, tmp_path: Path) -> None:
    trainer = Trainer(Settings(home=tmp_path), Folders(tmp_path / "no" / "such" / "folder"))
    job = trainer.submit(short(table, pairs), "visitor")
    assert wait(lambda: not job.live)
    assert (job.state, job.message) == ("failed", "Training could not start on this server; its log says why.")


def test_results_are_kept_within_their_budget(table: Path, pairs: Path, tmp_path: Path) -> None:
    trainer = Trainer(Settings(home=tmp_path, training_bytes=70_000), Folders(tmp_path))
    jobs = []
    for seed in range(3):
        jobs.append(trainer.submit(short(table, pairs, seed=seed, steps=1), "visitor"))
        assert finished(jobs[-1])
    assert wait(lambda: jobs[0].result() is None)
    assert jobs[2].result() is not None
    assert trainer.find(jobs[0].key) is None
    assert trainer.find(jobs[2].key) is jobs[2]
    assert trainer.find(jobs[2].key[:16]) is jobs[2]
    trainer.close()


def test_the_text_of_a_visitor_counts_as_much_as_what_was_learnt_from_it(tmp_path: Path) -> None:
    trainer = Trainer(Settings(home=tmp_path, training_bytes=300_000), Folders(tmp_path))
    spec = words_spec(text=talk() + "cat sun\n" * 40_000, epochs=1)
    job = trainer.submit(spec, "visitor")
    assert finished(job)
    assert wait(lambda: job.result() is None), "the text alone is over the budget"
    assert trainer.find(job.key) is None
    trainer.close()


def test_a_server_may_switch_training_off(table: Path, pairs: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="switched off on this server"):
        Trainer(Settings(home=tmp_path, trainings=0)).submit(short(table, pairs), "visitor")


def test_the_worker_gives_way(trainer: Trainer, long: ContrastiveSpec) -> None:
    job = trainer.submit(long, "visitor")
    assert wait(lambda: bool(job.steps))
    if os.name == "posix":
        assert workers()[0].nice() >= 10
    assert workers()[0].environ()["OPENBLAS_NUM_THREADS"] == "1"


def test_records_only_ever_grow(trainer: Trainer, table: Path, pairs: Path) -> None:
    job = trainer.submit(short(table, pairs, steps=200), "visitor")
    seen = [job.steps]
    while job.live:
        seen.append(job.steps)
        job.watch("visitor")
        time.sleep(0.005)
    for before, after in pairwise(seen):
        assert after[: len(before)] == before
    assert np.isfinite([record.objectives["simcse"].loss for record in job.steps]).all()
